import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../fault.mjs';
import { clusterIn, isAlive, user } from './cluster.mjs';
import { indent, runProgram } from './run-program.mjs';

/** @typedef {import('./cluster.mjs').OwnCluster} OwnCluster */

const draftPrefix = 'postgres.new-';

/**
 * Creates the cluster unless it is there.
 * @param {OwnCluster} cluster
 * @param {{ durable: boolean }} options
 * @returns {Promise<boolean>} whether it did
 */
export async function createCluster(cluster, { durable }) {
  if (existsSync(cluster.home)) return false;
  await removeDrafts(cluster.folder);
  // A draft takes the cluster's name only when it is complete: neither a kill nor a second start can leave half of one.
  const { programs, account } = cluster;
  const draft = { ...clusterIn(cluster.folder, `${draftPrefix}${process.pid}`), programs, account };
  await mkdir(draft.home, { mode: 0o700 });
  await writeFile(draft.passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  await giveTo(account, draft.home, draft.passwordFile);
  await initialise(draft, durable);
  try {
    await rename(draft.home, cluster.home);
    return true;
  } catch (error) {
    await rm(draft.home, { recursive: true });
    const { code = '' } = /** @type {NodeJS.ErrnoException} */ (error);
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(code)) throw error;
    return false; // another start was faster: use its cluster
  }
}

/**
 * @param {OwnCluster} draft
 * @param {boolean} durable
 */
async function initialise(draft, durable) {
  const flags = [
    `--pgdata=${draft.data}`,
    `--username=${user}`,
    `--pwfile=${draft.passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--locale=C.UTF-8', // so that pg_trgm sees Chinese characters
    ...(durable ? [] : ['--no-sync']),
  ];
  const { code, output } = await runProgram(draft.programs.initdb, flags, draft.account);
  if (code === 0) return;
  await rm(draft.home, { recursive: true });
  throw new Fault(`PostgreSQL could not create its data folder ${draft.home}:\n${indent(output)}`);
}

/**
 * Removes what starts left behind that were killed half-way.
 * @param {string} folder
 */
async function removeDrafts(folder) {
  const names = (await readdir(folder)).filter((name) => name.startsWith(draftPrefix));
  const abandoned = names.filter((name) => !isAlive(Number(name.slice(draftPrefix.length))));
  await Promise.all(abandoned.map((name) => rm(join(folder, name), { recursive: true })));
}

/**
 * @param {import('./account.mjs').Account} account
 * @param {readonly string[]} paths
 */
async function giveTo({ uid, gid }, ...paths) {
  if (uid === undefined || gid === undefined) return;
  await Promise.all(paths.map((path) => chown(path, uid, gid)));
}
