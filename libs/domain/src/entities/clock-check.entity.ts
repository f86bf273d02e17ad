import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a nightly comparison of every clock with its ledger has found. */
@Entity('clock_check')
export class ClockCheck {
  @PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'ALWAYS' }) id!: string;
  @Column('timestamptz', { default: () => 'now()' }) at!: Date;
  @Column('int') cases!: number;
  @Column('int') clocks!: number;
  @Column('int') differing!: number;
  @Column('jsonb') differences!: unknown;
}
