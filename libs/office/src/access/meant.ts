import type { Post, UnitNode, UnitTree } from './directory.ts';

/** Shorter words stand in too many texts to mean anybody. @unit characters */
const SHORTEST = 2;

/** Width, case, blanks and invisible characters make no difference to who is meant. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Cf}\p{Cc}]/gu, '');
}

/** Units that a text is the code or the name of, and nothing more. */
export function unitsCalled(text: string, tree: UnitTree): UnitNode[] {
  const called = plain(text);
  return tree.all.filter(({ code, name }) => plain(code) === called || plain(name) === called);
}

/**
 * Units whose name stands in a text, with or without that of an area above them: 自然资源所 is 柳林镇自然资源所. The longest
 * name counts, so 柳林镇纪委 is not 柳林镇; and what follows the name of an area is of that area, so 清河县纪委 is no
 * other place's 纪委.
 */
export function unitsIn(text: string, tree: UnitTree): UnitNode[] {
  const searched = plain(text);
  const names = namesOf(tree);
  const found = new Set(unitsCalled(text, tree));
  let endOfName = -1;
  for (let at = 0; at < searched.length;) {
    const longest = names.find(({ name, isShort }) => searched.startsWith(name, at) && !(isShort && at === endOfName));
    if (!longest) {
      at += 1;
      continue;
    }
    names.filter(({ name }) => name === longest.name).forEach(({ unit }) => found.add(unit));
    at += longest.name.length;
    endOfName = at;
  }
  return [...found];
}

/** Units of the posts whose name or title stands in a text: 镇长张某 is whoever is 柳林镇 镇长. */
export function unitsOfPostsIn(text: string, posts: readonly Post[], tree: UnitTree): UnitNode[] {
  const searched = plain(text);
  const standsThere = (word: string) => word.length >= SHORTEST && searched.includes(word);
  return posts
    .filter(
      ({ name, username }) => standsThere(plain(name)) || standsThere(titleIn(name)) || plain(username) === searched,
    )
    .flatMap(({ unit }) => tree.get(unit) ?? []);
}

/** Of 柳林镇 镇长 the post without where it is; nothing where the name is one word. */
function titleIn(name: string): string {
  const words = name.trim().split(/\s+/);
  return words.length > 1 ? plain(words.at(-1) ?? '') : '';
}

interface Name {
  readonly unit: UnitNode;
  readonly name: string;
  readonly isShort: boolean;
}

/** Longest first. */
function namesOf(tree: UnitTree): Name[] {
  const names = tree.all.flatMap((unit): Name[] => {
    const full = plain(unit.name);
    const areas = unit.path.slice(0, -1).map((code) => plain(tree.get(code)?.name ?? ''));
    const prefixes = areas.filter((area) => area !== '' && full.startsWith(area));
    const short = prefixes.map((area) => ({ unit, name: full.slice(area.length), isShort: true }));
    return [{ unit, name: full, isShort: false }, ...short];
  });
  return names.filter(({ name }) => name.length >= SHORTEST).sort((one, other) => other.name.length - one.name.length);
}
