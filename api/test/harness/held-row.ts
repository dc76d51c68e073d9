import pg from 'pg';
import { eventually } from './eventually.js';
import type { TestDatabase } from './database.js';

/** A row as somebody else's open transaction has it. */
export interface HeldRow {
  /** Waits until something else wants the row and has to wait for it. */
  awaited(): Promise<void>;
  /** Changes the row and lets go of it. */
  change(assignment: string): Promise<void>;
}

/** Runs `work` while another transaction holds a row, so that what happens at the same moment in production happens in a test every time. */
export async function whileHeld<T>(db: TestDatabase, table: string, id: string, work: (row: HeldRow) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: db.ownerUrl });
  await client.connect();
  let over = false;
  let waiting: Promise<unknown> = Promise.resolve();
  // The owner of the tables is held to the policies as well.
  await db.asOwner(`alter table ${table} no force row level security`);
  try {
    await client.query('begin');
    await client.query(`select from ${table} where id = $1 for update`, [id]);
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    return await work({
      awaited: async () => {
        const waits = eventually(async () => over || ((await db.asOwner('select 1 as waits from pg_stat_activity a where $1 = any(pg_blocking_pids(a.pid))', [rows[0]!.pid]))[0] ?? null));
        waiting = waits;
        await waits;
      },
      change: async (assignment) => {
        await client.query(`update ${table} set ${assignment} where id = $1`, [id]);
        await client.query('commit');
      },
    });
  } finally {
    // Whoever did not wait for it must not go on looking after the database is gone.
    over = true;
    await waiting;
    await client.end();
    await db.asOwner(`alter table ${table} force row level security`);
  }
}
