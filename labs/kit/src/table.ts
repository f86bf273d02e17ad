/** A table of Markdown: the first column on the left, the others on the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    bordered(widths.map((width, column) => padded(cells[column] ?? '', width, column)));
  const rule = bordered(
    widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)),
  );
  return [line(head), rule, ...rows.map(line), ''];
}

function padded(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

function bordered(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
