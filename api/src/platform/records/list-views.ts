import type { RecordFilter } from './record-filter.js';
import type { ListQuery, RecordSort } from './record-list.js';
import type { RecordType } from './record-type.js';

/** What a kept view of a list asks for. */
export interface ListView {
  readonly filter: RecordFilter | null;
  readonly sort: readonly RecordSort[];
}

/** Finds a view that the caller may use. @throws NOT_FOUND or VALIDATION_ERROR */
export type ListViewSource = (type: RecordType, viewId: string) => Promise<ListView>;

let source: ListViewSource | null = null;

/** Registers who keeps the views that the argument `viewId` of every list names; called when that module starts. */
export function provideListViews(views: ListViewSource): void {
  source = views;
}

/** The query with a view under it: both filters hold, and the view orders the list unless the query does. */
export async function underView<Q extends Pick<ListQuery, 'filter' | 'sort'>>(type: RecordType, viewId: string, query: Q): Promise<Q> {
  if (!source) throw new Error('No module keeps views of lists.');
  const view = await source(type, viewId);
  const filters = [view.filter, query.filter].filter((filter): filter is RecordFilter => Boolean(filter));
  return { ...query, filter: filters.length > 0 ? { and: filters } : null, sort: query.sort?.length ? query.sort : view.sort };
}
