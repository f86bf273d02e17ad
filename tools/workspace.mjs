import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The projects of the workspace, as npm finds them: the folders that package.json names which hold a package.json.
 * @returns {string[]} as `libs/domain`
 */
export function projects() {
  /** @type {{ workspaces: string[] }} */
  const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return workspaces
    .flatMap((pattern) => foldersOf(pattern))
    .filter((folder) => existsSync(join(root, folder, 'package.json')));
}

/** The projects that are compiled: those with a src. In the container image there is none. */
export const compiled = () => projects().filter((project) => existsSync(join(root, project, 'src')));

/** @param {string} pattern a folder, or `folder/*` */
function foldersOf(pattern) {
  if (!pattern.endsWith('/*')) return [pattern];
  const parent = pattern.slice(0, -'/*'.length);
  if (!existsSync(join(root, parent))) return [];
  return readdirSync(join(root, parent)).map((name) => `${parent}/${name}`);
}
