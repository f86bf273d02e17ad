import type { AccusedEntry } from '@huiyin/workflow/contract';
import type { Directory } from '../../access/directory.ts';
import type { KeptAway } from '../kept-away.ts';
import { organAbove } from '../organ.ts';
import { refused } from './check.ts';
import type { Check, NamedField, Sent } from './check.ts';

/** What must be true of the units and organs that an event names. */
export function unitChecks(directory: Directory, keptAway: KeptAway) {
  const recipient: Check = async (field, { found }) => {
    const code = String(field.value);
    await keptAway.mustBeOpenTo(code, field.pointer, found);
    if (!directory.get(code)) throw refused(field, `没有编码为 ${code} 的单位`, `there is no unit ${code}`);
  };

  const organ: Check = ({ value, pointer }, { found }) =>
    keptAway.mustNotMean([value].flat().map(String), pointer, found);

  /** 复查 and 复核 go to the unit above the one before (Art. 35, 36). */
  const above: Check = (field, { found: { record, relatives } }) => {
    const code = organAbove(record.context, relatives, directory);
    if (code === null) throw refused(field, '上一级机关不在本系统内', 'the unit above is not in this system');
    if (field.value === undefined || field.value === code) return code;
    throw refused(field, `应向上一级 ${code} 提出`, `the unit above is ${code}`);
  };

  /** Whoever takes part speaks for their own unit, not for another that takes part too. */
  const mustBeOwn = (unit: unknown, field: NamedField, { viewer }: Sent) => {
    if (typeof unit !== 'string' || directory.isWithin(unit, [viewer.unit.code])) return;
    throw refused(field, `应由 ${unit} 提交`, `that is for ${unit} to give`);
  };
  const ownPart: Check = (field, sent) => mustBeOwn(field.value, field, sent);
  const ownRecommendation: Check = (field, sent) => {
    const { recommendations } = sent.found.record.context;
    return mustBeOwn(recommendations[Number(field.value) - 1]?.to, field, sent);
  };

  const accused: Check = ({ value, pointer }, { found }) => keptAway.known(value as AccusedEntry[], pointer, found);

  return { recipient, organ, organAbove: above, ownPart, ownRecommendation, accused };
}
