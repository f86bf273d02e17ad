import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something that somebody must see. */
@Entity('alert')
export class Alert {
  @PrimaryColumn('bigint', { generated: 'identity' }) id!: string;
  /** The petition; null, with the next three, for an alarm about the system itself. */
  @Column('uuid', { name: 'case_id', nullable: true }) caseId!: string | null;
  /** The history line and effect it comes from: the same one never raises two alerts. */
  @Column('int', { nullable: true }) seq!: number | null;
  @Column('int', { nullable: true }) number!: number | null;
  @Column('text') kind!: string;
  @Column('int') level!: number;
  @Column('text', { nullable: true }) clock!: string | null;
  @Column('date', { name: 'due_on' }) dueOn!: string;
  @Column('text', { name: 'to_unit', nullable: true }) toUnit!: string | null;
  @Column('text', { name: 'to_person', nullable: true }) toPerson!: string | null;
  /** Desks and persons it was meant for and passed by, each with the reason, and whom it reached. */
  @Column('jsonb') route!: unknown;
  @Column('timestamptz', { name: 'raised_at' }) raisedAt!: Date;
  /** When it came to the inbox, by the wall clock. */
  @Column('timestamptz', { name: 'delivered_at' }) deliveredAt!: Date;
  @Column('timestamptz', { name: 'acknowledged_at', nullable: true }) acknowledgedAt!: Date | null;
  @Column('text', { name: 'acknowledged_by', nullable: true }) acknowledgedBy!: string | null;
}
