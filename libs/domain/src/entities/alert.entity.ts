import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { ColumnType } from 'typeorm';
import { Account, Unit } from './access.entity.ts';
import { PetitionCase } from './case.entity.ts';

/** A type that TypeORM does not list; whoever opens the database adds it to the types of the driver. */
export const XID8 = 'xid8' as ColumnType;

/** Something that somebody must see. */
@Entity('alert')
@Unique(['caseId', 'seq', 'number'])
@Check('alert_of_case_or_alarm', 'num_nulls(case_id, seq, number, clock) IN (0, 4)')
@Index('alert_inbox', ['toUnit', 'id'])
@Index('alert_written', ['writtenBy', 'id'])
@Index('alert_of_case', ['caseId'])
@Index('alert_open', ['toUnit', 'id'], { where: 'acknowledged_at IS NULL' })
@Index('alarm_once', ['kind', 'dueOn'], { unique: true, where: 'case_id IS NULL' })
export class Alert {
  @PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'ALWAYS' }) id!: string;
  /** The petition; null, with the next three, for an alarm about the system itself. */
  @ForeignKey(() => PetitionCase)
  @Column('uuid', { name: 'case_id', nullable: true })
  caseId!: string | null;
  /** The history line and effect it comes from: the same one never raises two alerts. */
  @Column('int', { nullable: true }) seq!: number | null;
  @Column('int', { nullable: true }) number!: number | null;
  @Column('text') kind!: string;
  @Column('int') level!: number;
  @Column('text', { nullable: true }) clock!: string | null;
  @Column('date', { name: 'due_on' }) dueOn!: string;
  @ForeignKey(() => Unit)
  @Column('text', { name: 'to_unit', nullable: true })
  toUnit!: string | null;
  @ForeignKey(() => Account)
  @Column('text', { name: 'to_person', nullable: true })
  toPerson!: string | null;
  /** Desks and persons it was meant for and passed by, each with the reason, and whom it reached. */
  @Column('jsonb', { default: [] }) route!: unknown;
  @Column('timestamptz', { name: 'raised_at' }) raisedAt!: Date;
  /** When it came to the inbox, by the wall clock. */
  @Column('timestamptz', { name: 'delivered_at', default: () => 'now()' }) deliveredAt!: Date;
  /** The transaction that wrote it: a reader of what is new waits for those before it. */
  @Column({ type: XID8, name: 'written_by', default: () => 'pg_current_xact_id()' }) writtenBy!: string;
  @Column('timestamptz', { name: 'acknowledged_at', nullable: true }) acknowledgedAt!: Date | null;
  @ForeignKey(() => Account)
  @Column('text', { name: 'acknowledged_by', nullable: true })
  acknowledgedBy!: string | null;
}
