import pg from 'pg';

/** Any number will do, as long as nothing else in this database locks the same. */
const LOCK = '4711, 1';

/**
 * A database connection that may hold the dispatcher's lock, and the work that only its holder may do. PostgreSQL lets go of the lock when the
 * connection ends, however it ends, and work sent over a connection that is gone fails: two processes can't lead at once.
 */
export class Leadership {
  private lost = false;

  private constructor(private readonly client: pg.Client) {
    client.on('error', () => (this.lost = true));
    client.on('end', () => (this.lost = true));
  }

  /** @param url DATABASE_URL; it has to reach PostgreSQL itself or a pooler that keeps sessions */
  static async connect(url: string): Promise<Leadership> {
    const client = new pg.Client({ connectionString: url, application_name: 'kinship-dispatcher', keepAlive: true, connectionTimeoutMillis: 5_000, query_timeout: 30_000 });
    const leadership = new Leadership(client);
    await client.connect();
    return leadership;
  }

  get isLost(): boolean {
    return this.lost;
  }

  /** Tries to become the one that leads; answers at once. */
  async take(): Promise<boolean> {
    const { rows } = await this.client.query<{ taken: boolean }>(`select pg_try_advisory_lock(${LOCK}) as taken`);
    return rows[0]?.taken ?? false;
  }

  /**
   * Runs one statement without parameters in a transaction of the dispatch scope, all in one message. PostgreSQL can't tell how many rows the policies let
   * through and would rather read and sort everything that waits than follow an index to the first few; here that is never right.
   */
  async run<T extends pg.QueryResultRow>(statement: string): Promise<T[]> {
    try {
      const results = (await this.client.query(`begin; select set_config('app.scope', 'dispatch', true), set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true); ${statement}; commit`)) as unknown as pg.QueryResult<T>[];
      return results[2]?.rows ?? [];
    } catch (error) {
      if (!this.lost) await this.client.query('rollback').catch(() => (this.lost = true));
      throw error;
    }
  }

  async end(): Promise<void> {
    this.lost = true;
    await this.client.end().catch(() => undefined);
  }
}
