import { expect, it } from '@jest/globals';
import pg from 'pg';
import { classifyError } from './classify-error.js';

it('a pool without a free connection is told as a server that is busy, and may be tried again', async () => {
  const pool = new pg.Pool({ connectionString: process.env['TEST_DATABASE_URL'], max: 1, connectionTimeoutMillis: 2000 });
  const held = await pool.connect();
  try {
    const refused = await pool.connect().then(() => null, (error: unknown) => error);
    expect(classifyError(refused)).toMatchObject({ code: 'TIMEOUT', retryable: true, message: expect.stringContaining('busy') });
  } finally {
    held.release();
    await pool.end();
  }
});
