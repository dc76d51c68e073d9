import standard from '../jest.config.mjs';

/** Tests on public data that is not part of the product; `npm run acceptance` says where it is. */
export default { ...standard, displayName: 'acceptance', rootDir: '../..', roots: ['<rootDir>/api/acceptance'], testMatch: ['**/*.acceptance.ts'], testTimeout: 600_000 };
