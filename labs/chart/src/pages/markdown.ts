/** What the written pages share: how they begin, how they are formatted, and the rows of their tables. */
import { format } from 'prettier';

const ORIGIN =
  '<!-- Written by `npm run chart` from the chart itself. Change libs/workflow/src/petition, not this file. -->';

export function page(lines: readonly string[]): Promise<string> {
  return format([ORIGIN, '', ...lines].join('\n'), { parser: 'markdown', printWidth: 120 });
}

/** @param cells each as its lines @param none what stands in a cell without any */
export function row(cells: readonly (readonly string[])[], none = '—'): string {
  return `| ${cells.map((lines) => lines.join('<br>') || none).join(' | ')} |`;
}
