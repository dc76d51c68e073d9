import { Injectable, type OnModuleInit } from '@nestjs/common';
import { isSystemView, systemViews } from '@libs/contracts';
import { can, requireMember } from '../../platform/access/ability.js';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import type { RecordChange } from '../../platform/changes/draft.js';
import { Database } from '../../platform/database/database.js';
import { forbidden, notFound, validationError } from '../../platform/errors/app-error.js';
import { provideListViews, type ListView } from '../../platform/records/list-views.js';
import type { RecordFilter } from '../../platform/records/record-filter.js';
import { findRecordType } from '../../platform/records/record-registry.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import type { RecordType } from '../../platform/records/record-type.js';
import { savedViewRecord } from './saved-view.record.js';
import { usableView, type StoredView } from './view-shape.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Nobody keeps more at hand; the rest is found by the generic list. */
const MAX_VIEWS = 200;

interface Done {
  readonly changeSetId: string;
  readonly row: AnyRow;
}

/** The views of one list, as a member sees them. */
export interface ViewsOfList {
  readonly views: readonly AnyRow[];
  /** The one to start with: a saved view's id, or the key of one that every list has. */
  readonly firstView: string;
  /** Whether the member chose it, rather than an administrator for the role. */
  readonly chosen: boolean;
}

/** Finds, copies and orders views, and knows which a member starts with. */
@Injectable()
export class Views implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly changeSets: ChangeSets,
    private readonly store: RecordStore,
  ) {}

  onModuleInit(): void {
    provideListViews((type, viewId) => this.listView(type, viewId));
  }

  /** What a view asks of its list, less what is gone. @throws NOT_FOUND, and VALIDATION_ERROR for a view of another list */
  async listView(type: RecordType, viewId: string): Promise<ListView> {
    const system = systemViews(type).find((view) => view.key === viewId);
    if (system) return { filter: system.filter as RecordFilter | null, sort: system.sort };
    const row = await this.find(viewId);
    if (row['recordType'] !== type.name) throw validationError({ viewId: [`This is a view of another list, not of ${type.labelPlural.toLowerCase()}.`] });
    return usableView(type, row as unknown as StoredView);
  }

  async ofList(recordType: string): Promise<ViewsOfList> {
    const type = listedType(recordType);
    const { rows: views } = await this.store.list(savedViewRecord, { first: MAX_VIEWS, filter: { recordType: { eq: type.name } } });
    const chosen = await this.chosen(type.name);
    const visible = chosen !== null && (isSystemView(chosen) || views.some((view) => view.id === chosen));
    return { views, firstView: visible ? chosen : this.firstOfRole(views), chosen: visible };
  }

  /** A copy of one's own, to change without touching what others use. */
  async duplicate(id: string, name: string | null): Promise<Done> {
    const row = await this.find(id);
    const { recordType, kind, filter, sort, groupBy, columns } = row as unknown as Record<string, unknown>;
    const type = findRecordType(String(recordType));
    const usable = type ? usableView(type, row as unknown as StoredView) : null;
    const values = { name: name ?? `Copy of ${String(row['name'])}`.slice(0, 80), recordType, kind, filter: usable?.filter ?? filter, sort: usable?.sort ?? sort };
    const gone = new Set(usable?.leftOut ?? []);
    const kept = Array.isArray(columns) ? (columns as { field: string }[]).filter((column) => !gone.has(column.field)) : null;
    const grouped = typeof groupBy === 'string' && !gone.has(groupBy) ? groupBy : null;
    return this.changeSets.applyOne('Duplicated view', { type: savedViewRecord, operation: 'create', values: { ...values, columns: kept, groupBy: grouped, kind } });
  }

  /** Puts these views of a list into this order, among the places they have now. */
  reorder(recordType: string, ids: readonly string[]): Promise<{ changeSetId: string; views: readonly AnyRow[] }> {
    const type = listedType(recordType);
    return this.database.run(async (unit) => {
      const present = await this.store.byIds(savedViewRecord, ids.filter((id) => UUID.test(id)));
      if (new Set(ids).size !== ids.length || present.length !== ids.length) throw notFound('One of these views');
      if (present.some((view) => view['recordType'] !== type.name)) throw validationError({ viewIds: ['These views are not all of the same list.'] });
      if (present.some((view) => !can('edit', savedViewRecord, view))) throw forbidden('You may not move views that others share. Ask an administrator of this workspace.');
      await unit.query('select id from saved_views where id = any($1::uuid[]) order by id for update', [ids]);
      const places = present.map((view) => Number(view['position'])).sort((a, b) => a - b);
      // Places taken twice (an undo brings such) are told apart again.
      places.forEach((place, at) => (places[at] = at > 0 ? Math.max(place, places[at - 1]! + 1) : place));
      const changes = ids.map((id, at): RecordChange => ({ type: savedViewRecord, operation: 'update', id, values: { position: places[at]! }, derived: true }));
      const { changeSetId } = await this.changeSets.apply({ label: 'Reordered views', changes });
      return { changeSetId, views: (await this.ofList(type.name)).views };
    });
  }

  /** The view this member starts with in a list; null leaves it to the role again. */
  async chooseFirst(recordType: string, view: string | null): Promise<ViewsOfList> {
    const type = listedType(recordType);
    const { memberId } = requireMember();
    if (view !== null && !isSystemView(view)) {
      const row = await this.find(view);
      if (row['recordType'] !== type.name) throw validationError({ view: ['This is a view of another list.'] });
    }
    await this.database.run(async (unit) => {
      await unit.query('delete from first_views where member_id = $1 and record_type = $2', [memberId, type.name]);
      if (view === null) return;
      const system = isSystemView(view);
      await unit.query('insert into first_views (member_id, record_type, view_id, system_view) values ($1, $2, $3, $4) on conflict (tenant_id, member_id, record_type) do update set view_id = excluded.view_id, system_view = excluded.system_view', [
        memberId, type.name, system ? null : view, system ? view : null,
      ]);
    });
    return this.ofList(type.name);
  }

  private async chosen(recordType: string): Promise<string | null> {
    const { memberId } = requireMember();
    const [row] = await this.database.read<{ view: string }>('select coalesce(view_id::text, system_view) as view from first_views where member_id = $1 and record_type = $2', [memberId, recordType]);
    return row?.view ?? null;
  }

  private firstOfRole(views: readonly AnyRow[]): string {
    const { role } = requireMember();
    return views.find((view) => view['visibility'] === 'SHARED' && (view['defaultRoles'] as readonly string[]).includes(role))?.id ?? 'all';
  }

  private find(id: string): Promise<AnyRow> {
    if (!UUID.test(id)) throw notFound('This view');
    return this.store.get(savedViewRecord, id);
  }
}

/** @throws VALIDATION_ERROR where there is no such list, or the caller may not see it */
export function listedType(name: string): RecordType {
  const type = findRecordType(name);
  if (!type?.operations.includes('list') || !can('view', type)) throw validationError({ recordType: [`There is no list of "${name}".`] });
  return type;
}
