// The image needs a container engine to be built; that its files agree needs none.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');
const linesOf = (file: string) =>
  textOf(file)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

interface Copy {
  readonly sources: readonly string[];
  readonly target: string;
}

/** What the Dockerfile takes from the build context; what comes from another stage is not in it. */
function copied(): Copy[] {
  const joined = linesOf('Dockerfile').join('\n').replaceAll('\\\n', ' ');
  const copies = joined.split('\n').filter((line) => /^(COPY|ADD)\s/.test(line) && !line.includes('--from='));
  return copies.map((line) => {
    const paths = line.split(/\s+/).filter((word, index) => index > 0 && !word.startsWith('--'));
    return { sources: paths.slice(0, -1), target: paths[paths.length - 1] ?? '' };
  });
}

/** A pattern of .dockerignore: it names a path and all that lies in it. */
function patternOf(line: string): RegExp {
  const parts = line.split('/').map((part) => part.replace(/[.+^${}()|[\]]/g, '\\$&').replaceAll('*', '[^/]*'));
  const path = parts.join('/').replaceAll('[^/]*[^/]*/', '(?:.*/)?');
  return new RegExp(`^${path}(?:/.*)?$`);
}

/** Whether .dockerignore lets a path into the build context: the last line that names it decides. */
function isInContext(path: string): boolean {
  return linesOf('.dockerignore').reduce((kept, line) => {
    const isException = line.startsWith('!');
    return patternOf(isException ? line.slice(1) : line).test(path) ? isException : kept;
  }, true);
}

/** Every project of the workspace, as npm finds them. */
function projects(): string[] {
  const { workspaces } = JSON.parse(textOf('package.json')) as { workspaces: string[] };
  return workspaces
    .map((pattern) => pattern.replace(/\/\*$/, ''))
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((project) => existsSync(join(root, project, 'package.json')));
}

const SOURCES = copied().flatMap(({ sources }) => sources);

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

it.each(projects())('the packages that %s needs are installed', (project) => {
  expect(copied()).toContainEqual({ sources: [`${project}/package.json`], target: `${project}/` });
});

it.each(projects())('the sources of %s are copied', (project) => {
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
  const runs = [...textOf('docker-compose.yml').matchAll(/^\s+command: \[node, .*?([\w/.]+\.m?js)\]$/gm)];
  const programs = runs.map(([, program = '']) => program.replace('/dist/', '/src/').replace(/\.js$/, '.ts'));
  expect(programs.length).toBeGreaterThan(0);
  for (const program of programs) {
    expect(existsSync(join(root, program))).toBe(true);
    expect(SOURCES.some((source) => program.startsWith(`${source}/`))).toBe(true);
  }
});
