import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { currentContext, type RequestContext } from '../context/request-context.js';
import { validationError } from '../errors/app-error.js';
import { isUuid } from './field-codec.js';
import type { AnyRow } from './record-rows.js';
import { RecordStore } from './record-store.js';
import type { RecordType } from './record-type.js';

/** What is asked for: a record, and which of its fields (all without). */
interface Wanted {
  readonly id: string;
  readonly fields: readonly string[] | undefined;
}

/**
 * Batches reads of single records by id: one query a type and tick. Loaders live as long as the request's context, so they can't cross tenants; they
 * remember nothing, because a second mutation of the same request must see what the first one wrote.
 */
@Injectable()
export class RecordLoaders {
  private readonly loaders = new WeakMap<RequestContext, Map<RecordType, DataLoader<Wanted, AnyRow | null>>>();

  constructor(private readonly store: RecordStore) {}

  /** The record with at least these fields, or null when it is deleted or hidden from the caller. */
  load(type: RecordType, id: string, fields?: readonly string[]): Promise<AnyRow | null> {
    const context = currentContext();
    const ofContext = this.loaders.get(context) ?? new Map<RecordType, DataLoader<Wanted, AnyRow | null>>();
    this.loaders.set(context, ofContext);
    let loader = ofContext.get(type);
    if (!loader) {
      loader = new DataLoader<Wanted, AnyRow | null>((wanted) => this.batch(type, wanted), { cache: false });
      ofContext.set(type, loader);
    }
    return loader.load({ id, fields });
  }

  /** What is no id fails by itself: others of the same request, a router's say, know nothing of it. */
  private async batch(type: RecordType, wanted: readonly Wanted[]): Promise<(AnyRow | null | Error)[]> {
    const lists = [...new Set(wanted.map(({ fields }) => fields))];
    const fields = lists.every((list) => list !== undefined) ? [...new Set(lists.flat())].sort() : undefined;
    const rows = new Map((await this.store.byIds(type, [...new Set(wanted.map(({ id }) => id).filter(isUuid))], fields)).map((row) => [row.id, row]));
    return wanted.map(({ id }) => (isUuid(id) ? (rows.get(id) ?? null) : validationError({ id: ['This is no id. Use ids as the API answers them.'] })));
  }
}
