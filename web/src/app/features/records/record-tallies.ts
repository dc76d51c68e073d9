import { inject, Injectable, signal } from '@angular/core';
import { Formats } from '../../core/format/formats.js';
import type { ClientRecord } from '../../core/records/record-metadata.js';
import { RecordExtensions } from './record-extensions.js';

/** As many as one request asks for. */
const PAGE = 100;

/** How many things the records of a list hold, asked for once each as they are read. Provided by the page that shows the list. */
@Injectable()
export class RecordTallies {
  private readonly extensions = inject(RecordExtensions);
  private readonly formats = inject(Formats);
  private readonly counts = signal<ReadonlyMap<string, number>>(new Map());
  private readonly asked = new Set<string>();

  /** Empty until it is known, and where no domain counts anything. */
  readonly note = (record: ClientRecord): string => {
    const count = this.counts().get(record.id);
    return count === undefined ? '' : this.formats.number(count);
  };

  /** A count that can't be had is left out: the list does without. */
  async need(recordType: string, ids: readonly string[]): Promise<void> {
    const tally = this.extensions.tally(recordType);
    if (!tally) return;
    const missing = ids.filter((id) => !this.asked.has(id));
    missing.forEach((id) => this.asked.add(id));
    for (let start = 0; start < missing.length; start += PAGE) {
      const found = await tally(missing.slice(start, start + PAGE)).catch(() => null);
      if (found) this.counts.update((counts) => new Map([...counts, ...found]));
    }
  }
}
