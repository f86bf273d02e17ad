import type { PetitionContext, PetitionFacts } from '@huiyin/workflow';
import { ruleOfKind } from '@huiyin/workflow/contract';
import type { UnitNode, UnitTree } from './directory.ts';

/** What of a petition decides from whom it is kept. */
export interface Concern extends Pick<PetitionContext, 'registrar'> {
  readonly facts: Pick<PetitionFacts, 'place' | 'confidential' | 'accusedUnits' | 'accusedUnknown'>;
}

const INSPECTION = 'discipline';

/**
 * THE rule of who is kept away from a petition (信访工作条例 Art. 30 ¶3: 不得透露或者转给被检举、揭发的人员或者单位), as the
 * topmost units it is kept from: whoever lies below one of them is kept away too (`isKeptFrom`). They are
 *
 * - the units complained about, and whoever took over from one that was dissolved;
 * - the place it is about, while nobody knows who there is complained about;
 * - the village it is about, of a confidential matter: there everybody knows everybody.
 *
 * The last two give way where they would leave no office of this system that may see it. Stored beside the case
 * (petition.kept_from), so that SQL asks the same.
 */
export function keptFrom({ facts, registrar }: Concern, tree: UnitTree): string[] {
  const all = resolved([...facts.accusedUnits, ...placeOf(facts, tree)], tree);
  return keeperOf(registrar, all, tree) === null ? resolved(facts.accusedUnits, tree) : all;
}

/** Whether a unit is one of those a petition is kept from, or lies below one. @param kept what `keptFrom` said */
export function isKeptFrom(unit: string, kept: readonly string[], tree: UnitTree): boolean {
  return areKept(tree.pathOf(unit), kept);
}

/** The same of a person who sits there. @param unitPath their unit and everything above it */
export function areKept(unitPath: readonly string[], kept: readonly string[]): boolean {
  return unitPath.some((unit) => kept.includes(unit));
}

/** The same as a condition on `p` (petition). @param unitPath placeholder of the viewer's unit and everything above it */
export function notKeptFromSql(unitPath: string): string {
  return `NOT (p.kept_from && ${unitPath}::text[])`;
}

/** Why a petition must not be brought to a unit. */
export type KeptAway = keyof typeof KEPT_AWAY;
export const KEPT_AWAY = {
  accused: { zh: '不得转给被检举、控告的单位及其下属', en: 'it is, or lies below, the unit complained about' },
  village: { zh: '保密件不得转给事发的村', en: 'it is the village that a confidential matter is about' },
  unknown: {
    zh: '被检举、控告人不明，只能转给纪检监察机关或者事发地以上的机关；查明后请先补充被检举、控告人',
    en: 'nobody knows who is complained about: it may go to an organ of inspection or one above the place only, until they are named',
  },
} as const;

/** Why a petition must not be brought to a unit, in whatever part: as its handler, its reviewer, to be told of it. Null if it may. */
export function keptAway(unit: string, concern: Concern, tree: UnitTree): KeptAway | null {
  const { facts } = concern;
  if (isKeptFrom(unit, resolved(facts.accusedUnits, tree), tree)) return 'accused';
  const isOfPlace = isKeptFrom(unit, keptFrom(concern, tree), tree);
  if (facts.accusedUnknown) return isOfPlace || !mayTakeUnknown(unit, facts.place, tree) ? 'unknown' : null;
  return isOfPlace ? 'village' : null;
}

/** The office that keeps a petition: the one that registered it, else the nearest petition office above it that may see it. */
export function keeperOf(registrar: string, kept: readonly string[], tree: UnitTree): string | null {
  if (!isKeptFrom(registrar, kept, tree)) return registrar;
  const offices = tree.pathOf(registrar).map((above) => tree.petitionOfficeOf(above)?.code);
  return offices.findLast((office) => office !== undefined && !isKeptFrom(office, kept, tree)) ?? null;
}

/** Whoever handles the petition that another is merged into. */
interface Led {
  readonly lead: { readonly unit: string | null } | null;
}

/**
 * To whom 复查 and 复核 go: the nearest unit above the one that decided before (Art. 35, 36) that it is not kept away
 * from; null where this system has none.
 */
export function organAbove(context: PetitionContext, { lead }: Led, tree: UnitTree): string | null {
  const { unit, round } = context;
  const before = tree.withHeirs(round.remedy?.organ ?? unit ?? lead?.unit ?? '').at(-1) ?? '';
  const above = tree.pathOf(before).slice(0, -1).reverse();
  const inOffice = above.flatMap((code) => tree.withHeirs(code).at(-1) ?? []);
  return inOffice.find((code) => code !== before && keptAway(code, context, tree) === null) ?? null;
}

/** The place that is kept out although nobody there is named. */
function placeOf({ place, confidential, accusedUnknown }: Concern['facts'], tree: UnitTree): string[] {
  const unit = tree.get(place);
  const isVillage = unit !== undefined && ruleOfKind(unit.kind).isNeighbourhood === true;
  return accusedUnknown || (confidential && isVillage) ? [place] : [];
}

/** With whoever took over from one of them, and with those that were dissolved into one of them or below. */
function resolved(units: readonly string[], tree: UnitTree): string[] {
  if (units.length === 0) return [];
  const kept = new Set(units.flatMap((unit) => tree.withHeirs(unit)));
  for (let before = 0; before < kept.size;) {
    before = kept.size;
    const into = tree.dissolved.filter(({ successor }) => isKeptFrom(successor, [...kept], tree));
    into.forEach(({ code }) => kept.add(code));
  }
  return [...kept].sort();
}

/** An area with people in it, not an office of one. */
function isArea({ kind }: UnitNode): boolean {
  const { level, isNeighbourhood } = ruleOfKind(kind);
  return level !== undefined || isNeighbourhood === true;
}

/** An organ of inspection; an organ above the place, or an office of one. Another area beside the place is neither. */
function mayTakeUnknown(unit: string, place: string, tree: UnitTree): boolean {
  const above = tree.withHeirs(place).flatMap((each) => tree.pathOf(each).slice(0, -1));
  return tree.withHeirs(unit).every((each) => {
    const found = tree.get(each);
    if (!found) return false;
    if (found.kind === INSPECTION || above.includes(each)) return true;
    return found.parent !== null && above.includes(found.parent) && !isArea(found);
  });
}
