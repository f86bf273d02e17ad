import { nameOf } from '@huiyin/workflow/contract';
import type { AccusedEntry } from '@huiyin/workflow/contract';
import { keeperOf, keptFrom } from '../access/accused.ts';
import type { Concern } from '../access/accused.ts';
import type { Directory, UnitNode } from '../access/directory.ts';
import { unitsCalled, unitsIn, unitsOfPostsIn } from '../access/meant.ts';
import { invalidInput } from '../refusal.ts';
import type { FieldFault } from '../refusal.ts';

/** An entry that says who it is. */
export type KnownEntry = Exclude<AccusedEntry, string>;

/** Suggested at most. */
const MOST_SUGGESTIONS = 20;

/**
 * What each entry says about who it is. Nobody is taken for nobody: a text that is neither a unit's code nor its name is
 * given back with what it may mean.
 * @param pointer of the list in the request's body
 * @throws Refusal `invalid-input`
 */
export function knownEntries(entries: readonly AccusedEntry[], pointer: string, directory: Directory): KnownEntry[] {
  const read = entries.map((entry, index) => knownOrFault(entry, `${pointer}/${index}`, directory));
  const faults = read.filter((each): each is FieldFault => 'pointer' in each);
  if (faults.length > 0) throw invalidInput(faults);
  return read as KnownEntry[];
}

function knownOrFault(entry: AccusedEntry, pointer: string, directory: Directory): KnownEntry | FieldFault {
  if (typeof entry === 'string') {
    const [unit, ...others] = unitsCalled(entry, directory);
    const isOne = unit !== undefined && others.length === 0;
    return isOne
      ? { name: entry, unit: unit.code }
      : { pointer, detail: WHO, suggestions: suggested(entry, directory) };
  }
  if (!('unit' in entry) || directory.get(entry.unit)) return entry;
  const detail = { zh: `没有编码为 ${entry.unit} 的单位`, en: `there is no unit ${entry.unit}` };
  return { pointer: `${pointer}/unit`, detail, suggestions: suggested(nameOf(entry), directory) };
}

const WHO = {
  zh: '不是本系统的单位编码或者单位全称。请写明其所在单位 {name, unit}，或者确认不属于本系统任何单位 {name, outside: true}，或者注明来信未写明 {name, unknown: true}',
  en: 'neither the code nor the exact name of a unit: say which unit they belong to {name, unit}, that it is none of this system {name, outside: true}, or that the letter does not say {name, unknown: true}',
};

function suggested(text: string, directory: Directory): NonNullable<FieldFault['suggestions']> {
  const units = [...unitsIn(text, directory), ...unitsOfPostsIn(text, directory.posts, directory)];
  const once = new Map<string, UnitNode>(units.map((unit) => [unit.code, unit]));
  return [...once.values()].slice(0, MOST_SUGGESTIONS).map(({ code, name }) => ({ unit: code, name }));
}

/**
 * Somebody has to see it. Where the units complained about leave no office at all, it belongs to the level above this
 * system; that somebody is unknown is never a reason (信访工作条例 Art. 19, 44): see `keptFrom`.
 * @throws Refusal `invalid-input`
 */
export function refuseUnseen(concern: Concern, pointer: string, directory: Directory): void {
  if (keeperOf(concern.registrar, keptFrom(concern, directory), directory) !== null) return;
  throw invalidInput([{ pointer, detail: NOBODY }]);
}

const NOBODY = {
  zh: '被检举、控告的单位包括本系统的所有上级，请报送上一级信访部门',
  en: 'every office of this system lies below the unit complained about: hand it to the level above',
};
