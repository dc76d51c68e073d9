import type { Leadership } from './leadership.js';
import { eventColumns, type OutboxEvent } from './outbox-event.js';

/** Events that are published together. */
export const BATCH = 1_000;

const inOrder = (events: OutboxEvent[]): OutboxEvent[] => events.sort((a, b) => (BigInt(a.seq) < BigInt(b.seq) ? -1 : 1));

/**
 * Gives the oldest events without one their place in the order and answers them. Only the leader does, one batch after the other, and a batch is
 * committed before anybody hears of it. So whoever has seen an event can be sure that no earlier one will still appear: reading on from there
 * misses nothing, whatever order transactions committed in.
 */
export async function assignOrder(leader: Leadership): Promise<OutboxEvent[]> {
  const events = await leader.run<OutboxEvent & object>(
    `update outbox o set seq = n.seq
     from (select w.tenant_id, w.id, nextval('outbox_seq') as seq from (select tenant_id, id from outbox where seq is null order by id limit ${BATCH}) w) n
     where o.tenant_id = n.tenant_id and o.id = n.id returning ${eventColumns('o')}`,
  );
  return inOrder(events);
}

/** Events that have their place but whose publication was not noted: an earlier leader ended in between. */
export async function unpublished(leader: Leadership): Promise<OutboxEvent[]> {
  // Publication is noted in order, so these are the last ones; the index of the order finds where they begin.
  return inOrder(
    await leader.run<OutboxEvent & object>(
      `select ${eventColumns('o')} from outbox o where o.published_at is null
         and o.seq > coalesce((select p.seq from outbox p where p.seq is not null and p.published_at is not null order by p.seq desc limit 1), 0)
       order by o.seq limit ${BATCH}`,
    ),
  );
}

/** Notes that all events from the first to the last of the batch are published. */
export async function notePublished(leader: Leadership, events: readonly OutboxEvent[]): Promise<void> {
  const [first, last] = [events[0], events.at(-1)];
  if (!first || !last) return;
  await leader.run(`update outbox set published_at = now() where seq between ${BigInt(first.seq)} and ${BigInt(last.seq)} and published_at is null`);
}
