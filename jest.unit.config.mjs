// The specs that stand beside the code: they need no database, no Redis and no build.
import config from './jest.config.mjs';

const { globalSetup: _setup, globalTeardown: _teardown, ...plain } = config;

/** @type {import('jest').Config} */
export default {
  ...plain,
  testMatch: ['<rootDir>/{apps,labs,libs}/*/src/**/*.spec.ts', '<rootDir>/test/chart/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/test/chart/(reachability|invariants)'], // walk the whole chart, which takes minutes
  testTimeout: 20_000,
};
