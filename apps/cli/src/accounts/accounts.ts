import { withDatabase } from '../system/opened.ts';
import type { Opened } from '../system/opened.ts';
import { listAll, recordAway, recordBack } from './absences.ts';
import type { Work } from './work.ts';
import { add, reset } from './organisation.ts';

/** @throws Fault, InvalidOrganisation, InvalidAbsence: what the person at the keyboard can put right */
export function carryOut(work: Work): Promise<void> {
  return withDatabase('accounts', (opened) => done(work, opened));
}

function done(work: Work, opened: Opened): Promise<void> {
  switch (work.does) {
    case 'add':
      return add(work.file, opened);
    case 'reset':
      return reset(work.username, opened);
    case 'away':
      return recordAway(work.absence, opened);
    case 'back':
      return recordBack(work, opened);
    case 'list':
      return listAll(opened);
  }
}
