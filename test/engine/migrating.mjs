// A process of its own that migrates cases to the draft of the next version. It tells how far it is, chunk by chunk.
import { migrateCases } from '@huiyin/office';
import { openDatabase, poolOf } from '@huiyin/platform';
import { createMigrating, createRegistry, petitionDefinition, PETITION_EFFECTS } from '@huiyin/workflow';
import { draftOf } from '../support/draft.mjs';

const { url, now, change, by } = JSON.parse(String(process.argv[2]));
const petition = petitionDefinition();
const draft = draftOf(petition);
const registry = createRegistry([petition, draft.definition], PETITION_EFFECTS, [draft.migration]);
const dataSource = await openDatabase(url, { poolSize: 2, applicationName: 'migrating' });
const migrating = createMigrating({
  pool: poolOf(dataSource),
  registry,
  clock: { now: () => now },
  beside: null,
  announce: () => {},
});
for await (const { migrated } of migrateCases(migrating, change, by)) process.stdout.write(`${migrated}\n`);
await dataSource.destroy();
