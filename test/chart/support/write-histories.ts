// By hand alone, for a story that is new:
//   node tools/test.mjs --testMatch '<rootDir>/test/chart/support/write-histories.ts' && npx prettier --write test/fixtures
// What has been stored is never written again: it is what later charts are held to.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { storedHistory } from './stored.ts';
import { STORIES } from './stories.ts';

it.each(Object.entries(STORIES).filter(([name]) => !existsSync(fileOf(name))))('writes %s', async (name, tell) => {
  const { about, told } = tell();
  expect(told.audit()).toEqual([]);
  expect(Object.keys(told.record.armed)).toEqual([]);
  await writeFile(fileOf(name), `${JSON.stringify(storedHistory(about, told), null, 2)}\n`, { flag: 'wx' });
});

function fileOf(name: string): URL {
  return new URL(`../../fixtures/histories/${name}.json`, import.meta.url);
}
