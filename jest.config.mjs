// ES modules run as they do in production (NODE_OPTIONS=--experimental-vm-modules, set by tools/test.mjs).
import { swcOptions } from './tools/build.mjs';

/** @type {import('jest').Config} */
export default {
  rootDir: '.',
  testMatch: ['<rootDir>/{apps,labs,libs}/*/src/**/*.spec.ts', '<rootDir>/test/**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': ['@swc/jest', { ...swcOptions, swcrc: false, sourceMaps: 'inline' }] },
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['huiyin-source', 'node'] },
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  testTimeout: 120_000,
  // Suites wait for PostgreSQL as much as they compute, and each is on a database of its own.
  maxWorkers: 2,
  // Each suite loads Nest and TypeORM anew, and Node never gives such modules back: a worker is replaced when it has grown.
  workerIdleMemoryLimit: '1GB',
};
