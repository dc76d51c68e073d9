import { effect, inject, signal, type Signal } from '@angular/core';
import type { ListVariables } from '../../../core/records/record-documents.js';
import type { RecordTypeMetadata } from '../../../core/records/record-metadata.js';
import { RecordsGateway } from '../../../core/records/records.gateway.js';
import type { ApiFilter } from './filter-query.js';

const COUNT_AFTER_MS = 350;

/** How many records fit a filter while it is being made; null while that is not known. Called where things are injected. */
export function useFilterCount(type: () => RecordTypeMetadata, filter: () => ApiFilter | null, besides: Pick<ListVariables, 'search' | 'archived'> = {}): Signal<number | null> {
  const gateway = inject(RecordsGateway);
  const count = signal<number | null>(null);
  effect((onCleanup) => {
    const [of, asked] = [type(), filter()];
    let current = true;
    const timer = setTimeout(() => {
      void gateway.count(of, { ...besides, filter: asked }).then((found) => current && count.set(found), () => current && count.set(null));
    }, COUNT_AFTER_MS);
    onCleanup(() => {
      current = false;
      clearTimeout(timer);
    });
  });
  return count;
}
