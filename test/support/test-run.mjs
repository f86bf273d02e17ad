/**
 * What global-setup.mjs has put around a run of the tests, and global-teardown.mjs takes away again.
 * @typedef {object} TestRun
 * @property {string} folder
 * @property {import('node:child_process').ChildProcess | null} keeper of the run's own PostgreSQL; null on one that is given
 * @property {string} serverUrl
 * @property {string} template
 */

/** @type {TestRun[]} */
export const running = [];
