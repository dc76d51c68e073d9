import type { Socket } from 'node:net';
import type { PoolClient, QueryResult } from 'pg';
import { QueryFailedError, type QueryRunner } from 'typeorm';

/** One statement with its parameters. */
export type Statement = readonly [sql: string, parameters: readonly unknown[]];

/** Inserts of what is given with them: there is but one way to run them, so their plan may be kept whatever the values are. */
const KEEPS = /^\s*insert\s+into\s[^;]*?\b(?:values\s*\(|from\s+(?:jsonb_to_recordset|unnest)\()/i;
const JOINS = /\bjoin\b/i;
const MOST_NAMED = 200;
const LONGEST = 8_000;
const names = new Map<string, string | undefined>();

function nameOf(sql: string): string | undefined {
  if (names.has(sql)) return names.get(sql);
  if (names.size >= MOST_NAMED || sql.length > LONGEST || !KEEPS.test(sql) || JOINS.test(sql)) return undefined;
  const name = `insert_${names.size}`;
  names.set(sql, name);
  return name;
}

/** Statements of a transaction. They go past TypeORM, which would wrap each of them in its events and results. */
export class UnitStatements {
  private gathering = false;

  private constructor(
    private readonly runner: QueryRunner,
    private readonly client: PoolClient & { readonly connection: { readonly stream: Socket } },
  ) {}

  static async on(runner: QueryRunner): Promise<UnitStatements> {
    return new UnitStatements(runner, (await runner.connect()) as UnitStatements['client']);
  }

  async run(sql: string, parameters: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    // What was not waited for must not land in somebody else's transaction.
    if (this.runner.isReleased) throw new Error('A statement came after the end of its transaction.');
    const values = [...parameters];
    const name = nameOf(sql);
    this.gather();
    try {
      const result = (await this.client.query({ text: sql, values, ...(name === undefined ? {} : { name }) })) as QueryResult<Record<string, unknown>> | readonly unknown[];
      return 'rows' in result ? result.rows : [];
    } catch (error) {
      throw new QueryFailedError(sql, values, error as Error);
    }
  }

  /** @throws where a statement had failed and nobody minded: PostgreSQL then answers COMMIT with a rollback, and a caller must not be told that it was written */
  async commit(): Promise<void> {
    const { command } = await this.client.query('COMMIT');
    if (command !== 'COMMIT') throw new Error('A statement of this unit of work failed and was passed over, so nothing of it is written.');
  }

  /** What is asked before anybody waits leaves as one packet: the opening with the first statement, several with each other. */
  private gather(): void {
    if (this.gathering) return;
    const { stream } = this.client.connection;
    this.gathering = true;
    stream.cork();
    process.nextTick(() => {
      this.gathering = false;
      stream.uncork();
    });
  }

  /** Runs them in one flight, and waits for all: nothing of them may be under way when the transaction ends. @throws what the first failed with */
  async runAll(statements: readonly Statement[]): Promise<void> {
    const failed = (await Promise.allSettled(statements.map(([sql, parameters]) => this.run(sql, parameters)))).find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  }
}
