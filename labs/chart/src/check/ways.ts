/** The longest lawful way through the procedure, kind by kind, as a list of the states it goes through. */
import type { RuleName, Words } from '@huiyin/workflow';

/** A rule whose period passes, or the extension, which is no rule of its own. */
export type Passing = RuleName | 'extension';

/** A state, and what passes there; a state without it shares the clock of a state before it. */
export type Stop = readonly [state: string, passing?: Passing];

export interface Way {
  readonly title: Words;
  readonly stops: readonly Stop[];
}

type Part = readonly Stop[];

const passedOn: Part = [
  ['acceptance.registered', 'transfer'],
  ['routing.transferring'],
  ['routing.noticing', 'notice'],
];
const handled: Part = [['handling.working', 'handling']];
const extended: Part = [...handled, ['handling.working', 'extension']];
const served: Part = [['reply.approving'], ['reply.serving', 'service']];
const ended: Part = [['followUp.remedy.settled'], ['closed.concluded']];
const windowOnly: Part = [['followUp.remedy.window', 'reviewWindow']];
const review: Part = [
  ...windowOnly,
  ['followUp.remedy.reviewing', 'review'],
  ['followUp.remedy.recheckWindow', 'recheckWindow'],
];
const recheck: Part = [...review, ['followUp.remedy.rechecking', 'recheck']];
const heard: Part = [['followUp.remedy.rechecksHearing', 'hearing'], ['followUp.remedy.rechecking']];
/** Where no review is open, the case ends with the follow-up. */
const visited: Part = [
  ['followUp.visit.waiting', 'followUp'],
  ['followUp.visit.due', 'visit'],
  ['followUp.visit.recorded'],
  ['closed.concluded'],
];
const sentBack: Part = [
  ['routing.noticing', 'objection'],
  ['routing.objecting', 'objectionDecision'],
];
const sentBackTwice: Part = [
  ['acceptance.registered', 'transfer'],
  ['routing.transferring'],
  ...sentBack,
  ['routing.transferring', 'retransfer'],
  ...sentBack,
];
const arbitrated: Part = [
  ['routing.arbitrating', 'arbitration'],
  ['routing.noticing', 'notice'],
];
const simplified: Part = [
  ['acceptance.registered', 'transfer'],
  ['routing.transferring', 'transferSimple'],
  ['routing.noticing', 'noticeSimple'],
  ['handling.working', 'handlingSimple'],
];
const foundToBeDuty: Part = [...extended, ['handling.working', 'duty']];
const suggestion: Part = [['handling.working', 'otherMatter']];

const way = (zh: string, en: string, ...parts: readonly Part[]): Way => ({ title: { zh, en }, stops: parts.flat() });

export const WAYS: readonly Way[] = [
  way('申诉求决，不延期', 'an appeal, without an extension', passedOn, handled, served, windowOnly, ended),
  way('申诉求决，延期', 'an appeal, with an extension', passedOn, extended, served, windowOnly, ended),
  way('延期，并复查', 'extension and 复查', passedOn, extended, served, review, ended),
  way('延期，并复查、复核', 'extension, 复查 and 复核', passedOn, extended, served, recheck, ended),
  way(
    '延期，并复查、经听证的复核',
    'extension, 复查 and 复核 with a hearing',
    ...[passedOn, extended, served, recheck, heard, ended],
  ),
  way(
    '两次退回并裁定，延期，复查、经听证的复核',
    'sent back twice and arbitrated, then as above',
    ...[sentBackTwice, arbitrated, extended, served, recheck, heard, ended],
  ),
  way('简易办理', 'an appeal, simplified from its acceptance on', simplified, served, windowOnly, ended),
  way(
    '延期最后一日导入履行职责途径',
    'an appeal, found to be one of duty on the last day of its extension',
    ...[passedOn, foundToBeDuty, served, visited],
  ),
  way('意见建议', 'a suggestion', passedOn, suggestion, served, visited),
];
