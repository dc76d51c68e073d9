/** One run for every tier that jest drives: the API (real PostgreSQL and Redis) and the web client's components. */
export default { projects: ['<rootDir>/api/jest.config.mjs', '<rootDir>/web/jest.config.mjs'] };
