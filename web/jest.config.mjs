import { availableParallelism } from 'node:os';
import presets from 'jest-preset-angular/presets/index.js';

/** Component and unit tests of the client and of the design system, in jsdom, without zone.js. */
export default {
  ...presets.createEsmPreset({ tsconfig: '<rootDir>/web/tsconfig.spec.json' }),
  displayName: 'web',
  rootDir: '..',
  roots: ['<rootDir>/web', '<rootDir>/libs/ui'],
  testMatch: ['**/*.spec.ts'],
  setupFilesAfterEnv: ['<rootDir>/web/test-setup.ts'],
  transformIgnorePatterns: ['node_modules'],
  moduleNameMapper: {
    '^@libs/ui/testing$': '<rootDir>/libs/ui/testing/index.ts',
    '^@libs/(contracts|ui)$': '<rootDir>/libs/$1/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^tslib$': 'tslib/tslib.es6.js',
  },
  // jest alone would leave one of two cores idle.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  testTimeout: 15000,
};
