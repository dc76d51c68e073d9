import type { Socket } from 'node:net';
import type { PoolClient, QueryResult, Submittable } from 'pg';
import { QueryFailedError, type QueryRunner } from 'typeorm';
import { Named } from './single-read.js';

/** One statement with its parameters. */
export type Statement = readonly [sql: string, parameters: readonly unknown[]];

/** One result; several of a text with several statements. */
type Answer = QueryResult<Record<string, unknown>> | readonly unknown[];

/** Inserts of what is given with them: there is but one way to run them, so their plan may be kept whatever the values are. */
const KEEPS = /^\s*insert\s+into\s[^;]*?\b(?:values\s*\(|from\s+(?:jsonb_to_recordset|unnest)\()/i;
const JOINS = /\bjoin\b/i;
const MOST_NAMED = 200;
const LONGEST = 8_000;
const BACK = /^ROLLBACK TO\b/;
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
  /** What the transaction failed with first; all that comes behind it is refused for that alone. */
  private failed: QueryFailedError | null = null;
  /** The same of statements that nobody waits for. */
  private owed: QueryFailedError | null = null;
  private last: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly runner: QueryRunner,
    private readonly client: PoolClient & { readonly connection: { readonly stream: Socket } },
  ) {}

  static async on(runner: QueryRunner): Promise<UnitStatements> {
    return new UnitStatements(runner, (await runner.connect()) as UnitStatements['client']);
  }

  /** @param plan the name under which the server keeps its plan; `left`: nobody waits for it */
  async run(sql: string, parameters: readonly unknown[] = [], plan?: string, left = false): Promise<Record<string, unknown>[]> {
    // What was not waited for must not land in somebody else's transaction.
    if (this.runner.isReleased) throw new Error('A statement came after the end of its transaction.');
    this.gather();
    const result = await this.send(sql, [...parameters], plan, left);
    if (BACK.test(sql)) this.failed = this.owed = null;
    return 'rows' in result ? result.rows : [];
  }

  private send(text: string, values: unknown[], plan: string | undefined, left: boolean): Promise<Answer> {
    return new Promise((resolve, reject) => {
      // Noted as the answers come, whoever waits for which of them.
      const done = (error: Error | null, result: unknown): void => {
        if (!error) return resolve(result as Answer);
        const failure = this.failure(text, values, error);
        if (left) this.owed ??= failure;
        reject(failure);
      };
      const name = nameOf(text);
      if (plan === undefined) this.client.query({ text, values, ...(name === undefined ? {} : { name }) }, done);
      else this.client.query(new Named({ text, values, name: plan }, done) as unknown as Submittable);
    });
  }

  private failure(sql: string, values: unknown[], error: Error): QueryFailedError {
    return (this.failed ??= new QueryFailedError(sql, values, error));
  }

  /** Sends it and lets the transaction go on; should it fail, the transaction does, with its reason. */
  behind(sql: string, parameters: readonly unknown[], plan?: string): Promise<Record<string, unknown>[]> {
    const answer = this.run(sql, parameters, plan, true);
    this.last = answer.catch(() => undefined);
    return answer;
  }

  /** Waits for all that was left behind. @throws what the first of it failed with */
  async settled(): Promise<void> {
    await this.last;
    if (this.owed) throw this.owed;
  }

  /**
   * Leaves with what nobody waited for; its answer comes after all of theirs.
   * @throws where a statement had failed and nobody minded: PostgreSQL then answers COMMIT with a rollback, and a caller must not be told that it was written
   */
  async commit(): Promise<void> {
    // What could not be sent at all, the server knows nothing of: it would take the rest for the whole.
    await Promise.resolve();
    if (this.owed) throw this.owed;
    this.gather();
    const { command } = await this.client.query('COMMIT');
    // It was answered before; whoever asked has not been told yet.
    await this.last;
    if (command !== 'COMMIT') throw this.owed ?? new Error('A statement of this unit of work failed and was passed over, so nothing of it is written.');
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
