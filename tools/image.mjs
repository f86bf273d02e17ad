// `node tools/image.mjs`: follows the Dockerfile without a container engine, each stage in a folder of its own, and tries
// whether what would be in the image hashes a password and knows it again, and whether the operator's commands answer there.
// It installs from the registry, so it takes a minute.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { command, Fault } from './fault.mjs';
import { copyOf, isInContext, leadsIntoContext, root, stepsOf } from './image/files.mjs';
import { readArgs } from './options.mjs';

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
    const image = join(place, await followed(place));
    await run('node', ['--input-type=module', '-e', TRIAL], image);
    console.log('✓ what the image holds hashes a password and knows it again');
    for (const expected of CALLS) await answers(expected, image);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
});

/** @returns the last stage, which is the image */
async function followed(place) {
  let stage;
  for (const step of stepsOf()) {
    if (step.word === 'FROM') stage = await begin(place, step.rest);
    if (step.word === 'COPY') await copy(place, stage, copyOf(step));
    if (step.word === 'RUN') await run('sh', ['-ec', step.rest], join(place, stage));
  }
  return stage;
}

async function begin(place, rest) {
  const [before, stage] = rest.split(/\s+AS\s+/);
  console.log(`── ${stage}`);
  const isStage = stepsOf().some(({ word, rest: other }) => word === 'FROM' && other.endsWith(` AS ${before}`));
  if (isStage) await cp(join(place, before), join(place, stage), { recursive: true, verbatimSymlinks: true });
  else await mkdir(join(place, stage));
  return stage;
}

async function copy(place, stage, { from, sources, target }) {
  const context = fileURLToPath(root);
  const intoFolder = target.endsWith('/') || sources.length > 1;
  for (const source of sources) {
    const path = from === null ? join(context, source) : join(place, from, relative('/app', source));
    const to = join(place, stage, target, intoFolder && source !== '/app' ? source.split('/').at(-1) : '');
    const filter = (file) => from !== null || isWanted(relative(context, file));
    await cp(path, to, { recursive: true, verbatimSymlinks: true, force: true, filter });
  }
}

async function answers({ call, code: wanted, says }, cwd) {
  const [program, ...args] = call;
  const env = { ...process.env, NODE_ENV: 'production', DATABASE_URL: '' };
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  const line = call.join(' ');
  if (code !== wanted || !`${out}${err}`.includes(says)) throw new Fault(`${line} ends with ${code}:\n${out}${err}`);
  console.log(`✓ ${line}: ${says} …`);
}

function isWanted(path) {
  return path === '' || isInContext(path) || leadsIntoContext(path);
}

async function run(program, args, cwd) {
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Fault(`${program} ${args.at(-1).trim()} ends with ${code}`);
}
