import type { Instant } from '@huiyin/domain';
import { besideCases, createRegister, Directory } from '@huiyin/office';
import { openDatabase, poolOf } from '@huiyin/platform';
import { createEngine, petitionRegistry, sealed } from '@huiyin/workflow';
import { apart, EVENTS } from '@huiyin/workflow/contract';
import type { EventType, RegisterPetition } from '@huiyin/workflow/contract';

/** Cases that are fired in one transaction, as a worker does it. */
const CHUNK = 250;

/** What somebody does with a case. */
export interface Act {
  readonly at: Instant;
  readonly type: EventType;
  readonly data: object;
  readonly by: { readonly account: string; readonly unit: string };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** The real engine, on a clock that each act sets: cases of a whole year are written in a minute. */
export async function openDesk(databaseUrl: string) {
  const dataSource = await openDatabase(databaseUrl, { poolSize: 2, applicationName: 'huiyin-bench' });
  const pool = poolOf(dataSource);
  const clock = { at: 0, now: () => clock.at };
  const directory = new Directory(pool);
  const beside = besideCases(directory);
  const engine = createEngine({ pool, registry: petitionRegistry(), clock, beside, announce: () => {} });
  const register = createRegister({ engine, clock, directory });

  return {
    /** @returns the id of the case */
    async register(form: RegisterPetition, at: Instant, unit: string): Promise<string> {
      clock.at = at;
      const { record } = await register({ form, by: { account: 'office', unit } });
      return record.id;
    },
    async act(caseId: string, { at, type, data, by }: Act): Promise<void> {
      clock.at = at;
      const said = EVENTS[type].data.parse(data) as Record<string, unknown>;
      await engine.advance({ caseId, ...sealed(apart(type, said)), actor: by });
    },
    /** Fires whatever is due by an instant. */
    async fireDue(by: Instant): Promise<void> {
      clock.at = by;
      while ((await engine.fireDue(CHUNK)).more);
    },
    close: () => dataSource.destroy(),
  };
}
