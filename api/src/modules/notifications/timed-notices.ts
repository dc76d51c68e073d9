import type { UnitOfWork } from '../../platform/database/database.js';
import type { NotificationType } from './notification-types.js';

/** A record of which a member is to be told at a time. */
export interface TimedNotice {
  readonly memberId: string;
  readonly type: NotificationType;
  readonly recordType: string;
  readonly recordId: string;
  /** ISO. */
  readonly dueAt: string;
}

/**
 * Makes `notices` all that is to be told of these records. Called in the transaction that changes them, so what is due always fits what is written. What is
 * past already is not news and left out, unless `late` says otherwise.
 */
export async function replaceTimedNotices(unit: UnitOfWork, recordIds: readonly string[], notices: readonly TimedNotice[], { late = false }: { readonly late?: boolean } = {}): Promise<void> {
  if (recordIds.length === 0) return;
  await unit.query('delete from timed_notices where record_id = any($1::uuid[])', [recordIds]);
  if (notices.length === 0) return;
  const rows = notices.map(({ memberId, type, recordType, recordId, dueAt }) => ({ member_id: memberId, type, record_type: recordType, record_id: recordId, due_at: dueAt }));
  await unit.query(
    `insert into timed_notices (member_id, type, record_type, record_id, due_at)
     select v.* from jsonb_to_recordset($1::jsonb) as v(member_id uuid, type text, record_type text, record_id uuid, due_at timestamptz) where $2 or v.due_at > now()`,
    [JSON.stringify(rows), late],
  );
}
