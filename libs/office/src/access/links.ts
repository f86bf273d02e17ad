import type { PetitionContext } from '@huiyin/workflow';

type Links = PetitionContext['links'];

/** Rewrites what cases are linked to, with the step that changed it; a link can be found from both ends. */
export const LINKS = `
  linking AS (
    SELECT l.* FROM json_to_recordset($rows::json) AS l(case_id uuid, others uuid[], relations text[])
    JOIN moved ON moved.id = l.case_id),
  unlinked AS (
    DELETE FROM petition_link AS l USING linking AS k WHERE l.case_id = k.case_id AND l.other <> ALL(k.others)),
  linked AS (
    INSERT INTO petition_link (case_id, other, relation)
    SELECT k.case_id, link.other, link.relation FROM linking AS k, unnest(k.others, k.relations) AS link (other, relation)
    ON CONFLICT (case_id, other) DO UPDATE SET relation = excluded.relation)`;

export function linksRow(links: Links) {
  return { others: links.map(({ petition }) => petition), relations: links.map(({ relation }) => relation) };
}

export function sameLinks(some: Links, others: Links): boolean {
  const written = (links: Links) => links.map(({ petition, relation }) => `${petition} ${relation}`).sort();
  return written(some).join() === written(others).join();
}
