import { InvalidAbsence, InvalidOrganisation } from '@huiyin/office';
import { Fault } from '@huiyin/tools/fault';
import { withDatabase } from '../system/opened.ts';
import type { Opened } from '../system/opened.ts';
import { listAll, recordAway, recordBack } from './absences.ts';
import type { Work } from './work.ts';
import { add, reset } from './organisation.ts';

/** @throws Fault where the person at the keyboard can put it right */
export async function carryOut(work: Work): Promise<void> {
  try {
    await withDatabase('accounts', (opened) => done(work, opened));
  } catch (error) {
    const isTheirs = error instanceof InvalidOrganisation || error instanceof InvalidAbsence;
    throw isTheirs ? new Fault(error.message) : error;
  }
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
