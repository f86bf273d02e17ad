import { UnknownCalendar } from '@huiyin/domain';
import { InvalidLaw, invalidInput, notFound, TooManyLogins } from '@huiyin/office';
import { CaseNotFound, RevisionConflict, TooMuchContention, UnknownMachine } from '@huiyin/workflow';
import { NotFoundException } from '@nestjs/common';
import { Problem } from './problem.ts';
import { problemOf } from './tellings.ts';

const coded = (code: string) => Object.assign(new Error('…'), { code });

/** Status, type and detail as they are told, and the headers beside. */
function told(error: unknown) {
  const problem = problemOf(error);
  const { status, type, detail, ...more } = problem.body('/', 'en');
  return { told: `${String(status)} ${String(type)}: ${String(detail)}`, more, headers: problem.extra.headers };
}

const LATER = 'try again later, or tell an administrator the request id';
const BUSY = '503 /problems/unavailable: others are at it: try again in 2 seconds';

it.each<[string, unknown, string]>([
  ['a refusal', notFound(), '404 /problems/not-found: there is no such petition'],
  ['a case that is not there', new CaseNotFound('a'), '404 /problems/not-found: there is no such petition'],
  [
    'another version',
    new RevisionConflict('a', 1, 3),
    '412 /problems/stale-version: the current version is 3; read it again',
  ],
  ['too many guesses', new TooManyLogins(9), '429 /problems/too-many-requests: try again in 9 seconds'],
  ['writers at once', new TooMuchContention('a'), BUSY],
  ['a row that is held', coded('55P03'), BUSY],
  ['a database that is away', coded('57P01'), '503 /problems/unavailable: try again'],
  ['a chart that is gone', new UnknownMachine('petition', 9), '500 /problems/internal: try again'],
  ['a calendar that is gone', new UnknownCalendar('cn'), `500 /problems/internal: ${LATER}`],
  ['what belongs to a start', new InvalidLaw(['a']), `500 /problems/internal: ${LATER}`],
  ['what nobody foresaw', new TypeError('a'), `500 /problems/internal: ${LATER}`],
  ['what is no error', 'a', `500 /problems/internal: ${LATER}`],
  ['an address of nobody', new NotFoundException(), '404 /problems/not-found: there is nothing at this address'],
])('%s', (_, error, expected) => {
  expect(told(error).told).toBe(expected);
});

it('has the members and headers by which a program goes', () => {
  expect(told(new RevisionConflict('a', 1, 3))).toMatchObject({ more: { version: 3 }, headers: { etag: '"3"' } });
  expect(told(new TooManyLogins(9)).headers).toEqual({ 'retry-after': '9' });
  expect(told(coded('40P01')).headers).toEqual({ 'retry-after': '2' });
  expect(told(coded('57P01')).headers).toBeUndefined();
  const faults = [{ pointer: '/a', detail: { zh: '甲', en: 'a' } }];
  expect(told(invalidInput(faults)).more).toMatchObject({ errors: [{ pointer: '/a', detail: 'a' }] });
});

it('is told already where it is a problem', () => {
  const problem = new Problem('forbidden', { zh: '甲', en: 'a' });
  expect(problemOf(problem)).toBe(problem);
});
