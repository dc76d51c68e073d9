import { Injectable } from '@nestjs/common';
import { abilityToSql, SqlParameters } from '../../platform/access/ability-to-sql.js';
import { requireCan } from '../../platform/access/ability.js';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import type { RecordChange } from '../../platform/changes/draft.js';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { preconditionFailed, validationError } from '../../platform/errors/app-error.js';
import { BatchLoader } from '../../platform/records/batch-loader.js';
import { expandFilter } from '../../platform/records/list-filters.js';
import { newId } from '../../platform/records/new-id.js';
import { listConditions } from '../../platform/records/record-list.js';
import type { RecordFilter } from '../../platform/records/record-filter.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { contactRecord } from '../contacts/index.js';
import { groupMemberRecord, groupRecord, type ContactGroup } from './group.record.js';

/** Which contacts are meant: these, or all that a list would show. */
export interface ContactChoice {
  readonly ids?: readonly string[] | null;
  readonly filter?: RecordFilter | null;
  readonly search?: string | null;
}

export interface Membership {
  readonly group: AnyRow;
  readonly changed: number;
  /** Null when there was nothing to change. */
  readonly changeSetId: string | null;
}

const MOST = 10_000;
const BATCH = 500;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Who is in groups. Whoever may edit a group puts contacts in and takes them out, many at once, as one change that can be undone. */
@Injectable()
export class ContactGroups {
  readonly counts = new BatchLoader<number>((ids) => this.countOf(ids), () => 0);
  /** Groups put together by hand that a contact is in. */
  readonly ofContact = new BatchLoader<readonly AnyRow[]>((ids) => this.groupsOf(ids), () => []);

  constructor(
    private readonly database: Database,
    private readonly store: RecordStore,
    private readonly changeSets: ChangeSets,
  ) {}

  /** Those that are in already stay. @throws NOT_FOUND, FORBIDDEN, PRECONDITION_FAILED for a group by filter */
  add(groupId: string, choice: ContactChoice): Promise<Membership> {
    return this.change('add', groupId, choice);
  }

  remove(groupId: string, choice: ContactChoice): Promise<Membership> {
    return this.change('remove', groupId, choice);
  }

  /** What has to be written so that these contacts are in the group, or out of it; by contact, and only for those where it is not so. */
  async changesFor(unit: UnitOfWork, verb: 'add' | 'remove', group: AnyRow, contactIds: readonly string[]): Promise<ReadonlyMap<string, RecordChange>> {
    const rows = await unit.query<{ id: string; contact: string }>('select id, contact_id as contact from contact_group_members where group_id = $1 and contact_id = any($2::uuid[]) and deleted_at is null order by id', [group.id, contactIds]);
    if (verb === 'remove') return new Map(rows.map(({ id, contact }) => [contact, { type: groupMemberRecord, operation: 'delete', derived: true, id }]));
    const present = new Set(rows.map(({ contact }) => contact));
    const { ownerId, visibility } = group as unknown as ContactGroup;
    return new Map(contactIds.filter((id) => !present.has(id)).map((contactId) => [contactId, { type: groupMemberRecord, operation: 'create', derived: true, values: { groupId: group.id, contactId, ownerId, visibility } }]));
  }

  /** A group that the caller may put contacts into. @throws NOT_FOUND, FORBIDDEN, PRECONDITION_FAILED */
  async editable(id: string): Promise<AnyRow> {
    const group = await this.store.get(groupRecord, id);
    requireCan('edit', groupRecord, group);
    if (group['kind'] === 'DYNAMIC') throw preconditionFailed('This group holds whoever fits its filter. Change the filter instead.');
    return group;
  }

  private change(verb: 'add' | 'remove', groupId: string, choice: ContactChoice): Promise<Membership> {
    return this.database.run(async (unit) => {
      const group = await this.editable(groupId);
      const changes = [...(await this.changesFor(unit, verb, group, await this.chosen(choice))).values()];
      const changeSetId = newId();
      const label = `${verb === 'add' ? 'Added to' : 'Removed from'} ${String(group['name'])}`;
      for (let start = 0; start < changes.length; start += BATCH) await this.changeSets.apply({ label, changeSetId, changes: changes.slice(start, start + BATCH) });
      return { group, changed: changes.length, changeSetId: changes.length > 0 ? changeSetId : null };
    });
  }

  /** Ids of contacts the caller sees. @throws VALIDATION_ERROR when they are too many, or not all there */
  private async chosen({ ids, filter, search }: ContactChoice): Promise<string[]> {
    if (Boolean(ids) === Boolean(filter || search)) throw validationError({ contacts: ['Name contacts by their ids or by a filter, one of the two.'] });
    if (ids?.some((id) => !UUID.test(id))) throw validationError({ 'contacts.ids': ['Each must be the id of a contact.'] });
    const parameters = new SqlParameters();
    const conditions = listConditions(contactRecord, ids ? { archived: 'include' } : { filter: await expandFilter(contactRecord, filter), search: search ?? null }, parameters);
    if (ids) conditions.push(`t.id = any(${parameters.add(ids)}::uuid[])`);
    const rows = await this.database.read<{ id: string }>(`select t.id from contacts t where ${conditions.join(' and ')} order by t.id limit ${MOST + 1}`, parameters.values);
    if (rows.length > MOST) throw validationError({ contacts: [`At most ${MOST.toLocaleString('en')} contacts at a time. Narrow the filter.`] });
    if (ids && rows.length < new Set(ids.map((id) => id.toLowerCase())).size) throw validationError({ 'contacts.ids': ['One of these contacts is not there. It may have been deleted.'] });
    return rows.map(({ id }) => id);
  }

  /** Of groups the caller sees, the contacts the caller sees; archived ones are not counted. */
  private async countOf(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const groups = (await this.store.byIds(groupRecord, ids, ['kind', 'filter'])) as unknown as ContactGroup[];
    const counts = new Map<string, number>();
    const byHand = groups.filter(({ kind }) => kind === 'STATIC').map(({ id }) => id);
    if (byHand.length > 0) {
      const parameters = new SqlParameters();
      const wanted = parameters.add(byHand);
      const conditions = listConditions(contactRecord, {}, parameters);
      const rows = await this.database.read<{ id: string; count: number }>(`select gm.group_id as id, count(*)::int as count from contact_group_members gm join contacts t on t.id = gm.contact_id
           where gm.group_id = any(${wanted}::uuid[]) and gm.deleted_at is null and ${conditions.join(' and ')} group by 1`,
          parameters.values);
      for (const { id, count } of rows) counts.set(id, count);
    }
    for (const { id, kind, filter } of groups) if (kind === 'DYNAMIC') counts.set(id, await this.store.count(contactRecord, { filter: filter as RecordFilter }));
    return counts;
  }

  private async groupsOf(contactIds: readonly string[]): Promise<ReadonlyMap<string, readonly AnyRow[]>> {
    const parameters = new SqlParameters();
    const wanted = parameters.add(contactIds);
    const rows = await this.database.read<{ contact: string; id: string }>(`select gm.contact_id as contact, gm.group_id as id from contact_group_members gm where gm.contact_id = any(${wanted}::uuid[]) and gm.deleted_at is null and ${abilityToSql('view', groupMemberRecord, 'gm', parameters)}`,
        parameters.values);
    const groups = new Map((await this.store.byIds(groupRecord, [...new Set(rows.map(({ id }) => id))])).map((group) => [group.id, group]));
    const found = Map.groupBy(rows, ({ contact }) => contact);
    const nameOf = (group: AnyRow): string => String(group['name']);
    return new Map([...found].map(([contact, members]) => [contact, members.flatMap(({ id }) => groups.get(id) ?? []).sort((a, b) => nameOf(a).localeCompare(nameOf(b)))]));
  }
}
