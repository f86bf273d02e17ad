import { HuiyinError, withFaults } from '@huiyin/domain';

/* Why a program does not start: libs/domain/README.md says how an error is added. */

/** The environment is wrong. */
export class ConfigError extends HuiyinError {
  readonly code = 'INVALID_CONFIG';
  readonly verdict = 'reject';
  constructor(override readonly faults: readonly string[]) {
    super(withFaults('the configuration is not valid', faults));
  }
}

/** The database has lived on a virtual clock that stands in the future, and is asked to go by the wall's. */
export class MovedAhead extends HuiyinError {
  readonly code = 'MOVED_AHEAD';
  readonly verdict = 'reject';
  constructor(until: Date) {
    super(
      `this database has lived on a virtual clock until ${until.toISOString()}: ` +
        'start it with HUIYIN_CLOCK=virtual, or take a new one',
    );
  }
}

/** Everybody knows the passwords of the demo, so a system in service has none. */
export class DemoRefused extends HuiyinError {
  readonly code = 'DEMO_REFUSED';
  readonly verdict = 'reject';
  constructor() {
    super('demo data are refused with NODE_ENV=production');
  }
}
