import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { GridWindow } from '@libs/ui';
import { toAppError, type AppError } from '../../core/graphql/app-error.js';
import type { ListVariables } from '../../core/records/record-documents.js';
import type { ClientRecord, RecordTypeMetadata } from '../../core/records/record-metadata.js';
import { RecordsGateway } from '../../core/records/records.gateway.js';
import { RecordsLive, type LiveEvent } from '../../core/records/records-live.js';

/** What a list is asked for. */
export interface ListRequest {
  readonly type: RecordTypeMetadata;
  readonly fields: readonly string[];
  readonly variables: Omit<ListVariables, 'first' | 'after'>;
}

const PAGE = 100;
const AHEAD = 30;
/** Several changes in a moment cause one reading. */
const SETTLE_MS = 250;

/** The records of one list, read page by page as they come into view, and kept true to what colleagues do. Provided by the page that shows it. */
@Injectable()
export class RecordListStore {
  private readonly gateway = inject(RecordsGateway);
  private readonly rows = signal<readonly ClientRecord[]>([]);
  private readonly totalSignal = signal<number | null>(null);
  private readonly errorSignal = signal<AppError | null>(null);
  private request: ListRequest | null = null;
  private cursor: string | null = null;
  private readonly complete = signal(false);
  private wanted = 0;
  private reading: Promise<void> | null = null;
  private round = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly total = this.totalSignal.asReadonly();
  /** How many to draw: while they are still counted, those that are there and a screen of what is to come. Counting never keeps rows waiting. */
  readonly shown = computed(() => this.totalSignal() ?? (this.rows().length > 0 ? this.rows().length + (this.complete() ? 0 : AHEAD) : null));
  readonly error = this.errorSignal.asReadonly();
  readonly loaded = computed(() => this.rows().length);

  constructor() {
    inject(RecordsLive).events.pipe(takeUntilDestroyed()).subscribe((event) => this.heard(event));
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  readonly rowAt = (index: number): ClientRecord | undefined => this.rows()[index];

  indexOf(id: string): number {
    return this.rows().findIndex((row) => row.id === id);
  }

  /** Shows another list: what was on screen goes, and reading starts at its top. */
  show(request: ListRequest): void {
    this.request = request;
    this.rows.set([]);
    this.totalSignal.set(null);
    void this.restart(PAGE);
  }

  /** Makes sure that the places up to `last` get read. */
  need(last: number): void {
    this.wanted = Math.max(this.wanted, last + 1);
    void this.readOn();
  }

  /** The records from place `first` to `last`, read if they were not yet; as many as there are. */
  readonly range = async ({ first, last }: GridWindow): Promise<readonly ClientRecord[]> => {
    this.wanted = Math.max(this.wanted, last + 1);
    await this.readOn();
    return this.rows().slice(first, last + 1);
  };

  /** After an own write: shows the record as it is now. */
  put(record: ClientRecord): void {
    this.rows.update((rows) => rows.map((row) => (row.id === record.id ? { ...row, ...record } : row)));
  }

  /** Reads what is on screen once more, without a flash. */
  refresh(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.restart(Math.max(this.rows().length, PAGE)), SETTLE_MS);
  }

  private heard(event: LiveEvent): void {
    const { request } = this;
    if (!request) return;
    if (event.kind === 'RESYNC') return this.refresh();
    if (event.recordType !== request.type.name) return;
    const known = event.recordId !== null && event.recordId !== undefined && this.indexOf(event.recordId) >= 0;
    if (known && event.kind.endsWith('.updated')) void this.reread(event.recordId!);
    else this.refresh();
  }

  private async reread(id: string): Promise<void> {
    const { request } = this;
    if (!request) return;
    try {
      const { records } = await this.gateway.list(request.type, request.fields, { first: 1, filter: { id: { eq: id } }, archived: 'include' });
      if (records[0]) this.put(records[0]);
      else this.refresh();
    } catch {
      this.refresh();
    }
  }

  private async restart(count: number): Promise<void> {
    const round = ++this.round;
    const { request } = this;
    if (!request) return;
    this.wanted = count;
    this.cursor = null;
    this.complete.set(false);
    this.reading = null;
    void this.gateway.count(request.type, request.variables).then(
      (total) => round === this.round && this.totalSignal.set(total),
      (error: unknown) => round === this.round && this.errorSignal.set(toAppError(error)),
    );
    await this.readOn(true);
  }

  /** One request at a time: each page starts where the one before ended. */
  private readOn(fromTop = false): Promise<void> {
    if (!this.reading) {
      const reading = this.pages(this.round, fromTop ? [] : this.rows()).finally(() => {
        // A list that was asked for meanwhile has a reading of its own.
        if (this.reading === reading) this.reading = null;
      });
      this.reading = reading;
    }
    return this.reading;
  }

  private async pages(round: number, start: readonly ClientRecord[]): Promise<void> {
    let rows = start;
    const { request } = this;
    while (request && !this.complete() && rows.length < this.wanted) {
      try {
        const page = await this.gateway.list(request.type, request.fields, { ...request.variables, first: PAGE, after: this.cursor });
        if (round !== this.round) return;
        rows = [...rows, ...page.records];
        this.cursor = page.endCursor;
        this.complete.set(!page.hasNextPage);
        this.errorSignal.set(null);
        // While it is read again, a list does not shrink under the reader's eyes.
        if (rows.length >= Math.min(this.rows().length, this.wanted) || this.complete()) this.rows.set(rows);
      } catch (error) {
        if (round === this.round) this.errorSignal.set(toAppError(error));
        return;
      }
    }
    if (this.complete() && round === this.round) this.totalSignal.set(rows.length);
  }
}
