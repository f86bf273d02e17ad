import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An office: a government, a department, a village. */
@Entity('unit')
export class Unit {
  @PrimaryColumn('text') code!: string;
  @Column('text') name!: string;
  @Column('text') kind!: string;
  @Column('text', { nullable: true }) parent!: string | null;
  /** Codes from the root down to this unit itself. */
  @Column('text', { array: true }) path!: string[];
  @Column('text', { nullable: true }) email!: string | null;
}

/** Somebody who works here. Petitioners have no account. */
@Entity('account')
export class Account {
  @PrimaryColumn('text') username!: string;
  @Column('text') name!: string;
  @Column('text') unit!: string;
  @Column('text', { array: true }) roles!: string[];
  /** scrypt, with its parameters and salt. */
  @Column('text', { name: 'password_hash' }) passwordHash!: string;
  @Column('text', { nullable: true }) email!: string | null;
  @Column('timestamptz', { name: 'disabled_at', nullable: true }) disabledAt!: Date | null;
}

/** A bearer token, stored as its SHA-256. Lives by the wall clock. */
@Entity('session')
export class Session {
  @PrimaryColumn('text', { name: 'token_hash' }) tokenHash!: string;
  @Column('text') username!: string;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
}

/** A wrong password, counted to slow down guessing. */
@Entity('login_failure')
export class LoginFailure {
  @PrimaryColumn('bigint', { generated: 'identity' }) id!: string;
  @Column('text') username!: string;
  @Column('timestamptz') at!: Date;
}
