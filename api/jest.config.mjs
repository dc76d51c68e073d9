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
  // jest alone would leave one of two cores idle.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  workerIdleMemoryLimit: '1GB',
  testTimeout: 30000,
};
