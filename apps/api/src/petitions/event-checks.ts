import { Account } from '@huiyin/domain/entities';
import { Inject, Injectable } from '@nestjs/common';
import { DATA_SOURCE, DIRECTORY, maySend, scopeOf, scopeRows } from '@huiyin/runtime';
import type { Directory, Viewer } from '@huiyin/runtime';
import type { CaseRecord, Company, PetitionContext } from '@huiyin/workflow';
import { EVENTS } from '@huiyin/workflow/contract';
import type { EventType } from '@huiyin/workflow/contract';
import type { DataSource } from 'typeorm';
import { invalidInput, Problem } from '../http/problem.ts';

/** What must be true of an event outside the procedure: its sender's office, and the units and people it names. */
@Injectable()
export class EventChecks {
  constructor(
    @Inject(DIRECTORY) private readonly directory: Directory,
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
  ) {}

  /** @throws Problem 403 */
  mustBeSender(viewer: Viewer, type: EventType, record: CaseRecord): void {
    if (maySend(viewer, type, record.context as PetitionContext, this.directory)) return;
    const roles = EVENTS[type].roles.join(', ');
    throw new Problem('forbidden', {
      zh: `${EVENTS[type].title.zh}须由有权单位的人员进行（角色：${roles}）`,
      en: `${type} is for people of the responsible unit (roles: ${roles})`,
    });
  }

  /** @throws Problem 422 for a unit or a person that is not there */
  async mustExist(type: EventType, data: Readonly<Record<string, unknown>>, record: CaseRecord): Promise<void> {
    if (type === 'TRANSFER') this.mustBeUnit(String(data['unit']), record);
    if (type === 'ASSIGN') await this.mustWorkAt(String(data['assignee']), record);
  }

  /** Rewrites who sees the case when its parties have changed. */
  rescope(before: CaseRecord, after: CaseRecord): Company | null {
    const scope = scopeOf(after.context as PetitionContext, this.directory);
    const same = scope.join() === scopeOf(before.context as PetitionContext, this.directory).join();
    return same ? null : scopeRows(scope);
  }

  /** The unit complained about itself is the chart's to refuse; it does not know which ones lie below (Art. 30). */
  private mustBeUnit(code: string, record: CaseRecord): void {
    const { accusedUnits } = (record.context as PetitionContext).facts;
    if (this.directory.isWithin(code, accusedUnits) && !accusedUnits.includes(code)) {
      const detail = { zh: '不得转给被检举、控告单位的下属', en: 'it lies below the unit complained about' };
      throw invalidInput([{ pointer: '/data/unit', detail }]);
    }
    if (this.directory.get(code)) return;
    throw invalidInput([
      { pointer: '/data/unit', detail: { zh: `没有编码为 ${code} 的单位`, en: `there is no unit ${code}` } },
    ]);
  }

  private async mustWorkAt(username: string, record: CaseRecord): Promise<void> {
    const { unit } = record.context as PetitionContext;
    const account = await this.dataSource.getRepository(Account).findOneBy({ username });
    if (account && !account.disabledAt && unit !== null && this.directory.isWithin(account.unit, [unit])) return;
    throw invalidInput([
      {
        pointer: '/data/assignee',
        detail: { zh: '承办单位没有此人', en: 'nobody of that name works in the handling unit' },
      },
    ]);
  }
}
