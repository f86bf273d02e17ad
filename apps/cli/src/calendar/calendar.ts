import { withCases } from '../system/opened.ts';
import type { OpenedCases } from '../system/opened.ts';
import { apply } from './apply.ts';
import type { Work } from './work.ts';
import { list } from './list.ts';
import { preview } from './preview.ts';
import { verify } from './verify.ts';

/** @returns the exit code */
export function carryOut(work: Work): Promise<number> {
  return withCases('calendar', (opened) => done(work, opened));
}

function done(work: Work, opened: OpenedCases): Promise<number> {
  switch (work.does) {
    case 'list':
      return list(opened);
    case 'preview':
      return preview(work.file, opened);
    case 'apply':
      return apply(work, opened);
    case 'verify':
      return verify(work.file, opened);
  }
}
