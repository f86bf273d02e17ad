import type { Answer } from '../support/client.ts';

/** Signs of a program that talks about itself: SQL, stack frames, names of its parts. */
const LEAKS =
  /SELECT |INSERT |UPDATE |\bat .*:\d+|node_modules|\.ts\b|syntax|Error\b|postgres|xstate|undefined|\[object/i;

/** A problem document as the contract describes it (RFC 9457), and nothing that is nobody's business. */
export function expectProblem({ status, headers, body }: Answer, expected: number, name: string): void {
  expect({ status, type: body.type }).toEqual({ status: expected, type: `/problems/${name}` });
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(body.status).toBe(expected);
  for (const member of ['title', 'detail', 'instance']) expect(body[member]).toEqual(expect.stringMatching(/./));
  const { instance: _path, ...said } = body;
  expect(JSON.stringify(said)).not.toMatch(LEAKS);
}

/** An `invalid-input` problem that points at these fields and no others. */
export function expectInvalid(answer: Answer, ...pointers: string[]): void {
  expectProblem(answer, 422, 'invalid-input');
  const errors = answer.body.errors as { pointer: string; detail: string }[];
  expect(errors.map(({ pointer }) => pointer).sort()).toEqual([...pointers].sort());
  for (const { detail } of errors) expect(detail).toMatch(/./);
}
