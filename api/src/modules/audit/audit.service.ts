import { Injectable } from '@nestjs/common';
import { SqlParameters } from '../../platform/access/ability-to-sql.js';
import { requirePermission } from '../../platform/access/ability.js';
import { ChangeWords, type TitledChange } from '../../platform/changes/change-words.service.js';
import { visibleItems } from '../../platform/changes/visible-items.js';
import { Database } from '../../platform/database/database.js';
import { notFound, validationError } from '../../platform/errors/app-error.js';
import { inWords } from '../../platform/i18n/phrasebook.js';
import { escapeLike } from '../../platform/records/record-filter.js';
import { findRecordType } from '../../platform/records/record-registry.js';
import { DOORS, type AuditEntry, type AuditFilter, type AuditItem, type AuditItemPage, type AuditPage, type AuditSubject } from './audit.types.js';

const MOST = 200;
const SHOWN_SUBJECTS = 3;
const LONGEST_SEARCH = 200;
/** Values are read only of what has no title of its own, to name it by what it connects. */
const UNTITLED = `case when i.title like 'Unnamed %' then`;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const ITEMS_OF_SET = 'i.tenant_id = s.tenant_id and i.change_set_id = s.id';

type StoredItem = AuditSubject & TitledChange & { readonly id: string };
type StoredEntry = Omit<AuditEntry, 'subjects'> & { readonly subjects: readonly (AuditSubject & TitledChange)[] };

/** Reads the audit trail of the workspace. The trail itself is written with every change and can be neither changed nor deleted by the API's role. */
@Injectable()
export class Audit {
  constructor(
    private readonly database: Database,
    private readonly words: ChangeWords,
  ) {}

  /** Change sets, newest first. @param after id of the last one seen */
  async entries(filter: AuditFilter, first: number, after: string | null): Promise<AuditPage> {
    requirePermission('view:audit');
    const limit = pageSize(first);
    const parameters = new SqlParameters();
    const visible = visibleItems(parameters);
    const conditions = [`(s.item_count = 0 or exists (select from change_items i where ${ITEMS_OF_SET} and ${visible}))`, ...conditionsOf(filter, visible, parameters)];
    if (after) conditions.push(`(s.created_at, s.id) < (select l.created_at, l.id from change_sets l where l.id = ${parameters.add(cursor(after))}::uuid)`);
    const found = await this.database.read<StoredEntry & Record<string, unknown>>(`select s.id, s.label, s.created_at as at, s.actor_member_id as "actorId", s.actor_name as "actorName", s.via, s.source, s.item_count as "itemCount",
                s.reverted_by_id is not null as reverted, s.reverts_id is not null as undo,
                coalesce((select jsonb_agg(jsonb_build_object('recordType', i.record_type, 'recordId', i.record_id, 'title', i.title, 'operation', i.operation,
                                                              'before', ${UNTITLED} i.before end, 'after', ${UNTITLED} i.after end) order by i.id)
                          from (select * from change_items i where ${ITEMS_OF_SET} and ${visible} order by i.id limit ${SHOWN_SUBJECTS}) i), '[]') as subjects
         from change_sets s where ${conditions.join(' and ')} order by s.created_at desc, s.id desc limit ${limit + 1}`,
        parameters.values);
    const shown = found.slice(0, limit);
    const titles = await this.words.titlesOf(shown.flatMap(({ subjects }) => subjects));
    let told = 0;
    const nodes = shown.map((entry): AuditEntry => ({ ...entry, label: inWords(entry.label), subjects: entry.subjects.map((subject) => ({ ...subject, title: titles[told++]! })) }));
    return { nodes, pageInfo: pageInfo(nodes, found.length > limit, after) };
  }

  /** What a change set did, record by record, in the order it was done. @param after id of the last item seen. @throws NOT_FOUND */
  async items(changeSetId: string, first: number, after: string | null): Promise<AuditItemPage> {
    requirePermission('view:audit');
    const limit = pageSize(first);
    const parameters = new SqlParameters();
    const [id, place] = [parameters.add(cursor(changeSetId)), parameters.add(after ? cursor(after) : null)];
    const visible = visibleItems(parameters);
    const [set, found] = await this.database.run((unit) =>
      Promise.all([
        unit.query<{ empty: boolean }>('select item_count = 0 as empty from change_sets where id = $1', [changeSetId]),
        unit.query<StoredItem & Record<string, unknown>>(
          `select i.id, i.record_type as "recordType", i.record_id as "recordId", i.title, i.operation, i.before, i.after from change_items i join change_sets s on ${ITEMS_OF_SET}
           where i.change_set_id = ${id} and (${place}::uuid is null or i.id > ${place}) and ${visible} order by i.id limit ${limit + 1}`,
          parameters.values,
        ),
      ]),
    );
    // A set of which nothing may be seen is none to whoever asks.
    if (!set[0] || (!set[0].empty && found.length === 0 && !after)) throw notFound('This change');
    const shown = found.slice(0, limit);
    const [told, titles] = [await this.words.of(shown), await this.words.titlesOf(shown)];
    const nodes = shown.map(({ id, recordType, recordId, operation }, index): AuditItem => ({ id, recordType, recordId, title: titles[index]!, operation, changes: told[index] ?? [] }));
    return { nodes, pageInfo: pageInfo(nodes, found.length > limit, after) };
  }
}

function conditionsOf(filter: AuditFilter, visible: string, parameters: SqlParameters): string[] {
  check(filter);
  const conditions: string[] = [];
  if (filter.actorId) conditions.push(`s.actor_member_id = ${parameters.add(filter.actorId)}::uuid`);
  if (filter.via) conditions.push(`s.via = ${parameters.add(filter.via)}`);
  if (filter.search?.trim()) conditions.push(`s.label ilike ${parameters.add(`%${escapeLike(filter.search.trim())}%`)}`);
  if (filter.from) conditions.push(`s.created_at >= ${parameters.add(filter.from)}::timestamptz`);
  if (filter.until) conditions.push(`s.created_at < ${parameters.add(filter.until)}::timestamptz`);
  if (filter.recordType || filter.recordId) {
    const about = [ITEMS_OF_SET, visible];
    if (filter.recordType) about.push(`i.record_type = ${parameters.add(filter.recordType)}`);
    if (filter.recordId) about.push(`i.record_id = ${parameters.add(filter.recordId)}::uuid`);
    conditions.push(`exists (select from change_items i where ${about.join(' and ')})`);
  }
  return conditions;
}

/** @throws VALIDATION_ERROR */
function check(filter: AuditFilter): void {
  const problems: Record<string, string[]> = {};
  for (const field of ['actorId', 'recordId'] as const) if (filter[field] && !UUID.test(filter[field])) problems[field] = ['This is no id.'];
  if (filter.via && !(DOORS as readonly string[]).includes(filter.via)) problems['via'] = [`Must be one of ${DOORS.join(', ')}.`];
  if (filter.recordType && !findRecordType(filter.recordType)) problems['recordType'] = [`There is no record type "${filter.recordType}".`];
  for (const field of ['from', 'until'] as const) if (filter[field] && Number.isNaN(Date.parse(filter[field]))) problems[field] = ['This is no point in time.'];
  if ((filter.search?.length ?? 0) > LONGEST_SEARCH) problems['search'] = [`Use at most ${LONGEST_SEARCH} characters.`];
  if (Object.keys(problems).length > 0) throw validationError(problems);
}

function pageSize(first: number): number {
  if (!Number.isInteger(first) || first < 1 || first > MOST) throw validationError({ first: [`A page has 1 to ${MOST} entries.`] });
  return first;
}

function cursor(id: string): string {
  if (!UUID.test(id)) throw notFound('This change');
  return id;
}

const pageInfo = (nodes: readonly { readonly id: string }[], hasNextPage: boolean, after: string | null): AuditPage['pageInfo'] => ({
  hasNextPage,
  hasPreviousPage: after !== null,
  startCursor: nodes[0]?.id ?? null,
  endCursor: nodes.at(-1)?.id ?? null,
});
