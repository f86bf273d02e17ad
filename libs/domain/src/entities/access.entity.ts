import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** An office: a government, a department, a village. */
@Entity('unit')
@Check(
  'unit_kind',
  `kind IN ('province', 'prefecture', 'city', 'county', 'county-city', 'district', 'township', 'subdistrict', 'village',
    'community', 'petition-office', 'department', 'discipline', 'court', 'procuratorate', 'mediation')`,
)
export class Unit {
  @PrimaryColumn('text') code!: string;
  @Column('text') name!: string;
  /** One of UNIT_KINDS of the contract. */
  @Column('text') kind!: string;
  @ForeignKey(() => Unit)
  @Column('text', { nullable: true })
  parent!: string | null;
  /** Codes from the root down to this unit itself. */
  @Column('text', { array: true }) path!: string[];
  @Column('text', { nullable: true }) email!: string | null;
  /** The first day on which it is no more. */
  @Column('date', { name: 'dissolved_on', nullable: true }) dissolvedOn!: string | null;
  /** The unit that takes over what it had. */
  @ForeignKey(() => Unit, { deferrable: 'INITIALLY DEFERRED' })
  @Column('text', { nullable: true })
  successor!: string | null;
}

/** Somebody who works here. Petitioners have no account. */
@Entity('account')
@Index('account_of_unit', ['unit'])
export class Account {
  @PrimaryColumn('text') username!: string;
  @Column('text') name!: string;
  @ForeignKey(() => Unit)
  @Column('text')
  unit!: string;
  @Column('text', { array: true }) roles!: string[];
  /** argon2id, with its parameters and salt; before the first login since, scrypt. */
  @Column('text', { name: 'password_hash' }) passwordHash!: string;
  @Column('text', { nullable: true }) email!: string | null;
  @Column('timestamptz', { name: 'disabled_at', nullable: true }) disabledAt!: Date | null;
}

/** Somebody is away (请假), or another acts for them (委托), or nobody holds their post (空缺). Of office and dates alone: no reason. */
@Entity('absence')
@Check('absence_kind_check', `kind IN ('leave', 'delegation', 'vacancy')`)
@Check('absence_check', 'to_on >= from_on')
@Check('absence_check1', 'deputy <> account')
@Unique(['account', 'fromOn'])
export class Absence {
  @PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'ALWAYS' }) id!: string;
  @ForeignKey(() => Account)
  @Column('text')
  account!: string;
  @Column('text') kind!: 'leave' | 'delegation' | 'vacancy';
  @Column('date', { name: 'from_on' }) fromOn!: string;
  /** The last day; null until further notice. */
  @Column('date', { name: 'to_on', nullable: true }) toOn!: string | null;
  @ForeignKey(() => Account)
  @Column('text', { nullable: true })
  deputy!: string | null;
  /** The command or the file it came with. */
  @Column('text', { name: 'recorded_by' }) recordedBy!: string;
  @Column('timestamptz', { name: 'recorded_at', default: () => 'now()' }) recordedAt!: Date;
}

/** A bearer token, stored as its SHA-256. Lives by the wall clock. */
@Entity('session')
export class Session {
  @PrimaryColumn('text', { name: 'token_hash' }) tokenHash!: string;
  @ForeignKey(() => Account)
  @Column('text')
  username!: string;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
}

/** An attempt to log in that was not found right, counted to slow down guessing. */
@Entity('login_failure')
@Index('login_failure_recent', ['username', 'at'])
export class LoginFailure {
  @PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'ALWAYS' }) id!: string;
  @Column('text') username!: string;
  @Column('timestamptz', { default: () => 'now()' }) at!: Date;
}

/** Units that were changed, until their petitions have been shown a second time to whoever sees them now. */
@Entity('reorganisation')
export class Reorganisation {
  @PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'ALWAYS' }) id!: string;
  @Column('text', { array: true }) changed!: string[];
  /** By the wall clock. */
  @Column('timestamptz') at!: Date;
}
