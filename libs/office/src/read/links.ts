import type { PetitionContext } from '@huiyin/workflow';
import type { Relation } from '@huiyin/workflow/contract';
import type { Pool } from 'pg';
import type { Directory } from '../access/directory.ts';
import { maySeePerson } from '../access/permission.ts';
import type { Viewer } from '../access/viewer.ts';
import { binder, visibleTo } from '../access/visibility.ts';

export interface LinkedPetition {
  readonly petition: string;
  readonly code: string;
  readonly title: string;
  readonly stage: string;
  readonly relation: Relation;
}

export interface SuggestedPetition extends Omit<LinkedPetition, 'relation'> {
  /** Told of a petition only whose persons the viewer may know too. */
  readonly same_person: boolean;
  /** How many of the shorter text's pairs of characters stand in the other too. 0 to 1. */
  readonly likeness: number;
}

const LINKED = `
  SELECT l.petition, p.code, t.title, c.stage, l.relation FROM (
    SELECT other AS petition, relation FROM petition_link WHERE case_id = $1
    UNION SELECT case_id, relation FROM petition_link WHERE other = $1) AS l
  JOIN petition_case c ON c.id = l.petition JOIN petition p ON p.case_id = c.id JOIN petition_text t ON t.case_id = c.id
  WHERE `;

/**
 * From here on two texts of one place and category, or of one person, are taken to be about one matter. Ours: of the
 * township's thirty petitions, those that are share at least 0.15, and those that are not nothing.
 */
export const SAME_MATTER = 0.12;
/** How far back another petition may be about the same matter. */
const YEARS = 3;

/** Pairs of neighbouring characters, without those that any two texts share: a stop and what begins after it. */
const pairsOf = (grams: string) =>
  `ARRAY(SELECT g FROM unnest(${grams}) AS g WHERE length(g) = 2 AND g !~ '[[:punct:]。、“”‘’《》]')`;

const recent = (since: string) => `p.received_on > ${since} - interval '${YEARS} years'`;

/** 同人: the same telephone or identity number, among petitioners and representatives. */
const OF_SAME_PERSON = `
  SELECT DISTINCT ON (c.id) c.id, c.snapshot -> 'context' AS context FROM petition me
  JOIN petitioner m ON m.case_id = me.case_id
  JOIN petitioner o ON o.case_id <> me.case_id AND (o.phone = m.phone OR o.id_number = m.id_number)
  JOIN petition_case c ON c.id = o.case_id JOIN petition p ON p.case_id = c.id
  WHERE me.case_id = $1 AND ${recent('me.received_on')} AND `;

/**
 * 同人, which is told of the petitions in $2, and 同事 (place, category and likeness of the texts): either makes a suggestion,
 * and both together a repeat. A person confirms it or does not.
 */
const SUGGESTED = `
  WITH me AS (
    SELECT p.case_id, p.category, p.place, p.received_on, t.grams FROM petition p JOIN petition_text t USING (case_id)
    WHERE p.case_id = $1),
  candidates AS (
    SELECT unnest($2::uuid[]) AS case_id
    UNION SELECT p.case_id FROM me JOIN petition p ON p.category = me.category AND p.place = me.place),
  compared AS (
    SELECT case_id, same_person, cardinality(ARRAY(SELECT unnest(theirs) INTERSECT SELECT unnest(mine)))::float
      / greatest(1, least(cardinality(theirs), cardinality(mine))) AS likeness
    FROM (
      SELECT t.case_id, t.case_id = ANY($2::uuid[]) AS same_person,
        ${pairsOf('t.grams')} AS theirs, ${pairsOf('me.grams')} AS mine
      FROM candidates JOIN petition_text t USING (case_id) CROSS JOIN me WHERE t.case_id <> me.case_id) AS compared_texts)
  SELECT c.id AS petition, p.code, t.title, c.stage, s.same_person, round(s.likeness::numeric, 2)::float AS likeness
  FROM compared s JOIN petition_case c ON c.id = s.case_id JOIN petition p ON p.case_id = c.id
  JOIN petition_text t ON t.case_id = c.id CROSS JOIN me
  WHERE (s.same_person OR s.likeness >= ${SAME_MATTER}) AND ${recent('me.received_on')}
    AND NOT EXISTS (SELECT 1 FROM petition_link l WHERE (l.case_id, l.other) IN (($1, c.id), (c.id, $1)))
    AND `;

/** Petitions that belong together: confirmed by a person, or suggested to one. */
export class LinksReader {
  constructor(
    private readonly pool: Pool,
    private readonly directory: Directory,
  ) {}

  async confirmed(viewer: Viewer, id: string): Promise<LinkedPetition[]> {
    return this.ask<LinkedPetition>(viewer, [id], LINKED, 'ORDER BY c.id DESC');
  }

  /** For a viewer who knows the persons of this petition. */
  async suggested(viewer: Viewer, id: string): Promise<SuggestedPetition[]> {
    const given = [id, await this.ofSamePerson(viewer, id)];
    const order = 'ORDER BY s.same_person DESC, s.likeness DESC, c.id LIMIT 20';
    return this.ask<SuggestedPetition>(viewer, given, SUGGESTED, order);
  }

  /** Without those whose persons are hidden from the viewer: that they are the same would tell who they are. */
  private async ofSamePerson(viewer: Viewer, id: string): Promise<string[]> {
    const found = await this.ask<{ id: string; context: PetitionContext }>(viewer, [id], OF_SAME_PERSON, '');
    return found.filter(({ context }) => maySeePerson(viewer, context, this.directory)).map((each) => each.id);
  }

  private async ask<R extends object>(
    viewer: Viewer,
    given: readonly unknown[],
    text: string,
    order: string,
  ): Promise<R[]> {
    const values = [...given];
    const visible = visibleTo(viewer, binder(values));
    const { rows } = await this.pool.query<R>(`${text}${visible} ${order}`, values);
    return rows;
  }
}
