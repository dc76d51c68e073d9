import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';

const folders = ['api', 'libs/contracts', 'libs/testing', 'scripts'];

/** API tests: plain specs anywhere, database and GraphQL specs against the PostgreSQL and Redis that scripts/test.mjs started. */
export default {
  displayName: 'api',
  rootDir: '..',
  roots: folders.filter((folder) => existsSync(new URL(`../${folder}`, import.meta.url))).map((folder) => `<rootDir>/${folder}`),
  testMatch: ['**/*.spec.ts'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: {
    '^@libs/(contracts|testing)$': '<rootDir>/libs/$1/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  // Specs wait for PostgreSQL, Redis and each other's processes for a third of their time: as many as there are cores would leave some of them idle.
  maxWorkers: Math.max(3, availableParallelism() - 1),
  testSequencer: '<rootDir>/scripts/lib/longest-first.mjs',
  workerIdleMemoryLimit: '1GB',
  // A hung test ends; how fast a machine is, no test depends on.
  testTimeout: 180_000,
};
