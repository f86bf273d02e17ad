// The few elements the picture is made of.

export const INK = {
  text: '#1f2933',
  soft: '#5f6c7b',
  line: '#52606d',
  frame: '#cbd2d9',
  stage: '#f5f7fa',
  card: '#ffffff',
};
/** Colours of what rests on the regulation, on practice, and on nothing but our own choice. */
export const CHIPS = {
  law: { fill: '#e3f0ff', ink: '#0b4f9e', dot: '#1f6fd0' },
  practice: { fill: '#fff3d6', ink: '#8a5a00', dot: '#d18a00' },
  ours: { fill: '#eceff2', ink: '#47525e', dot: '#98a2ad' },
};

export function rect(x, y, width, height, { fill, stroke, rx }) {
  const edge = stroke ? ` stroke="${stroke}"` : '';
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${rx}" fill="${fill}"${edge}/>`;
}

export function text(x, y, words, { size, weight, fill, anchor, style } = {}) {
  const more = Object.entries({ 'font-weight': weight, fill, 'text-anchor': anchor, 'font-style': style })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => (name === 'fill' ? ` style="fill:${value}"` : ` ${name}="${value}"`))
    .join('');
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}"${more}>${escape(words)}</text>`;
}

/** A point that says by its colour what a step rests on. */
export function dot(x, y, mark) {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="3" fill="${CHIPS[mark].dot}"/>`;
}

export function arrow(path) {
  return `<path d="${path}" fill="none" stroke="${INK.line}" stroke-width="1.6" stroke-linejoin="round" marker-end="url(#tip)"/>`;
}

/** Near enough for placing what follows: a Chinese character is as wide as it is high. */
export function widthOf(words, size) {
  return [...words].reduce((sum, character) => sum + size * (character > '\u2e7f' ? 1 : wide(character)), 0);
}

function wide(character) {
  if (/[A-Z_]/.test(character)) return 0.66;
  return /[ /.,:]/.test(character) ? 0.32 : 0.56;
}

export const round = (n) => Math.round(n * 10) / 10;
const escape = (words) => words.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]);
