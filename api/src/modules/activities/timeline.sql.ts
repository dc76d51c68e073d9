import { untoldFields } from '../../platform/changes/change-words.service.js';
import { abilityToSql, SqlParameters } from '../../platform/access/ability-to-sql.js';
import type { RecordType } from '../../platform/records/record-type.js';
import { activityRecord, OPEN_STATUSES } from './activity.record.js';

/** What a timeline entry is about. */
export enum TimelineKind {
  PLANNED = 'PLANNED',
  ACTIVITY = 'ACTIVITY',
  CREATED = 'CREATED',
  CHANGED = 'CHANGED',
  STAGE_CHANGED = 'STAGE_CHANGED',
  IMPORTED = 'IMPORTED',
  UNDONE = 'UNDONE',
  ARCHIVED = 'ARCHIVED',
  RESTORED = 'RESTORED',
  DELETED = 'DELETED',
}

const ACTIVITY_KINDS: readonly TimelineKind[] = [TimelineKind.PLANNED, TimelineKind.ACTIVITY];

/** Where a page begins: after this entry. */
export interface TimelinePlace {
  readonly at: string;
  readonly id: string;
}

export interface TimelineQuery {
  readonly type: RecordType;
  readonly id: string;
  /** At most this many rows. */
  readonly limit: number;
  readonly after: TimelinePlace | null;
  /** All kinds when null. */
  readonly kinds: readonly TimelineKind[] | null;
}

export interface TimelineStatement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** How activities are found from each kind of record: by their own column, and for an account also by those of its people and deals. */
const LINKS: Readonly<Record<string, readonly ((page: string, order: string) => string)[]>> = {
  account: [
    () => `(select o.id, o.at from own o)`,
    // A look-up in the index for each person and deal; as plain joins the planner may walk all activities by time instead, hoping to find enough soon.
    (page, order) => `(select a.id, a.at from contacts r cross join lateral (${page} and t.contact_id = r.id and ${NOT_OLDER} ${order}) a where r.account_id = $1 and r.deleted_at is null)`,
    (page, order) => `(select a.id, a.at from opportunities r cross join lateral (${page} and t.opportunity_id = r.id and ${NOT_OLDER} ${order}) a where r.account_id = $1 and r.deleted_at is null)`,
  ],
  contact: [(page, order) => `(${page} and t.contact_id = $1 ${order})`],
  opportunity: [(page, order) => `(${page} and t.opportunity_id = $1 ${order})`],
};

/** Most activities of an account's people and deals name the account, too. Where those make a page, only what is no older than they are can be on it, so that there is nothing to read of most people. */
const NOT_OLDER = 't.occurred_at >= (select oldest.at from oldest)';
const ownSql = (page: string, order: string, limit: number): string =>
  `with own as materialized (${page} and t.account_id = $1 ${order}), oldest as materialized (select case when count(*) = ${limit} then min(o.at) else '-infinity' end as at from own o) `;

export const hasTimeline = (type: string): boolean => Object.hasOwn(LINKS, type);

/** Ids and times of activities, newest first. Each branch reads a page's worth from an index, an account's one for each person and deal. `parameters` are none so far. */
export function activitiesSql({ type, id, limit, after, kinds }: TimelineQuery, parameters: SqlParameters): string {
  parameters.add(id);
  const conditions = ['t.deleted_at is null', abilityToSql('view', activityRecord, 't', parameters)];
  if (kinds && !ACTIVITY_KINDS.every((kind) => kinds.includes(kind))) {
    const open = `t.status = any(${parameters.add(OPEN_STATUSES)}::text[])`;
    conditions.push(kinds.includes(TimelineKind.PLANNED) ? open : `not ${open}`);
  }
  if (after) conditions.push(`(t.occurred_at, t.id) < (${parameters.add(after.at)}::timestamptz, ${parameters.add(after.id)}::uuid)`);
  const order = `order by t.occurred_at desc, t.id desc limit ${limit}`;
  const page = `select t.id, t.occurred_at as at from activities t where ${conditions.join(' and ')}`;
  const branches = LINKS[type.name]!.map((link) => link(page, order));
  return `${type.name === 'account' ? ownSql(page, order, limit) : ''}select u.id, u.at from (${branches.join(' union ')}) u order by u.at desc, u.id desc limit ${limit}`;
}

export const wantsActivities = ({ kinds }: TimelineQuery): boolean => !kinds || kinds.some((kind) => ACTIVITY_KINDS.includes(kind));

const KIND = `case
  when s.reverts_id is not null then 'UNDONE'
  when s.via = 'import' then 'IMPORTED'
  when i.operation = 'create' then 'CREATED'
  when i.operation = 'archive' then 'ARCHIVED'
  when i.operation = 'restore' then 'RESTORED'
  when i.operation in ('delete', 'purge') then 'DELETED'
  when i.after ? 'stageId' then 'STAGE_CHANGED'
  else 'CHANGED' end`;

/** One change of the record itself, as its audit trail tells it. */
export interface HistoryRow {
  readonly id: string;
  readonly at: string;
  readonly kind: TimelineKind;
  readonly operation: string;
  readonly changeSetId: string;
  readonly label: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly via: string;
  readonly source: string | null;
  readonly reverted: boolean;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** The record's own changes, newest first; null when none of their kinds is wanted. */
export function historySql({ type, id, limit, after, kinds }: TimelineQuery): TimelineStatement | null {
  if (kinds?.every((kind) => ACTIVITY_KINDS.includes(kind))) return null;
  const parameters = new SqlParameters();
  const [record, name] = [parameters.add(id), parameters.add(type.name)];
  const conditions = [`not (i.operation = 'update' and (i.after - ${parameters.add(untoldFields(type))}::text[]) = '{}'::jsonb)`];
  if (kinds) conditions.push(`${KIND} = any(${parameters.add(kinds)}::text[])`);
  if (after) conditions.push(`(i.created_at, i.id) < (${parameters.add(after.at)}::timestamptz, ${parameters.add(after.id)}::uuid)`);
  return {
    sql: `select i.id, i.created_at as at, ${KIND} as kind, i.operation, i.change_set_id as "changeSetId", s.label, s.actor_member_id as "actorId", s.actor_name as "actorName",
                 s.via, s.source, s.reverted_by_id is not null as reverted, i.before, i.after
          from change_items i join change_sets s on s.tenant_id = i.tenant_id and s.id = i.change_set_id
          where i.record_type = ${name} and i.record_id = ${record} and ${conditions.join(' and ')}
          order by i.created_at desc, i.id desc limit ${limit}`,
    parameters: parameters.values,
  };
}
