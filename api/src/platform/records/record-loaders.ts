import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { currentContext, type RequestContext } from '../context/request-context.js';
import type { AnyRow } from './record-rows.js';
import { RecordStore } from './record-store.js';
import type { RecordType } from './record-type.js';

/**
 * Batches reads of single records by id: one query a type and tick. Loaders live as long as the request's context, so they can't cross tenants; they
 * remember nothing, because a second mutation of the same request must see what the first one wrote.
 */
@Injectable()
export class RecordLoaders {
  private readonly loaders = new WeakMap<RequestContext, Map<RecordType, DataLoader<string, AnyRow | null>>>();

  constructor(private readonly store: RecordStore) {}

  /** The record, or null when it is deleted or hidden from the caller. */
  load(type: RecordType, id: string): Promise<AnyRow | null> {
    const context = currentContext();
    const ofContext = this.loaders.get(context) ?? new Map<RecordType, DataLoader<string, AnyRow | null>>();
    this.loaders.set(context, ofContext);
    let loader = ofContext.get(type);
    if (!loader) {
      loader = new DataLoader<string, AnyRow | null>((ids) => this.batch(type, ids), { cache: false });
      ofContext.set(type, loader);
    }
    return loader.load(id);
  }

  private async batch(type: RecordType, ids: readonly string[]): Promise<(AnyRow | null)[]> {
    const rows = new Map((await this.store.byIds(type, [...new Set(ids)])).map((row) => [row.id, row]));
    return ids.map((id) => rows.get(id) ?? null);
  }
}
