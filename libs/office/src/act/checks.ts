import type { CaseRecord, PetitionRegistry } from '@huiyin/workflow';
import { EVENTS, TRACKS } from '@huiyin/workflow/contract';
import type { AccusedEntry, EventType, Track } from '@huiyin/workflow/contract';
import type { Pool } from 'pg';
import type { Directory } from '../access/directory.ts';
import { maySend } from '../access/permission.ts';
import { partiesOf } from '../access/scope.ts';
import type { Viewer } from '../access/viewer.ts';
import type { FoundPetition, PetitionReader } from '../read/petitions.ts';
import { invalidInput, Refusal } from '../refusal.ts';
import type { KeptAway } from './kept-away.ts';
import { organAbove } from './organ.ts';

type Data = Readonly<Record<string, unknown>>;
/** Somebody who may be named in an event. */
interface Account {
  readonly unit: string;
  readonly roles: readonly string[];
}

const AT_WORK = 'SELECT unit, roles FROM account WHERE username = $1 AND disabled_at IS NULL';

/** An event, who sends it, and of which petition. */
interface Sent {
  readonly viewer: Viewer;
  readonly type: EventType;
  readonly data: Data;
  readonly found: FoundPetition;
}

/** What must be true of an event outside the procedure: its sender's office, and the units and people it names. */
export class EventChecks {
  /** An event that is not here names nothing that only the offices know. */
  private readonly checks: Readonly<Partial<Record<EventType, (sent: Sent) => unknown>>> = {
    TRANSFER: (sent) => this.mustBeUnit('unit', sent),
    ARBITRATE: (sent) => this.mustBeUnit('unit', sent),
    ADD_PARTY: (sent) => this.mustBeUnit('unit', sent),
    SUCCEED: (sent) => this.mustBeUnit('unit', sent),
    RECOMMEND: (sent) => this.mustBeUnit('to', sent),
    ROUTE_TRACK: (sent) => {
      mustNameOrgan(sent);
      this.mustNotMeanKept('organ', sent);
    },
    REDIRECT: (sent) => this.mustNotMeanKept('organ', sent),
    REPORT_URGENT: (sent) => this.mustNotMeanKept('informed', sent),
    REQUEST_EXTENSION: (sent) => this.mustBeWithinLimit(sent),
    ASSIGN: (sent) => this.mustWorkAt(sent),
    RECUSE: (sent) => this.mustBeTheirs(sent),
    LIFT_RECUSAL: (sent) => this.mustBeTheirs(sent),
    SUBMIT_PART: (sent) => this.mustBeOwn(sent),
    ANSWER_RECOMMENDATION: (sent) => this.mustBeOwn(sent),
    LINK: (sent) => this.mustBeAnother('petition', sent),
    UNLINK: (sent) => this.mustBeKnown(sent),
    SERVE: (sent) => this.mustFollowLead(sent),
    MERGE: (sent) => this.mustBeMergeable(sent),
    ATTACH: mustBeSentAsFiles,
  };

  constructor(
    private readonly registry: PetitionRegistry,
    private readonly directory: Directory,
    private readonly pool: Pool,
    private readonly petitions: PetitionReader,
    private readonly keptAway: KeptAway,
  ) {}

  /** @throws Refusal `forbidden` */
  mustBeSender(viewer: Viewer, type: EventType, record: CaseRecord): void {
    if (maySend(viewer, type, record.context, this.directory)) return;
    const roles = EVENTS[type].roles.join(', ');
    throw new Refusal('forbidden', {
      zh: `${EVENTS[type].title.zh}须由有权单位的人员进行（角色：${roles}）`,
      en: `${type} is for people of the responsible unit (roles: ${roles})`,
    });
  }

  /**
   * What the event says, with what only the offices know filled in.
   * @throws Refusal `invalid-input` for a unit, a person or a petition that is not there
   */
  async complete(viewer: Viewer, type: EventType, data: Data, found: FoundPetition): Promise<Data> {
    await this.checks[type]?.({ viewer, type, data, found });
    if (type === 'ADD_ACCUSED') {
      return { ...data, add: this.keptAway.known(data['add'] as AccusedEntry[], '/data/add', found) };
    }
    if (type === 'REQUEST_REVIEW' || type === 'REQUEST_RECHECK') return { ...data, organ: this.organFor(data, found) };
    return data;
  }

  private async mustBeUnit(field: string, { data, found }: Sent): Promise<void> {
    const code = String(data[field]);
    const pointer = `/data/${field}`;
    await this.keptAway.mustBeOpenTo(code, pointer, found);
    if (this.directory.get(code)) return;
    throw invalidInput([{ pointer, detail: { zh: `没有编码为 ${code} 的单位`, en: `there is no unit ${code}` } }]);
  }

  private mustNotMeanKept(field: string, { data, found }: Sent): void {
    const texts = [data[field] ?? []].flat().map(String);
    this.keptAway.mustNotMean(texts, `/data/${field}`, found);
  }

  /** 复查 and 复核 go to the unit above the one before (Art. 35, 36). */
  private organFor(data: Data, { record, relatives }: FoundPetition): string {
    const organ = organAbove(record.context, relatives, this.directory);
    const pointer = '/data/organ';
    if (organ === null) {
      const detail = { zh: '上一级机关不在本系统内', en: 'the unit above is not in this system' };
      throw invalidInput([{ pointer, detail }]);
    }
    if (data['organ'] === undefined || data['organ'] === organ) return organ;
    const detail = { zh: `应向上一级 ${organ} 提出`, en: `the unit above is ${organ}` };
    throw invalidInput([{ pointer, detail }]);
  }

  /** Art. 34, or what the law of the case says instead. */
  private mustBeWithinLimit({ data, found: { record } }: Sent): void {
    const { amount: most } = this.registry.of(record).limitOf('extension', record.context);
    if (Number(data['days']) <= most) return;
    const detail = { zh: `延期最多 ${most} 日`, en: `an extension is at most ${most} days` };
    throw invalidInput([{ pointer: '/data/days', detail }]);
  }

  /** Whoever may not know of a petition may not take away what links to it. */
  private mustBeKnown({ data, found: { relatives } }: Sent): void {
    if (!relatives.known.has(String(data['petition']))) throw notAnother('/data/petition');
  }

  /** A merged petition is answered with what was decided on the other, so not before that. */
  private mustFollowLead({ data: { servedOn }, found }: Sent): void {
    const { lead } = found.relatives;
    const isLeads = found.record.context.unit === null;
    if (!isLeads || typeof servedOn !== 'string' || !lead?.approvedOn || servedOn >= lead.approvedOn) return;
    const detail = {
      zh: `不能早于所并入一件的签批日 ${lead.approvedOn}`,
      en: `is before the opinion on the petition it is merged into was approved, ${lead.approvedOn}`,
    };
    throw invalidInput([{ pointer: '/data/servedOn', detail }]);
  }

  private async mustBeAnother(field: string, { viewer, data, found }: Sent): Promise<CaseRecord> {
    const id = String(data[field]);
    const other = id === found.record.id ? null : await this.petitions.findIfVisible(viewer, id);
    if (other) return other.record;
    throw notAnother(`/data/${field}`);
  }

  /** Into one that is being handled by itself: not one that has ended or is merged into yet another. */
  private async mustBeMergeable(sent: Sent): Promise<void> {
    const other = await this.mustBeAnother('into', sent);
    const context = other.context;
    const { closing, mergedInto, facts } = context;
    const pointer = '/data/into';
    if (closing !== null || mergedInto !== null) {
      const detail = { zh: '该件已终结或已并入他件', en: 'that petition has ended, or is merged into another' };
      throw invalidInput([{ pointer, detail }]);
    }
    if (facts.purpose !== 'appeal' || facts.confidential) {
      const detail = {
        zh: '只能并入不需保密的申诉求决事项',
        en: 'only an appeal that is not confidential can be merged into',
      };
      throw invalidInput([{ pointer, detail }]);
    }
    const merged = sent.found.record.context;
    for (const { unit } of partiesOf(context)) this.keptAway.refuse(unit, pointer, merged);
  }

  /** Whoever takes part speaks for their own unit, not for another that takes part too. */
  private mustBeOwn({ viewer, type, data, found }: Sent): void {
    const { recommendations } = found.record.context;
    const [field, unit] =
      type === 'SUBMIT_PART' ? ['unit', data['unit']] : ['number', recommendations[Number(data['number']) - 1]?.to];
    if (typeof unit !== 'string' || this.directory.isWithin(unit, [viewer.unit.code])) return;
    const detail = { zh: `应由 ${unit} 提交`, en: `that is for ${unit} to give` };
    throw invalidInput([{ pointer: `/data/${field}`, detail }]);
  }

  /** Nobody of a unit complained about, though it may lie below the one that handles the matter (Art. 30). */
  private async mustWorkAt({ data, found }: Sent): Promise<void> {
    const context = found.record.context;
    const { unit } = context;
    const pointer = '/data/assignee';
    const account = await this.atWork(String(data['assignee']));
    if (account !== null && unit !== null && this.directory.isWithin(account.unit, [unit])) {
      this.keptAway.refuse(account.unit, pointer, context);
      return;
    }
    const detail = { zh: '承办单位没有此人', en: 'nobody of that name works in the handling unit' };
    throw invalidInput([{ pointer, detail }]);
  }

  /** One's own recusal, or that of somebody one is the head of; lifted by the head alone. Nobody is kept out by those they decide about. */
  private async mustBeTheirs({ viewer, type, data }: Sent): Promise<void> {
    const username = String(data['account']);
    const account = await this.atWork(username);
    const pointer = '/data/account';
    if (!account) {
      const detail = { zh: `没有账号 ${username}`, en: `there is no account ${username}` };
      throw invalidInput([{ pointer, detail }]);
    }
    const isOwn = type === 'RECUSE' && username === viewer.username;
    if (isOwn || (username !== viewer.username && this.isHeadOf(viewer, account))) return;
    const detail = {
      zh: '回避由本人提出，或由其单位负责人决定',
      en: 'recusal is by one’s own word, or that of the head of one’s unit',
    };
    throw invalidInput([{ pointer, detail }]);
  }

  private isHeadOf({ roles, unit, scopes }: Viewer, account: Account): boolean {
    if (roles.includes('supervisor') && this.directory.isWithin(account.unit, scopes)) return true;
    const isPeer = account.unit === unit.code && account.roles.includes('leader');
    return roles.includes('leader') && !isPeer && this.directory.isWithin(account.unit, [unit.code]);
  }

  private async atWork(username: string): Promise<Account | null> {
    const { rows } = await this.pool.query<Account>({ name: 'account-at-work', text: AT_WORK, values: [username] });
    return rows[0] ?? null;
  }
}

function notAnother(pointer: string) {
  return invalidInput([{ pointer, detail: { zh: '没有这一件，或就是本件', en: 'there is no such other petition' } }]);
}

/** Only a way on which the handling unit itself acts needs none. */
function mustNameOrgan({ data }: Sent): void {
  if (TRACKS[data['track'] as Track].own || data['organ'] !== undefined) return;
  const detail = { zh: '须写明受理的机关', en: 'the organ that takes it over must be named' };
  throw invalidInput([{ pointer: '/data/organ', detail }]);
}

function mustBeSentAsFiles(): never {
  const detail = {
    zh: '附件请上传至 /v1/petitions/{id}/attachments',
    en: 'files are sent to /v1/petitions/{id}/attachments',
  };
  throw invalidInput([{ pointer: '/type', detail }]);
}
