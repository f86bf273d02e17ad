import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** Something that leaves the system: an e-mail, a call of another system. */
@Entity('delivery')
@Unique(['kind', 'subject', 'target'])
@Index('delivery_owed', ['kind', 'nextAttemptAt', 'id'], { where: 'delivered_at IS NULL AND given_up_at IS NULL' })
export class Delivery {
  @PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'ALWAYS' }) id!: string;
  /** Which deliverer it is for. */
  @Column('text') kind!: string;
  /** What it is about, as `alert/12` or `effect/7`: the same thing goes to the same target once. */
  @Column('text') subject!: string;
  /** To whom; empty where the kind has one target only. */
  @Column('text') target!: string;
  @Column('jsonb') payload!: unknown;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt!: Date;
  @Column('int', { default: 0 }) attempts!: number;
  /** While an attempt is under way, the end of its lease. */
  @Column('timestamptz', { name: 'next_attempt_at', default: () => 'now()' }) nextAttemptAt!: Date;
  @Column('text', { name: 'last_error', nullable: true }) lastError!: string | null;
  @Column('timestamptz', { name: 'delivered_at', nullable: true }) deliveredAt!: Date | null;
  @Column('timestamptz', { name: 'given_up_at', nullable: true }) givenUpAt!: Date | null;
}

/** One attempt. Without an end, its process died or its lease ran out: nobody knows whether it arrived. */
@Entity('delivery_attempt')
export class DeliveryAttempt {
  @ForeignKey(() => Delivery)
  @PrimaryColumn('bigint', { name: 'delivery_id' })
  deliveryId!: string;
  /** Counted from 1. */
  @PrimaryColumn('int') number!: number;
  @Column('timestamptz', { name: 'began_at' }) beganAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  /** Null while it is under way, and when it arrived. */
  @Column('text', { nullable: true }) error!: string | null;
}
