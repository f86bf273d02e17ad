// What Nx can do with each project of the workspace: said once here, instead of in each package.json.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What decides the result of a target, beside the project's own files and those of the projects it uses. */
const COMPILER = ['{workspaceRoot}/tsconfig.base.json', '{workspaceRoot}/package-lock.json'];

/** @type {import('@nx/devkit').TargetConfiguration} */
const build = {
  command: 'node tools/build.mjs {projectRoot}',
  cache: true,
  inputs: ['default', '{workspaceRoot}/tools/build.mjs', ...COMPILER],
  outputs: ['{projectRoot}/dist'],
  dependsOn: ['^build'],
};

/** @type {import('@nx/devkit').TargetConfiguration} */
const typecheck = {
  command: 'tsc --noEmit -p {projectRoot}',
  cache: true,
  inputs: ['default', '^default', ...COMPILER],
};

/** @type {import('@nx/devkit').TargetConfiguration} */
const lint = {
  command: 'eslint {projectRoot}',
  cache: true,
  inputs: ['default', '^default', '{workspaceRoot}/eslint.config.mjs', ...COMPILER],
};

/** The specs that stand beside the code and need nothing around them. @type {import('@nx/devkit').TargetConfiguration} */
const test = {
  command: 'node tools/test.mjs --config jest.unit.config.mjs --passWithNoTests {projectRoot}/src/',
  cache: true,
  inputs: ['default', '^default', '{workspaceRoot}/jest*.config.mjs', '{workspaceRoot}/tools/build.mjs', ...COMPILER],
};

export const name = 'huiyin-targets';

/** @type {import('@nx/devkit').CreateNodes} */
export const createNodes = [
  '{apps,labs,libs}/*/package.json',
  (files, _options, { workspaceRoot }) =>
    files
      .filter((file) => existsSync(join(workspaceRoot, dirname(file), 'src')))
      .map((file) => [file, { projects: { [dirname(file)]: { targets: { build, typecheck, lint, test } } } }]),
];
