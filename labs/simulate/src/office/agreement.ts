import type { Act } from './desk.ts';
import type { Handling } from './handling-time.ts';

/** Between neighbours, and in any other appeal. */
const MEDIATED = { likely: 0.7, ordinary: 0.05 };
const SETTLED = 0.62;
const COLLECTIVE = 5;
/** Collective matters for which a hearing is held. */
const HEARD_IN_PUBLIC = 0.15;

/** Both are tried when the petitioner has been heard; what is found out meanwhile counts, however they end. */
function mayBegin({ context: { facts, round, track } }: Handling): boolean {
  return facts.purpose === 'appeal' && round.heard && !round.investigated && round.number === 1 && track === null;
}

export function startMediation(handling: Handling): Act | null {
  const { arrival, dice, clock, by } = handling;
  const share = arrival.matter.template.mediable ? MEDIATED.likely : MEDIATED.ordinary;
  if (!mayBegin(handling) || !dice.chance(`mediates/${clock.name}`, share)) return null;
  return { type: 'START_MEDIATION', at: by(0.45), data: { bothConsent: true, mediator: '镇调委会' } };
}

export function mediation({ dice, clock, by }: Handling): Act {
  return dice.chance(`settles/${clock.name}`, SETTLED)
    ? { type: 'SETTLE', at: by(0.75), data: { kind: 'mediation', agreement: '双方达成的协议' } }
    : { type: 'FAIL_MEDIATION', at: by(0.7), data: { reason: '未能达成一致' } };
}

export function openHearing(handling: Handling): Act | null {
  const { context, dice, clock, by } = handling;
  const { groupSize, confidential } = context.facts;
  const isGrave = groupSize >= COLLECTIVE && !confidential && dice.chance(`hearing/${clock.name}`, HEARD_IN_PUBLIC);
  return mayBegin(handling) && isGrave ? { type: 'OPEN_HEARING', at: by(0.5), data: {} } : null;
}

export function hearing({ by }: Handling): Act {
  return { type: 'CLOSE_HEARING', at: by(0.7), data: { conclusion: '听证结论' } };
}
