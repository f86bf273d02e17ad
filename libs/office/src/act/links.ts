import type { Company, PetitionContext } from '@huiyin/workflow';

type Links = PetitionContext['links'];

/** Rewrites what a case is linked to, with the step that changed it; a link can be found from both ends. */
export function linksRows(links: Links): Company {
  return {
    name: 'links',
    parts: (first) => `
  unlinked AS (
    DELETE FROM petition_link USING moved WHERE case_id = moved.id AND other <> ALL($${first}::uuid[])),
  linked AS (
    INSERT INTO petition_link (case_id, other, relation)
    SELECT moved.id, link.other, link.relation
    FROM moved, unnest($${first}::uuid[], $${first + 1}::text[]) AS link (other, relation)
    ON CONFLICT (case_id, other) DO UPDATE SET relation = excluded.relation)`,
    values: [links.map(({ petition }) => petition), links.map(({ relation }) => relation)],
  };
}

export function sameLinks(some: Links, others: Links): boolean {
  const written = (links: Links) => links.map(({ petition, relation }) => `${petition} ${relation}`).sort();
  return written(some).join() === written(others).join();
}
