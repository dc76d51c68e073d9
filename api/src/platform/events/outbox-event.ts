/** An event as the outbox keeps it. */
export interface OutboxEvent {
  readonly id: string;
  readonly tenantId: string;
  /** Its place in the order of publication, over all tenants; a decimal number, larger than JavaScript counts safely. */
  readonly seq: string;
  readonly kind: string;
  readonly recordType: string | null;
  readonly recordId: string | null;
  readonly changeSetId: string | null;
  /** Member who did it; null for machine work. */
  readonly actorId: string | null;
  /** `changed` and `title` for events of records, and what a domain adds. */
  readonly data: Readonly<Record<string, unknown>>;
  /** ISO 8601. */
  readonly at: string;
}

/** Columns of an `OutboxEvent`, for a select on `outbox` under that alias. */
export const eventColumns = (alias: string): string =>
  [
    'id',
    'tenant_id as "tenantId"',
    'seq::text as "seq"',
    'kind',
    'record_type as "recordType"',
    'record_id as "recordId"',
    'change_set_id as "changeSetId"',
    'actor_member_id as "actorId"',
    'data',
    'created_at as "at"',
  ]
    .map((column) => `${alias}.${column}`)
    .join(', ');

/** Redis channel on which a tenant's subscribers hear that there is news; the message is the newest `seq`. */
export const newsChannel = (tenantId: string): string => `events:${tenantId}`;

/** Redis channel on which whoever leads the dispatch hears that something was committed. */
export const OUTBOX_CHANNEL = 'outbox';
