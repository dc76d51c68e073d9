import { Injectable } from '@nestjs/common';
import { SqlParameters } from '../../platform/access/ability-to-sql.js';
import { refuse, set, type Draft } from '../../platform/changes/draft.js';
import type { HookContext, RecordHooks } from '../../platform/changes/record-hooks.js';
import type { UnitOfWork } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { filterToSql, type RecordFilter } from '../../platform/records/record-filter.js';
import { contactRecord, TouchCadences } from '../contacts/index.js';
import { GROUP_FILTER } from './group-names.js';
import type { ContactGroup } from './group.record.js';

/** Contacts whose next touch follows at once when a group's cadence changes; it follows for the others when they are next spoken to. */
const MOST_RECADENCED = 10_000;

/** What a group may be, and that its members stay as visible as it is. */
@Injectable()
export class GroupHooks implements RecordHooks {
  constructor(private readonly cadences: TouchCadences) {}

  async beforeWrite(all: readonly Draft[], { unit }: HookContext): Promise<void> {
    const drafts = all.filter(({ operation }) => operation === 'create' || operation === 'update');
    for (const draft of drafts) checkFilter(draft);
    await keepMembers(unit, drafts);
  }

  async afterWrite(drafts: readonly Draft[], { unit, also }: HookContext): Promise<void> {
    await followGroups(unit, drafts);
    const recadenced = drafts.filter(({ operation, changed }) => operation !== 'create' && (operation !== 'update' || changed.has('cadenceDays') || changed.has('visibility')));
    if (recadenced.length === 0) return;
    const rows = await unit.query<{ id: string }>(`select distinct contact_id as id from contact_group_members where group_id = any($1::uuid[]) and deleted_at is null limit ${MOST_RECADENCED}`, [recadenced.map(({ id }) => id)]);
    for (const change of await this.cadences.changes(unit, rows.map(({ id }) => id))) also(change);
  }

  afterRevert(drafts: readonly Draft[], context: HookContext): Promise<void> {
    return this.afterWrite(drafts, context);
  }
}

const groupOf = (draft: Draft): ContactGroup => draft.after as unknown as ContactGroup;

function checkFilter(draft: Draft): void {
  const { kind, filter } = groupOf(draft);
  if (kind === 'STATIC') {
    if (filter === null) return;
    if (draft.changed.has('filter') && !draft.changed.has('kind')) refuse(draft, 'filter', 'Only a group by filter has one. Make it a group by filter first.');
    else set(draft, 'filter', null);
    return;
  }
  if (filter === null) return refuse(draft, 'filter', 'Say which contacts are in this group: a group by filter needs one.');
  if (draft.change.derived || (!draft.changed.has('filter') && !draft.changed.has('kind'))) return;
  if (JSON.stringify(filter).includes(`"${GROUP_FILTER}"`)) return refuse(draft, 'filter', "A group's filter can't name groups.");
  try {
    filterToSql(contactRecord, filter as RecordFilter, 't', new SqlParameters());
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'VALIDATION_ERROR') throw error;
    refuse(draft, 'filter', error.message);
  }
}

/** Whoever was put in by hand would be forgotten silently. */
async function keepMembers(unit: UnitOfWork, drafts: readonly Draft[]): Promise<void> {
  const turned = drafts.filter((draft) => draft.before !== null && draft.changed.has('kind') && groupOf(draft).kind === 'DYNAMIC');
  if (turned.length === 0) return;
  const rows = await unit.query<{ id: string }>('select distinct group_id as id from contact_group_members where group_id = any($1::uuid[]) and deleted_at is null', [turned.map(({ id }) => id)]);
  for (const draft of turned) if (rows.some(({ id }) => id === draft.id)) refuse(draft, 'kind', 'Take its contacts out first: a group by filter holds none that were added by hand.');
}

async function followGroups(unit: UnitOfWork, drafts: readonly Draft[]): Promise<void> {
  const changed = drafts.filter((draft) => draft.operation === 'update' && (draft.changed.has('visibility') || draft.changed.has('ownerId')));
  for (const draft of changed) {
    const { id, ownerId, visibility } = groupOf(draft);
    await unit.query('update contact_group_members set owner_id = $2, visibility = $3 where group_id = $1', [id, ownerId, visibility]);
  }
}
