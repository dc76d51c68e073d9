import { runInContext, systemContext } from '../context/request-context.js';
import type { Database } from '../database/database.js';
import { eventColumns, type OutboxEvent } from '../events/outbox-event.js';

/** An event with the name of who did it, as the history shows it. */
export interface TenantEvent extends OutboxEvent {
  readonly actorName: string | null;
}

/** Reads a tenant's events with `from < seq <= to`, in order; one more than `limit` tells that there are more. */
export function readEvents(database: Database, tenantId: string, from: bigint, to: bigint | null, limit: number): Promise<TenantEvent[]> {
  // The tenant is named beside the policy: with two policies on the table PostgreSQL would not use the index that leads with it.
  return runInContext(systemContext(tenantId, 'Live events'), () =>
    database.run((unit) =>
      unit.query<TenantEvent>(
        `select ${eventColumns('o')}, c.actor_name as "actorName" from outbox o
         left join change_sets c on c.tenant_id = o.tenant_id and c.id = o.change_set_id
         where o.tenant_id = $1 and o.seq > $2 and ($3::bigint is null or o.seq <= $3) order by o.seq limit ${limit}`,
        [tenantId, String(from), to === null ? null : String(to)],
      ),
    ),
  );
}

/** The tenant's newest place in the order (`last`), or its oldest that is kept and not after `upTo` (`first`); null when there is none. */
export async function placeOf(database: Database, tenantId: string, which: 'first' | 'last', upTo: bigint | null = null): Promise<bigint | null> {
  const [row] = await runInContext(systemContext(tenantId, 'Live events'), () =>
    database.run((unit) =>
      unit.query<{ seq: string }>(
        `select seq::text as seq from outbox where tenant_id = $1 and seq is not null and ($2::bigint is null or seq <= $2) order by outbox.seq ${which === 'first' ? 'asc' : 'desc'} limit 1`,
        [tenantId, upTo === null ? null : String(upTo)],
      ),
    ),
  );
  return row ? BigInt(row.seq) : null;
}
