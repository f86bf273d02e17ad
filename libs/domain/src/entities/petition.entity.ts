import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Unit } from './access.entity.ts';
import { PetitionCase } from './case.entity.ts';

/** What was registered, apart from any person. */
@Entity('petition')
@Index('petition_of_matter', ['category', 'place', 'caseId'])
export class Petition {
  @ForeignKey(() => PetitionCase)
  @PrimaryColumn('uuid', { name: 'case_id' })
  caseId!: string;
  /** 查询码, by which the petitioner looks the matter up. */
  @Column('text', { unique: true }) code!: string;
  @Column('text') channel!: string;
  @Column('text') purpose!: string;
  @Column('text', { nullable: true }) category!: string | null;
  @ForeignKey(() => Unit)
  @Column('text')
  place!: string;
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
@Index('petition_text_grams', ['grams'], { type: 'gin' })
export class PetitionText {
  @ForeignKey(() => PetitionCase)
  @PrimaryColumn('uuid', { name: 'case_id' })
  caseId!: string;
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
@Index('petitioner_by_phone', ['phone'], { where: 'phone IS NOT NULL' })
@Index('petitioner_by_id_number', ['idNumber'], { where: 'id_number IS NOT NULL' })
export class Petitioner {
  @ForeignKey(() => PetitionCase)
  @PrimaryColumn('uuid', { name: 'case_id' })
  caseId!: string;
  /** 0 is the petitioner, the others are representatives. */
  @PrimaryColumn('int') number!: number;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) phone!: string | null;
  @Column('text', { name: 'id_number', nullable: true }) idNumber!: string | null;
  @Column('text', { nullable: true }) address!: string | null;
}

/** What a petition has to do with another. The row is the one petition's, and read from both. */
@Entity('petition_link')
@Check('petition_link_check', 'case_id <> other')
@Index('petition_link_back', ['other'])
export class PetitionLink {
  @ForeignKey(() => PetitionCase)
  @PrimaryColumn('uuid', { name: 'case_id' })
  caseId!: string;
  @ForeignKey(() => PetitionCase)
  @PrimaryColumn('uuid')
  other!: string;
  @Column('text') relation!: string;
}

/** Which units a case is visible to: the units that take part in it and, unless it is confidential, those above them. */
@Entity('case_scope')
@Index('case_scope_of_case', ['caseId'])
export class CaseScope {
  @ForeignKey(() => Unit)
  @PrimaryColumn('text')
  unit!: string;
  @ForeignKey(() => PetitionCase)
  @PrimaryColumn('uuid', { name: 'case_id' })
  caseId!: string;
}

/** The one row of the clock that an administrator moves (HUIYIN_CLOCK=virtual). */
@Entity('virtual_clock')
@Check('virtual_clock_only_check', '"only"')
export class VirtualClock {
  @PrimaryColumn('boolean', { default: true }) only!: boolean;
  @Column('timestamptz') now!: Date;
  /** By the wall clock. */
  @Column('timestamptz', { name: 'moved_at', default: () => 'now()' }) movedAt!: Date;
}
