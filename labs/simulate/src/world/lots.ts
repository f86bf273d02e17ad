import type { Dice } from '@huiyin/lab-kit';
import { v7 as uuid } from 'uuid';
import type { Arrival } from './arrivals.ts';

/** What chance would give a petition when it is registered; here its number does. */
export function lotsOf({ number, registeredAt }: Arrival, dice: Dice) {
  const own = dice.for('lots', number);
  return {
    caseId: uuid({ msecs: registeredAt, seq: number, random: own.bytes('id') }),
    code: queryCode(own.bytes('code').toString('hex').toUpperCase()),
    salt: own.bytes('salt').toString('hex', 0, 16),
  };
}

function queryCode(letters: string): string {
  return [letters.slice(0, 4), letters.slice(4, 8), letters.slice(8, 12)].join('-');
}
