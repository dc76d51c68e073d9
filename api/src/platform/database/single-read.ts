import type { Socket } from 'node:net';
import type { PoolClient, QueryResult } from 'pg';
import { QueryFailedError, type DataSource } from 'typeorm';

/** What of TypeORM's driver is used here; the pool is its own, so that its size holds for all work together. */
interface Pooled {
  obtainMasterConnection(): Promise<[PoolClient & { readonly connection: { readonly stream: Socket } }, (error?: Error) => void]>;
}

/** One statement of a read. With a `name` the server keeps its plan; only for texts of which there are few. */
export interface SingleRead {
  readonly text: string;
  readonly values: unknown[];
  readonly name?: string;
}

/**
 * A whole read-only transaction in one flight: opening, statement and end leave as one packet, and nobody waits in between. Should the opening fail, the
 * server refuses the statement, and the end rolls back.
 * @throws QueryFailedError as TypeORM's own queries do
 */
export async function readInOneFlight(source: DataSource, settings: string, read: SingleRead): Promise<Record<string, unknown>[]> {
  const [client, release] = await (source.driver as unknown as Pooled).obtainMasterConnection();
  const { stream } = client.connection;
  stream.cork();
  const opened = client.query(`START TRANSACTION READ ONLY; ${settings}`);
  const answered = client.query<Record<string, unknown>>(read);
  const ended = client.query('COMMIT');
  stream.uncork();
  const outcomes = (await Promise.allSettled([opened, answered, ended])) as readonly PromiseSettledResult<QueryResult<Record<string, unknown>>>[];
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (!failed) {
    release();
    return (outcomes[1] as PromiseFulfilledResult<QueryResult<Record<string, unknown>>>).value.rows;
  }
  const error = failed.reason as Error;
  // A connection that could not open or end a transaction, or may not know a plan by its name, is not used again.
  release(read.name !== undefined || failed !== outcomes[1] ? error : undefined);
  throw new QueryFailedError(read.text, read.values, error);
}
