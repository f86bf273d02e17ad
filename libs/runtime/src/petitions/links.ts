import type { Company, PetitionContext } from '@huiyin/workflow';
import type { Relation } from '@huiyin/workflow/contract';

type Links = PetitionContext['links'];

/** A confirmed link, findable from both ends; written with the step that confirms it. */
export function linkRows(other: string, relation: Relation): Company {
  return {
    name: 'link',
    parts: (first) => insertion(`(VALUES ($${first}::uuid, $${first + 1}::text))`),
    values: [other, relation],
  };
}

/** Rewrites what a case is linked to, with the step that changed it. */
export function linksRows(links: Links): Company {
  return {
    name: 'links',
    parts: (first) => `
  unlinked AS (
    DELETE FROM petition_link USING moved WHERE case_id = moved.id AND other <> ALL($${first}::uuid[])),
  ${insertion(`unnest($${first}::uuid[], $${first + 1}::text[])`)}`,
    values: [links.map(({ petition }) => petition), links.map(({ relation }) => relation)],
  };
}

const insertion = (links: string) => `
  linked AS (
    INSERT INTO petition_link (case_id, other, relation)
    SELECT moved.id, link.other, link.relation FROM moved, ${links} AS link (other, relation)
    ON CONFLICT (case_id, other) DO UPDATE SET relation = excluded.relation)`;

export function sameLinks(some: Links, others: Links): boolean {
  const written = (links: Links) => links.map(({ petition, relation }) => `${petition} ${relation}`).sort();
  return written(some).join() === written(others).join();
}
