import { HuiyinError, withFaults } from '@huiyin/domain';

/* The errors of the office beside its refusals: libs/domain/README.md says how one is added. */

/** Too many wrong passwords for one account. */
export class TooManyLogins extends HuiyinError {
  readonly code = 'TOO_MANY_LOGINS';
  readonly verdict = 'retry';
  constructor(/** @unit seconds */ readonly retryAfter: number) {
    super('too many wrong passwords');
  }
}

/** The files of the law are wrong. */
export class InvalidLaw extends HuiyinError {
  readonly code = 'INVALID_LAW';
  readonly verdict = 'reject';
  constructor(override readonly faults: readonly string[]) {
    super(withFaults('the law is not valid', faults));
  }
}

/** The file of units and people is wrong. */
export class InvalidOrganisation extends HuiyinError {
  readonly code = 'INVALID_ORGANISATION';
  readonly verdict = 'reject';
  constructor(override readonly faults: readonly string[]) {
    super(withFaults('the organisation is not valid', faults));
  }
}

/** An absence cannot be recorded as it is told. */
export class InvalidAbsence extends HuiyinError {
  readonly code = 'INVALID_ABSENCE';
  readonly verdict = 'reject';
  constructor(override readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

/** No further attempt would deliver it, or it must not be delivered any more. */
export class Undeliverable extends HuiyinError {
  readonly code = 'UNDELIVERABLE';
  readonly verdict = 'reject';
}
