import { HuiyinError } from '@huiyin/domain';
import type { Verdict } from '@huiyin/domain';

/** What is told to a person, in the language they read. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** One field that is well-formed and still wrong. */
export interface FieldFault {
  /** JSON Pointer (RFC 6901) into what was asked. */
  readonly pointer: string;
  readonly detail: Words;
  /** Units that may be meant. */
  readonly suggestions?: readonly { readonly unit: string; readonly name: string }[];
}

/** Why the office does not do what it is asked. */
export type RefusalCode = 'not-found' | 'forbidden' | 'invalid-input' | 'version-required' | 'event-not-accepted';

/** What a caller has to do before the same is asked again. */
const VERDICTS: Readonly<Record<RefusalCode, Verdict>> = {
  'not-found': 'reject',
  forbidden: 'reject',
  'invalid-input': 'reject',
  'version-required': 'conflict',
  'event-not-accepted': 'reject',
};

interface More extends ErrorOptions {
  readonly faults?: readonly FieldFault[];
  /** What a caller may want to read by program: the state, the events that are allowed, … */
  readonly members?: Readonly<Record<string, unknown>>;
  /** The same command was refused so before. */
  readonly replayed?: boolean;
}

/** The office does not do what it is asked. No petition is another for it. */
export class Refusal extends HuiyinError {
  readonly verdict: Verdict;
  /** Empty where no field is wrong. */
  override readonly faults: readonly FieldFault[];

  constructor(
    readonly code: RefusalCode,
    readonly detail: Words,
    readonly more: More = {},
  ) {
    const { faults = [] } = more;
    super([detail.en, ...faults.map((fault) => `${fault.pointer}: ${fault.detail.en}`)].join('; '), more);
    this.verdict = VERDICTS[code];
    this.faults = faults;
  }
}

export function notFound(what: Words = { zh: '没有这件信访事项', en: 'there is no such petition' }): Refusal {
  return new Refusal('not-found', what);
}

export function invalidInput(faults: readonly FieldFault[]): Refusal {
  const fields = faults.length === 1 ? '1 field needs' : `${faults.length} fields need`;
  const detail = { zh: `有 ${faults.length} 处需要改正`, en: `${fields} correcting` };
  return new Refusal('invalid-input', detail, { faults });
}
