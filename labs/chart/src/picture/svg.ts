/** The few elements that the picture is made of. Lengths are in the units of its viewBox. */
import type { Mark } from '@huiyin/workflow';

export const INK = {
  text: '#1f2933',
  soft: '#5f6c7b',
  line: '#52606d',
  frame: '#cbd2d9',
  stage: '#f5f7fa',
  card: '#ffffff',
} as const;

interface Colours {
  readonly fill: string;
  readonly ink: string;
  readonly dot: string;
}

/** Of what rests on the regulation, on practice, and on nothing but our own choice. */
export const COLOURS: Readonly<Record<Mark, Colours>> = {
  law: { fill: '#e3f0ff', ink: '#0b4f9e', dot: '#1f6fd0' },
  practice: { fill: '#fff3d6', ink: '#8a5a00', dot: '#d18a00' },
  ours: { fill: '#eceff2', ink: '#47525e', dot: '#98a2ad' },
};

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rectangle extends Point {
  readonly width: number;
  readonly height: number;
}

interface Surface {
  readonly fill: string;
  readonly stroke?: string;
  /** Radius of the corners. */
  readonly rx: number;
}

export function rect({ x, y, width, height }: Rectangle, { fill, stroke, rx }: Surface): string {
  const edge = stroke ? ` stroke="${stroke}"` : '';
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${rx}" fill="${fill}"${edge}/>`;
}

interface Script {
  readonly size: number;
  readonly weight?: number;
  readonly fill?: string;
  readonly anchor?: 'middle' | 'end';
  readonly style?: 'italic' | undefined;
}

export function text(x: number, y: number, words: string, { size, weight, fill, anchor, style }: Script): string {
  const more = Object.entries({ 'font-weight': weight, fill, 'text-anchor': anchor, 'font-style': style })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => (name === 'fill' ? ` style="fill:${value}"` : ` ${name}="${value}"`))
    .join('');
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}"${more}>${escape(words)}</text>`;
}

/** A point that says by its colour what a step rests on. */
export function dot(x: number, y: number, mark: Mark): string {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="3" fill="${COLOURS[mark].dot}"/>`;
}

export function arrow(path: string): string {
  return `<path d="${path}" fill="none" stroke="${INK.line}" stroke-width="1.6" stroke-linejoin="round" marker-end="url(#tip)"/>`;
}

/** Near enough for placing what follows: a Chinese character is as wide as it is high. */
export function widthOf(words: string, size: number): number {
  return Array.from(words).reduce(
    (sum, character) => sum + size * (character > '\u2e7f' ? 1 : latinWidth(character)),
    0,
  );
}

function latinWidth(character: string): number {
  if (/[A-Z_]/.test(character)) return 0.66;
  return /[ /.,:]/.test(character) ? 0.32 : 0.56;
}

const round = (length: number): number => Math.round(length * 10) / 10;

const escape = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
