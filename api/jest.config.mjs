/** API tests: plain specs anywhere, database and GraphQL specs against the PostgreSQL and Redis that scripts/test.mjs started. */
export default {
  displayName: 'api',
  rootDir: '..',
  roots: ['<rootDir>/api', '<rootDir>/libs/contracts', '<rootDir>/libs/testing', '<rootDir>/scripts'],
  testMatch: ['**/*.spec.ts'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: {
    '^@libs/(contracts|testing)$': '<rootDir>/libs/$1/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  workerIdleMemoryLimit: '1GB',
  testTimeout: 30000,
};
