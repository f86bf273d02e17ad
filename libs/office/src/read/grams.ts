/** Texts longer than this are found by their beginning. @unit characters */
const INDEXED_LENGTH = 4000;

/**
 * Characters and pairs of neighbours of a text. Chinese has no spaces between words and its words are mostly two
 * characters long, so a search for these finds them by an index where a word or trigram index would not.
 */
export function gramsOf(text: string): string[] {
  const characters = Array.from(normalize(text)).slice(0, INDEXED_LENGTH);
  const grams = new Set<string>();
  characters.forEach((character, index) => {
    const next = characters[index + 1];
    if (character === ' ') return;
    grams.add(character);
    if (next !== undefined && next !== ' ') grams.add(character + next);
  });
  return [...grams];
}

/** Width and case folded, white space as single blanks. */
export function normalize(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
