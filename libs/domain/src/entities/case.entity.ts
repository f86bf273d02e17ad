import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Account, Unit } from './access.entity.ts';

/** Where a case is. Written only by the engine's case store. */
@Entity('petition_case')
@Check('petition_case_revision_check', 'revision > 0')
@Index('petition_case_wakes', ['wakeAt', 'id'], { where: 'wake_at IS NOT NULL' })
@Index('petition_case_due', ['dueAt'], { where: 'due_at IS NOT NULL' })
@Index('petition_case_of_unit', ['unit', 'stage', 'id'])
@Index('petition_case_of_assignee', ['assignee', 'id'], { where: 'assignee IS NOT NULL' })
@Index('petition_case_stage', ['stage', 'id'])
@Index('petition_case_overdue', ['id'], { where: `tags @> '{overdue}'` })
export class PetitionCase {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'machine_id' }) machineId!: string;
  @Column('int', { name: 'machine_version' }) machineVersion!: number;
  /** Number of the last history line; the ETag of the case. */
  @Column('int') revision!: number;
  /** State value, context and waiting timers of the chart. */
  @Column('jsonb') snapshot!: { value: unknown; context: unknown; armed: unknown };
  /** Hash of the last history line. */
  @Column('text') head!: string;
  @Column('text') stage!: string;
  @Column('text') state!: string;
  @Column('text', { array: true }) tags!: string[];
  @ForeignKey(() => Unit)
  @Column('text', { nullable: true })
  unit!: string | null;
  @ForeignKey(() => Account)
  @Column('text', { nullable: true })
  assignee!: string | null;
  /** The legal deadline that ends first. */
  @Column('timestamptz', { name: 'due_at', nullable: true }) dueAt!: Date | null;
  /** When the next timer of the chart fires: a reminder, a deadline, an escalation. */
  @Column('timestamptz', { name: 'wake_at', nullable: true }) wakeAt!: Date | null;
  /** Why the last attempt to step the case failed, and when it is tried again (wall clock). */
  @Column('text', { nullable: true }) failure!: string | null;
  /** How often in a row it has failed. */
  @Column('int', { default: 0 }) failures!: number;
  @Column('timestamptz', { name: 'retry_at', nullable: true }) retryAt!: Date | null;
  @Column('timestamptz', { name: 'opened_at' }) openedAt!: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
}

/** One step taken. The database refuses to change or delete it. */
@Entity('case_event')
@Check('case_event_kind_check', `kind IN ('open', 'event', 'timer', 'amendment')`)
export class CaseEvent {
  @ForeignKey(() => PetitionCase)
  @PrimaryColumn('uuid', { name: 'case_id' })
  caseId!: string;
  @PrimaryColumn('int') seq!: number;
  /** Order in which steps of all cases were written. */
  @Column({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS' }) position!: string;
  @Column('text') kind!: 'open' | 'event' | 'timer' | 'amendment';
  @Column('jsonb') event!: object;
  @Column('jsonb', { nullable: true }) actor!: object | null;
  /** When it happened in law; for a timer, when it was due. */
  @Column('timestamptz') at!: Date;
  /** When the engine did it. */
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
  @Column('jsonb', { name: 'from_state', nullable: true }) fromState!: unknown;
  @Column('jsonb', { name: 'to_state' }) toState!: unknown;
  @Column('jsonb') actions!: object;
  @Column('text') previous!: string;
  @Column('text') hash!: string;
  /** By the wall clock, and no part of the history: whether something came too late must show on a virtual clock too. */
  @Column('timestamptz', { name: 'written_at', default: () => 'now()' }) writtenAt!: Date;
}

/** The last arming of each timer of a case. */
@Entity('case_timer')
@Check('case_timer_status_check', `status IN ('armed', 'fired', 'cancelled')`)
@Index('case_timer_armed', ['dueAt'], { where: `status = 'armed'` })
export class CaseTimer {
  @ForeignKey(() => PetitionCase)
  @PrimaryColumn('uuid', { name: 'case_id' })
  caseId!: string;
  /** XState's name of the delayed event. */
  @PrimaryColumn('text') name!: string;
  @Column('text') status!: 'armed' | 'fired' | 'cancelled';
  @Column('timestamptz', { name: 'armed_at' }) armedAt!: Date;
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  @Column('timestamptz', { name: 'fired_at', nullable: true }) firedAt!: Date | null;
}

/** One thing owed to the world (outbox). Its key is the handler's idempotency key. */
@Entity('case_effect')
@Unique(['caseId', 'seq', 'number'])
@Index('case_effect_owed', ['nextAttemptAt', 'id'], { where: 'done_at IS NULL' })
export class CaseEffect {
  @PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'ALWAYS' }) id!: string;
  @ForeignKey(() => PetitionCase)
  @Column('uuid', { name: 'case_id' })
  caseId!: string;
  @Column('int') seq!: number;
  @Column('int') number!: number;
  @Column('text') kind!: string;
  @Column('jsonb') payload!: object;
  @Column('timestamptz') at!: Date;
  @Column('int', { default: 0 }) attempts!: number;
  @Column('timestamptz', { name: 'next_attempt_at', default: () => 'now()' }) nextAttemptAt!: Date;
  @Column('text', { name: 'last_error', nullable: true }) lastError!: string | null;
  @Column('timestamptz', { name: 'done_at', nullable: true }) doneAt!: Date | null;
}

/** Text about persons said with an event. Erasing a row leaves the history and its chain whole. */
@Entity('case_personal')
export class CasePersonal {
  @ForeignKey(() => PetitionCase)
  @PrimaryColumn('uuid', { name: 'case_id' })
  caseId!: string;
  @PrimaryColumn('int') seq!: number;
  @Column('text') salt!: string;
  @Column('jsonb') body!: Record<string, unknown>;
}

/** A finished request with an Idempotency-Key: the line of the history that it wrote, or why it was refused. */
@Entity('command')
@Check('command_done_or_refused', '(seq IS NULL) <> (refusal IS NULL)')
@Index('command_age', ['recordedAt'])
export class Command {
  @PrimaryColumn('text') id!: string;
  @Column('text') digest!: string;
  @ForeignKey(() => PetitionCase)
  @Column('uuid', { name: 'case_id' })
  caseId!: string;
  @Column('int', { nullable: true }) seq!: number | null;
  @Column('json', { nullable: true }) refusal!: unknown;
  @Column('timestamptz', { name: 'recorded_at', default: () => 'now()' }) recordedAt!: Date;
}
