// `node tools/image.mjs`: follows the Dockerfile without a container engine, each stage in a folder of its own, and tries
// whether what would be in the image can hash a password and verify it, and whether the operator's commands answer there.
// It installs from the registry, which takes a minute.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { command, Fault } from './fault.mjs';
import { copyOf, isInContext, leadsIntoContext, stepsOf } from './image/files.mjs';
import { readArgs } from './options.mjs';
import { root } from './workspace.mjs';

const usage = `Usage: node tools/image.mjs
  follows the Dockerfile in a temporary folder, and tries what would be in the image`;

const TRIAL = `
  const { hashPassword, verifyPassword } = await import(process.cwd() + '/libs/office/dist/access/password.js');
  const { newPassword } = await import('@huiyin/office');
  const password = newPassword();
  const stored = await hashPassword(password);
  if (!(await verifyPassword(password, stored)) || (await verifyPassword('another', stored))) process.exit(1);
  console.log(stored.replace(/[$][^$]*[$][^$]*$/, ''));`;

/** How somebody calls the commands there, and what they answer without a database. */
const CALLS = [
  { call: ['node_modules/.bin/huiyin', '--help'], code: 0, says: 'Usage: npx huiyin' },
  { call: ['npx', '--no', 'huiyin', 'migrate'], code: 1, says: 'DATABASE_URL names the database to migrate' },
  { call: ['node', 'apps/cli/bin/huiyin.mjs', 'migrate'], code: 1, says: 'DATABASE_URL names the database' },
  { call: ['npm', 'run', 'accounts', '--', 'org.json'], code: 1, says: 'No demo is running on' },
];

await command(async () => {
  readArgs(usage);
  const place = await mkdtemp(join(tmpdir(), 'huiyin-image-'));
  try {
    const image = await followed(place);
    await run('node', ['--input-type=module', '-e', TRIAL], image);
    console.log('✓ what the image holds hashes a password and knows it again');
    for (const expected of CALLS) await answers(expected, image);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
});

/**
 * @param {string} place where each stage has its folder
 * @returns {Promise<string>} the folder of the last stage, which is the image
 */
async function followed(place) {
  let stage = place;
  for (const step of stepsOf()) {
    if (step.word === 'FROM') stage = await begin(place, step.rest);
    if (step.word === 'COPY') await copy(place, stage, copyOf(step));
    if (step.word === 'RUN') await run('sh', ['-ec', step.rest], stage);
  }
  return stage;
}

/**
 * @param {string} place
 * @param {string} rest as `base AS build`
 * @returns {Promise<string>} the folder of the stage
 */
async function begin(place, rest) {
  const [before = '', name = ''] = rest.split(/\s+AS\s+/);
  console.log(`── ${name}`);
  const stage = join(place, name);
  const isStage = stepsOf().some(({ word, rest: other }) => word === 'FROM' && other.endsWith(` AS ${before}`));
  if (isStage) await cp(join(place, before), stage, { recursive: true, verbatimSymlinks: true });
  else await mkdir(stage);
  return stage;
}

/**
 * @param {string} place
 * @param {string} stage
 * @param {import('./image/files.mjs').Copy} what
 */
async function copy(place, stage, { from, sources, target }) {
  const intoFolder = target.endsWith('/') || sources.length > 1;
  for (const source of sources) {
    const path = from === null ? join(root, source) : join(place, from, relative('/app', source));
    const to = join(stage, target, intoFolder && source !== '/app' ? basename(source) : '');
    /** @param {string} file */
    const filter = (file) => from !== null || isWanted(relative(root, file));
    await cp(path, to, { recursive: true, verbatimSymlinks: true, force: true, filter });
  }
}

/**
 * @param {(typeof CALLS)[number]} expected
 * @param {string} cwd
 * @throws Fault when the program answers otherwise
 */
async function answers({ call, code: wanted, says }, cwd) {
  const [program = '', ...args] = call;
  const env = { ...process.env, NODE_ENV: 'production', DATABASE_URL: '' };
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  const line = call.join(' ');
  if (code !== wanted || !`${out}${err}`.includes(says)) throw new Fault(`${line} ends with ${code}:\n${out}${err}`);
  console.log(`✓ ${line}: ${says} …`);
}

/** @param {string} path */
function isWanted(path) {
  return path === '' || isInContext(path) || leadsIntoContext(path);
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} cwd
 * @throws Fault when it fails
 */
async function run(program, args, cwd) {
  const child = spawn(program, [...args], { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Fault(`${program} ${args.at(-1)?.trim()} ends with ${code}`);
}
