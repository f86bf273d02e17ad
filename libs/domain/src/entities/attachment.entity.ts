import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { PetitionCase } from './case.entity.ts';

/** A file of a petition. */
@Entity('attachment')
@Unique(['caseId', 'number'])
export class Attachment {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => PetitionCase)
  @Column('uuid', { name: 'case_id' })
  caseId!: string;
  /** Counted from 1 in each petition. */
  @Column('int') number!: number;
  @Column('text', { nullable: true }) name!: string | null;
  @Column('text', { name: 'media_type' }) mediaType!: string;
  /** @unit bytes */
  @Column('int') size!: number;
  @Column('text') sha256!: string;
  @Column('bytea', { nullable: true }) content!: Buffer | null;
  @Column('timestamptz', { name: 'added_at' }) addedAt!: Date;
  @Column('jsonb', { name: 'added_by' }) addedBy!: object;
}
