/** More slips of the pen than these, and another word was meant. */
const SLIPS = 2;

/** Which of the names was probably meant by a word that is none of them. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  const begun = names.filter((name) => word.length > 1 && name.startsWith(word));
  if (begun.length === 1) return begun[0];
  const near = names.map((name) => ({ name, slips: distance(word, name) }));
  return near.filter(({ slips }) => slips <= SLIPS).sort((a, b) => a.slips - b.slips)[0]?.name;
}

/** How many letters have to be put in, left out or changed to make one word of the other (Levenshtein). */
function distance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, n) => n);
  for (const [row, letter] of Array.from(from).entries()) {
    const line = [row + 1];
    for (const [column, other] of Array.from(to).entries()) {
      const [left = 0, over = 0, diagonal = 0] = [line[column], above[column + 1], above[column]];
      line.push(Math.min(left + 1, over + 1, diagonal + (letter === other ? 0 : 1)));
    }
    above = line;
  }
  return above[to.length] ?? 0;
}
