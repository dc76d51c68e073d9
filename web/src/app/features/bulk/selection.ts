import { selectedCount, type GridSelection } from '@libs/ui';
import type { RecordTypeMetadata } from '../../core/records/record-metadata.js';
import type { BulkInput } from './bulk.gateway.js';

/** What the list on screen asks for. */
export interface ListScope {
  readonly filter: Readonly<Record<string, unknown>> | null;
  readonly search: string | null;
  readonly archived: 'only' | null;
}

/** The records an action is about, and how the dialog speaks of them. */
export interface BulkTarget {
  readonly type: RecordTypeMetadata;
  readonly selection: BulkInput['selection'];
  readonly count: number;
}

/** The records that an action is about: some, or all that the list holds but for some. */
export function selectionInput(selection: GridSelection, scope: ListScope): BulkInput['selection'] {
  const ids = [...selection.ids];
  if (!selection.all) return { ids };
  return { filter: scope.filter ?? {}, search: scope.search, archived: scope.archived, ...(ids.length > 0 ? { except: ids } : {}) };
}

/** How many records are selected; in a list whose length is not known yet, what was ticked one by one. */
export const countOf = (selection: GridSelection, total: number | null): number => selectedCount(selection, total ?? 0);
