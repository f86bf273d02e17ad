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
};
