import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was registered, apart from any person. */
@Entity('petition')
export class Petition {
  @PrimaryColumn('uuid', { name: 'case_id' }) caseId!: string;
  /** 查询码, by which the petitioner looks the matter up. */
  @Column('text', { unique: true }) code!: string;
  @Column('text') channel!: string;
  @Column('text') purpose!: string;
  @Column('text', { nullable: true }) category!: string | null;
  @Column('text') place!: string;
  /** @unit persons */
  @Column('int', { name: 'group_size' }) groupSize!: number;
  @Column('boolean') confidential!: boolean;
  /** Topmost units it is kept from (信访工作条例 Art. 30 ¶3), sorted. */
  @Column('text', { name: 'kept_from', array: true }) keptFrom!: string[];
  @Column('date', { name: 'received_on' }) receivedOn!: string;
  @Column('timestamptz', { name: 'received_at' }) receivedAt!: Date;
}

/** The petition's own words, which may name persons. */
@Entity('petition_text')
export class PetitionText {
  @PrimaryColumn('uuid', { name: 'case_id' }) caseId!: string;
  @Column('text') title!: string;
  @Column('text') text!: string;
  /** Those complained about, as written at the registration; who they are, the history says without their names. */
  @Column('text', { array: true }) accused!: string[];
  /** Salt of the digest in the first history line. */
  @Column('text') salt!: string;
  /** Single characters and pairs of neighbours, for a search that needs no word boundaries. */
  @Column('text', { array: true }) grams!: string[];
}

/** A petitioner or a representative. */
@Entity('petitioner')
export class Petitioner {
  @PrimaryColumn('uuid', { name: 'case_id' }) caseId!: string;
  /** 0 is the petitioner, the others are representatives. */
  @PrimaryColumn('int') number!: number;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) phone!: string | null;
  @Column('text', { name: 'id_number', nullable: true }) idNumber!: string | null;
  @Column('text', { nullable: true }) address!: string | null;
}

/** Which units a case is visible to: the units that take part in it and, unless it is confidential, those above them. */
@Entity('case_scope')
export class CaseScope {
  @PrimaryColumn('text') unit!: string;
  @PrimaryColumn('uuid', { name: 'case_id' }) caseId!: string;
}

/** The one row of the clock that an administrator moves (HUIYIN_CLOCK=virtual). */
@Entity('virtual_clock')
export class VirtualClock {
  @PrimaryColumn('boolean') only!: boolean;
  @Column('timestamptz') now!: Date;
  /** By the wall clock. */
  @Column('timestamptz', { name: 'moved_at' }) movedAt!: Date;
}
