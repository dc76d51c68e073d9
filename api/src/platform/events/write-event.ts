import { currentMemberId } from '../context/request-context.js';
import type { UnitOfWork } from '../database/database.js';

/** Tells of something that is no change of a record (those come with their change set), in the transaction that makes it so. */
export async function writeEvent(unit: UnitOfWork, kind: string, data: Readonly<Record<string, unknown>>): Promise<void> {
  await unit.query('insert into outbox (kind, actor_member_id, data) values ($1, $2, $3)', [kind, currentMemberId(), JSON.stringify(data)]);
}
