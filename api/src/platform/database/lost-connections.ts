import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';

/**
 * A connection that is lost tells it twice: to the statements that wait on it, which fail and are handled where they were sent, and as an event on the connection,
 * which ends the process when nobody listens. The pool listens while a connection is idle only, and whoever has taken one may have given it back by the
 * time the second word comes; so every connection is listened to for as long as it lives.
 */
export function surviveLostConnections(source: DataSource): void {
  const pool = (source.driver as unknown as { readonly master?: Pool }).master;
  const known = new WeakSet<PoolClient>();
  // Taken ones are looked at too: some are there before anybody could listen to the pool.
  const listen = (client: PoolClient): void => {
    if (known.has(client)) return;
    known.add(client);
    client.on('error', () => undefined);
  };
  pool?.on('connect', listen).on('acquire', listen);
}
