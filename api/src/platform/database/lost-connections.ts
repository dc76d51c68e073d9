import type { Socket } from 'node:net';
import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';

/** What an answer may take on its way, in milliseconds. */
const ON_THE_WAY = 15_000;

/** Longer than the server lets any statement take or any transaction stand still: one that says nothing for so long is not there any more, though its network never said so. */
function silenceOf({ options }: DataSource): number {
  const { statement_timeout: statement, idle_in_transaction_session_timeout: standstill } = (options.extra ?? {}) as Readonly<Record<string, number>>;
  // Where the server waits for ever, so do we.
  return statement === undefined || standstill === undefined ? 0 : Math.max(statement, standstill) + ON_THE_WAY;
}

/**
 * A connection that is lost tells it twice: to the statements that wait on it, which fail and are handled where they were sent, and as an event on the connection,
 * which ends the process when nobody listens. The pool listens while a connection is idle only, and whoever has taken one may have given it back by the
 * time the second word comes; so every connection is listened to for as long as it lives.
 *
 * A connection whose other side is silent is lost as well. Nothing tells of it, so it is broken here: what waits on it would wait until the operating system gives up,
 * a quarter of an hour, and keep its place in the pool.
 */
export function surviveLostConnections(source: DataSource, silence = silenceOf(source)): void {
  const pool = (source.driver as unknown as { readonly master?: Pool }).master;
  const known = new WeakSet<PoolClient>();
  // Taken ones are looked at too: some are there before anybody could listen to the pool.
  const listen = (client: PoolClient): void => {
    if (known.has(client)) return;
    known.add(client);
    client.on('error', () => undefined);
    const { stream } = (client as unknown as { readonly connection: { readonly stream: Socket } }).connection;
    stream.setTimeout(silence, () => stream.destroy(new Error(`The database said nothing for ${silence} ms.`)));
  };
  pool?.on('connect', listen).on('acquire', listen);
}
