import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

// A boundary is a rule that has failed once: each is shown a forbidden line, and its neighbour that is allowed.

const root = fileURLToPath(new URL('..', import.meta.url));

const PROJECTS = '@nx/enforce-module-boundaries';
const IMPORTS = '@typescript-eslint/no-restricted-imports';
const SYNTAX = 'no-restricted-syntax';
const GLOBALS = 'no-restricted-globals';
const PROPERTIES = 'no-restricted-properties';

/** A file that could stand there, a line it could hold, and the rules that line breaks. */
type Sample = readonly [file: string, code: string, ...broken: string[]];

const SAMPLES: readonly Sample[] = [
  // domain: itself alone; storage behind its own door
  ['libs/domain/src/calendar/a.ts', `import '../time.ts';`],
  ['libs/domain/src/calendar/a.ts', `import '@nestjs/common';`, PROJECTS, IMPORTS],
  ['libs/domain/src/calendar/a.ts', `import 'bullmq';`, PROJECTS, IMPORTS],
  ['libs/domain/src/calendar/a.ts', `import 'xstate';`, PROJECTS, IMPORTS],
  ['libs/domain/src/calendar/a.ts', `import 'typeorm';`, IMPORTS],
  ['libs/domain/src/calendar/a.ts', `import type { DataSource } from 'typeorm'; export type A = DataSource;`, IMPORTS],
  ['libs/domain/src/calendar/a.ts', `import 'node:fs';`, IMPORTS],
  ['libs/domain/src/calendar/a.ts', `import '../entities.ts';`, IMPORTS],
  ['libs/domain/src/calendar/a.ts', `import '../entities/case.entity.ts';`, IMPORTS],
  ['libs/domain/src/calendar/a.ts', `import '../migrations/0001-init.ts';`, IMPORTS],
  ['libs/domain/src/calendar/a.ts', `import '@huiyin/workflow';`, PROJECTS, IMPORTS],
  ['libs/domain/src/calendar/a.ts', 'export const now = () => Date.now();', SYNTAX],
  ['libs/domain/src/calendar/a.ts', 'export const at = (ms: number) => new Date(ms);'],
  ['libs/domain/src/calendar/a.ts', `import 'fast-check';`, IMPORTS],
  ['libs/domain/src/calendar/a.spec.ts', `import 'fast-check';`],
  ['libs/domain/src/calendar/a.spec.ts', `import 'typeorm';`, IMPORTS],
  ['libs/domain/src/entities/a.entity.ts', `import 'typeorm';`],
  ['libs/domain/src/migrations/0002-a.ts', `import 'typeorm';`],
  ['libs/domain/src/entities/a.entity.ts', `import 'pg';`, PROJECTS, IMPORTS],
  ['libs/domain/src/entities/a.entity.ts', `import '@nestjs/common';`, PROJECTS, IMPORTS],

  // workflow/petition: the law. XState, days, the contract; no storage, no server, no engine, no clock on the wall
  ['libs/workflow/src/petition/a.ts', `import 'xstate';`],
  ['libs/workflow/src/petition/a.ts', `import '@huiyin/domain';`],
  ['libs/workflow/src/petition/a.ts', `import '../contract/names.ts';`],
  ['libs/workflow/src/petition/a.ts', `import './rules.ts';`],
  ['libs/workflow/src/petition/stages/a.ts', `import '../rules.ts';`],
  ['libs/workflow/src/petition/stages/a.ts', `import '../actions/names.ts';`],
  ['libs/workflow/src/petition/guards/a.ts', `import '../../contract/names.ts';`],
  ['libs/workflow/src/petition/guards/a.ts', `import '../../engine/engine.ts';`, IMPORTS],
  ['libs/workflow/src/petition/a.ts', `import '@huiyin/domain/entities';`, IMPORTS],
  ['libs/workflow/src/petition/a.ts', `import '../engine/engine.ts';`, IMPORTS],
  ['libs/workflow/src/petition/a.ts', `import '../index.ts';`, IMPORTS],
  ['libs/workflow/src/petition-2/stages/a.ts', `import '../../engine/engine.ts';`, IMPORTS],
  ['libs/workflow/src/petition/a.ts', `import 'typeorm';`, PROJECTS, IMPORTS],
  ['libs/workflow/src/petition/a.ts', `import '@nestjs/common';`, PROJECTS, IMPORTS],
  ['libs/workflow/src/petition/a.ts', `import type { Pool } from 'pg'; export type A = Pool;`, IMPORTS],
  ['libs/workflow/src/petition/a.ts', `import 'node:crypto';`, IMPORTS],
  ['libs/workflow/src/petition/a.ts', `export const load = () => import('pg');`, SYNTAX],
  ['libs/workflow/src/petition/a.ts', 'export const now = () => Date.now();', SYNTAX],
  ['libs/workflow/src/petition/a.ts', 'export const now = () => new Date();', SYNTAX],
  ['libs/workflow/src/petition/a.ts', 'export const now = () => performance.now();', SYNTAX],
  ['libs/workflow/src/petition/a.ts', 'export const dice = () => Math.random();', SYNTAX],
  ['libs/workflow/src/petition/a.ts', 'export const wait = () => setTimeout(() => 1, 1);', GLOBALS],
  ['libs/workflow/src/petition/a.ts', `export const ask = () => fetch('/');`, GLOBALS],

  // workflow/engine: how a step becomes durable. It knows no petition, no server and no queue
  ['libs/workflow/src/engine/a.ts', `import 'xstate';`],
  ['libs/workflow/src/engine/a.ts', `import '@huiyin/domain';`],
  ['libs/workflow/src/engine/a.ts', `import type { Pool } from 'pg'; export type A = Pool;`],
  ['libs/workflow/src/engine/a.ts', `import 'pg';`, IMPORTS],
  ['libs/workflow/src/engine/a.ts', `import '../petition/rules.ts';`, IMPORTS],
  ['libs/workflow/src/engine/a.ts', `import type { Rule } from '../petition/rules.ts'; export type A = Rule;`, IMPORTS],
  ['libs/workflow/src/engine/a.ts', `import '@nestjs/common';`, PROJECTS, IMPORTS],
  ['libs/workflow/src/engine/a.ts', `import 'bullmq';`, PROJECTS, IMPORTS],
  ['libs/workflow/src/engine/a.ts', 'export const now = () => Date.now();', SYNTAX],
  ['libs/workflow/src/engine/clock.ts', 'export const now = () => Date.now();'],

  // workflow/contract: zod alone, so that a browser may load it
  ['libs/workflow/src/contract/a.ts', `import 'zod';`],
  ['libs/workflow/src/contract/a.ts', `import './names.ts';`],
  ['libs/workflow/src/contract/a.ts', `import '@huiyin/domain';`, IMPORTS],
  ['libs/workflow/src/contract/a.ts', `import '../petition/rules.ts';`, IMPORTS],
  ['libs/workflow/src/contract/a.ts', `import 'xstate';`, IMPORTS],
  ['libs/workflow/src/contract.ts', `import './engine/engine.ts';`, IMPORTS],
  ['libs/workflow/src/index.ts', `import './engine/engine.ts'; import './petition/definition.ts';`],
  ['libs/workflow/src/index.ts', `import '@huiyin/office';`, PROJECTS],

  // office: the application. No server, no queue, no environment; the platform is built on it, not the other way round
  ['libs/office/src/act/a.ts', `import 'typeorm'; import 'pg'; import '@huiyin/workflow';`],
  [
    'libs/office/src/act/a.ts',
    `import '@huiyin/workflow/contract'; import '../access/directory.ts'; import 'node:crypto';`,
  ],
  ['libs/office/src/access/a.ts', `import '@node-rs/argon2';`],
  ['libs/office/src/act/a.ts', `import '@nestjs/common';`, PROJECTS, IMPORTS],
  [
    'libs/office/src/act/a.ts',
    `import type { FastifyRequest } from 'fastify'; export type A = FastifyRequest;`,
    PROJECTS,
    IMPORTS,
  ],
  ['libs/office/src/act/a.ts', `import 'bullmq';`, PROJECTS, IMPORTS],
  ['libs/office/src/act/a.ts', `import 'xstate';`, PROJECTS, IMPORTS],
  ['libs/office/src/act/a.ts', `import 'pino';`, IMPORTS],
  ['libs/office/src/act/a.ts', `import '@huiyin/platform';`, PROJECTS, IMPORTS],
  ['libs/office/src/act/a.ts', `import '@huiyin/api';`, IMPORTS, IMPORTS],
  ['libs/office/src/act/a.ts', 'export const url = () => process.env.DATABASE_URL;', PROPERTIES],
  ['libs/office/src/act/a.spec.ts', `import 'fast-check';`],

  // platform: what a program needs to run
  ['libs/platform/src/a.ts', `import '@nestjs/common'; import 'typeorm'; import 'bullmq'; import '@huiyin/office';`],
  ['libs/platform/src/a.ts', `import '@huiyin/api';`, IMPORTS],
  ['libs/platform/src/a.ts', `import 'xstate';`, PROJECTS],
  ['libs/platform/src/a.ts', 'export const url = () => process.env.DATABASE_URL;', PROPERTIES],
  ['libs/platform/src/a.ts', `import { env } from 'node:process'; export const e = env;`, IMPORTS],
  ['libs/platform/src/config/env.ts', 'export const url = () => process.env.DATABASE_URL;'],

  // apps: never each other, never the chart's language, never past a library's door
  [
    'apps/api/src/a.ts',
    `import '@huiyin/office'; import '@huiyin/platform'; import '@huiyin/workflow/contract'; import '@huiyin/domain/entities';`,
  ],
  ['apps/api/src/a.ts', `import '@huiyin/tools/fault';`],
  ['apps/api/src/a.ts', `import '@huiyin/worker';`, IMPORTS],
  ['apps/api/src/a.ts', `import '../../worker/src/main.ts';`, PROJECTS],
  ['apps/worker/src/a.ts', `import '@huiyin/api';`, IMPORTS],
  ['apps/api/src/a.ts', `import '@huiyin/simulate';`, IMPORTS],
  ['labs/simulate/src/a.ts', `import '@huiyin/office'; import 'uuid'; import 'typeorm';`],
  ['labs/simulate/src/a.ts', `import 'xstate';`, PROJECTS],
  ['labs/chart/src/a.ts', `import 'xstate'; import '@huiyin/workflow'; import '@huiyin/tools/fault';`],
  ['labs/chart/src/a.ts', `import '../../../libs/workflow/src/engine/soundness.ts';`, PROJECTS, IMPORTS],
  ['labs/simulate/src/a.ts', `import '@huiyin/lab-kit';`],
  ['labs/kit/src/index.ts', `export { Dice } from './dice.ts';`],
  ['apps/api/src/a.ts', `import '@huiyin/lab-kit';`, PROJECTS],
  ['labs/simulate/src/a.ts', `import '@nestjs/common';`, PROJECTS],
  ['labs/bench/src/a.ts', `import '@huiyin/tools/fault'; import 'bullmq'; import 'fastify'; import 'pg';`],
  ['labs/bench/src/a.ts', `import 'xstate';`, PROJECTS],
  ['apps/cli/src/a.ts', `import '@huiyin/office'; import '@huiyin/platform'; import '@huiyin/tools/fault';`],
  ['apps/cli/src/a.ts', `import 'xstate';`, PROJECTS],
  ['apps/cli/src/a.ts', `import '@nestjs/common';`, PROJECTS],
  ['apps/cli/src/a.ts', 'export const url = () => process.env.DATABASE_URL;', PROPERTIES],
  ['apps/api/src/a.ts', `import '@huiyin/cli';`, IMPORTS],
  ['apps/api/src/a.ts', `import 'xstate';`, PROJECTS],
  ['apps/worker/src/a.ts', `import 'xstate';`, PROJECTS],
  ['apps/api/src/a.ts', `import '@huiyin/workflow/src/engine/step.ts';`, IMPORTS],
  ['apps/worker/src/a.ts', `import '../../../libs/domain/src/time.ts';`, PROJECTS, IMPORTS],
  ['apps/worker/src/a.ts', 'export const home = () => process.env.HOME;', PROPERTIES],

  // tools: they run before anything is built
  ['tools/start/a.mjs', `import '../fault.mjs'; import 'pg';`],
  ['tools/start/a.mjs', `export const load = () => import('../../libs/platform/dist/index.js');`],
  ['tools/start/a.mjs', `import '../../libs/platform/dist/index.js';`, IMPORTS],
  ['tools/a.mjs', `import '@huiyin/office';`, IMPORTS],

  // everywhere
  ['apps/api/src/a.ts', `import { Module } from '@nestjs/common'; export const m = Module;`],
  ['apps/api/src/a.ts', `import { forwardRef } from '@nestjs/common'; export const f = forwardRef;`, IMPORTS],
  ['apps/api/src/a.ts', `export * from './app.ts';`, SYNTAX],
  ['libs/office/src/access/a.ts', `export { Directory } from './directory.ts';`, SYNTAX],
  ['libs/office/src/index.ts', `export { Directory } from './access/directory.ts';`],
  ['libs/domain/src/entities.ts', `export * from './entities/case.entity.ts';`],
  ['test/support/a.ts', `import 'xstate'; import 'pg'; import '../../libs/workflow/src/engine/step.ts';`],
];

describe('import rules', () => {
  let results: readonly (readonly string[])[];
  beforeAll(async () => {
    results = await lint(SAMPLES.map(([file, code]) => ({ file, code })));
  });

  it.each(SAMPLES.map(([file, code, ...broken], index) => ({ file, code, broken, index })))(
    '$file: $code → $broken',
    ({ broken, index }) => {
      expect([...(results[index] ?? [])].sort()).toEqual([...broken].sort());
    },
  );
});

describe('the files', () => {
  it('import each other in one direction only', async () => {
    expect(cyclesIn(await importGraph())).toEqual([]);
  });

  it('have no barrel below the door of a library', async () => {
    const barrels = (await sources()).filter(
      (file) => file.endsWith('/index.ts') && !/^libs\/\w+\/src\/index\.ts$/.test(file),
    );
    expect(barrels).toEqual([]);
  });

  it('are all found by the walk, and a cycle is seen', async () => {
    const graph = await importGraph();
    expect(graph.get('libs/workflow/src/index.ts')).toContain('libs/workflow/src/engine/engine.ts');
    expect(graph.get('apps/api/src/main.ts')).toContain('libs/platform/src/index.ts');
    expect(
      cyclesIn(
        new Map([
          ['a', ['b']],
          ['b', ['c']],
          ['c', ['b']],
        ]),
      ),
    ).toEqual([['b', 'c', 'b']]);
  });
});

async function lint(samples: readonly { file: string; code: string }[]): Promise<string[][]> {
  const script = join(root, 'test/support/lint-samples.mjs');
  const env = { ...process.env, NODE_OPTIONS: '' };
  const child = spawn(process.execPath, [script], { cwd: root, env, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(samples));
  return JSON.parse(await text(child.stdout)) as string[][];
}

async function sources(): Promise<string[]> {
  const folders = ['libs', 'apps'].map(async (folder) =>
    (await readdir(join(root, folder))).map((name) => join(folder, name, 'src')),
  );
  const files = (await Promise.all(folders)).flat().map(async (folder) => {
    const entries = await readdir(join(root, folder), { recursive: true });
    return entries.filter((name) => name.endsWith('.ts')).map((name) => join(folder, name));
  });
  return (await Promise.all(files)).flat();
}

/** Types are counted too: who has to know the other's types cannot be read without it. */
const IMPORTED = /^(?:import|export)\s+(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;

async function importGraph(): Promise<Map<string, string[]>> {
  const doors = await doorsOfLibraries();
  const entries = (await sources()).map(async (file): Promise<[string, string[]]> => {
    const code = await readFile(join(root, file), 'utf8');
    const imported = [...code.matchAll(IMPORTED)].map(([, specifier = '']) =>
      specifier.startsWith('.') ? join(dirname(file), specifier) : doors.get(specifier),
    );
    return [file, imported.filter((target) => target !== undefined)];
  });
  return new Map(await Promise.all(entries));
}

async function doorsOfLibraries(): Promise<Map<string, string>> {
  const doors = (await readdir(join(root, 'libs'))).map(async (library) => {
    const manifest = JSON.parse(await readFile(join(root, 'libs', library, 'package.json'), 'utf8')) as {
      name: string;
      exports: Record<string, { 'huiyin-source': string }>;
    };
    return Object.entries(manifest.exports).map(([door, target]): [string, string] => [
      join(manifest.name, door),
      relative(root, join(root, 'libs', library, target['huiyin-source'])),
    ]);
  });
  return new Map((await Promise.all(doors)).flat());
}

function cyclesIn(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>();
  const cycles: string[][] = [];
  const walk = (file: string, path: readonly string[]): void => {
    const seenAt = path.indexOf(file);
    if (seenAt >= 0) cycles.push([...path.slice(seenAt), file]);
    if (seenAt >= 0 || done.has(file)) return;
    for (const imported of graph.get(file) ?? []) walk(imported, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) walk(file, []);
  return cycles;
}
