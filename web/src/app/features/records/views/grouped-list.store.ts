import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { toAppError, type AppError } from '../../../core/graphql/app-error.js';
import type { ClientRecord, FieldMetadata } from '../../../core/records/record-metadata.js';
import { RecordsGateway } from '../../../core/records/records.gateway.js';
import { RecordsLive, type LiveEvent } from '../../../core/records/records-live.js';
import type { ListRequest } from '../record-list.store.js';
import { ViewsGateway } from './views.gateway.js';

export interface GroupedRequest extends ListRequest {
  readonly groupBy: FieldMetadata;
}

/** A group of the list as far as it was read. */
export interface LoadedGroup {
  readonly value: string | null;
  readonly title: string | null;
  readonly count: number;
  readonly collapsed: boolean;
  readonly rows: readonly ClientRecord[];
}

const PAGE = 100;
const SETTLE_MS = 250;

/** A list in groups: heads with their counts, and under each its records, read as they come into view. Provided by the page that shows it. */
@Injectable()
export class GroupedListStore {
  private readonly gateway = inject(RecordsGateway);
  private readonly views = inject(ViewsGateway);
  private readonly groupsSignal = signal<readonly LoadedGroup[] | null>(null);
  private readonly errorSignal = signal<AppError | null>(null);
  private readonly moreSignal = signal(false);
  private request: GroupedRequest | null = null;
  private readonly cursors = new Map<string | null, string | null>();
  private readonly reading = new Set<string | null>();
  private readonly collapsed = new Set<string | null>();
  /** Places in view. */
  private window = { first: 0, last: 0 };
  private round = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly groups = this.groupsSignal.asReadonly();
  readonly error = this.errorSignal.asReadonly();
  /** There are more groups than are shown. */
  readonly more = this.moreSignal.asReadonly();
  /** Records, without the heads. */
  readonly records = computed(() => this.groupsSignal()?.reduce((sum, group) => sum + group.count, 0) ?? null);
  /** Place of each group's head among all rows. */
  private readonly starts = computed(() => {
    let at = 0;
    return (this.groupsSignal() ?? []).map((group) => {
      const start = at;
      at += 1 + (group.collapsed ? 0 : group.count);
      return start;
    });
  });
  /** Rows to draw, heads among them. */
  readonly shown = computed(() => {
    const groups = this.groupsSignal();
    const last = groups?.at(-1);
    return !groups ? null : last ? this.starts().at(-1)! + 1 + (last.collapsed ? 0 : last.count) : 0;
  });

  constructor() {
    inject(RecordsLive).events.pipe(takeUntilDestroyed()).subscribe((event) => this.heard(event));
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  readonly groupAt = (index: number): LoadedGroup | null => {
    const at = this.starts().indexOf(index);
    return at < 0 ? null : this.groupsSignal()![at]!;
  };

  readonly rowAt = (index: number): ClientRecord | undefined => {
    const at = this.within(index);
    return at < 0 ? undefined : this.groupsSignal()![at]!.rows[index - this.starts()[at]! - 1];
  };

  indexOf(id: string): number {
    for (const [at, group] of (this.groupsSignal() ?? []).entries()) {
      const row = group.rows.findIndex((each) => each.id === id);
      if (row >= 0) return this.starts()[at]! + 1 + row;
    }
    return -1;
  }

  show(request: GroupedRequest): void {
    if (this.request?.groupBy !== request.groupBy) this.collapsed.clear();
    this.request = request;
    this.groupsSignal.set(null);
    void this.restart();
  }

  toggle(index: number): void {
    const group = this.groupAt(index);
    if (!group) return;
    if (!this.collapsed.delete(group.value)) this.collapsed.add(group.value);
    this.change(group.value, (each) => ({ ...each, collapsed: !each.collapsed }));
    // What stands in view now may be others, though the view is the same.
    this.need(this.window.first, this.window.last);
  }

  /** Makes sure that the places between get read. */
  need(first: number, last: number): void {
    this.window = { first, last };
    const starts = this.starts();
    for (const [at, group] of (this.groupsSignal() ?? []).entries()) {
      const start = starts[at]! + 1;
      if (group.collapsed || start > last || start + group.count <= first) continue;
      void this.read(group.value, Math.min(group.count, last - start + 1));
    }
  }

  /** After an own write: shows the record as it is now. */
  put(record: ClientRecord): void {
    this.groupsSignal.update((groups) => groups?.map((group) => ({ ...group, rows: group.rows.map((row) => (row.id === record.id ? { ...row, ...record } : row)) })) ?? null);
  }

  /** Counts again, and reads again what was read, without a flash. */
  refresh(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.restart(), SETTLE_MS);
  }

  private heard(event: LiveEvent): void {
    if (this.request && (event.kind === 'RESYNC' || event.recordType === this.request.type.name)) this.refresh();
  }

  private within(index: number): number {
    const starts = this.starts();
    let at = starts.length - 1;
    while (at >= 0 && starts[at]! >= index) at--;
    const group = this.groupsSignal()?.[at];
    return group && !group.collapsed && index <= starts[at]! + group.count ? at : -1;
  }

  private async restart(): Promise<void> {
    const { request } = this;
    const round = ++this.round;
    if (!request) return;
    const { filter = null, search = null, archived = null } = request.variables;
    try {
      const { groups, more } = await this.views.groups({ recordType: request.type.name, field: request.groupBy.name, filter, search, archived });
      if (round !== this.round) return;
      const before = new Map((this.groupsSignal() ?? []).map((group) => [group.value, group.rows]));
      this.cursors.clear();
      this.reading.clear();
      this.errorSignal.set(null);
      this.moreSignal.set(more);
      this.groupsSignal.set(groups.map(({ value, title, count }) => ({ value, title, count, collapsed: this.collapsed.has(value), rows: (before.get(value) ?? []).slice(0, count) })));
      for (const { value } of groups) if (before.get(value)?.length) void this.read(value, before.get(value)!.length, true);
      this.need(this.window.first, this.window.last);
    } catch (error) {
      if (round === this.round) this.errorSignal.set(toAppError(error));
    }
  }

  /** Pages of one group, each from where the one before ended. */
  private async read(value: string | null, wanted: number, again = false): Promise<void> {
    const { request, round } = this;
    if (!request || this.reading.has(value)) return;
    this.reading.add(value);
    let rows = again ? [] : (this.groupsSignal()?.find((group) => group.value === value)?.rows ?? []);
    try {
      while (rows.length < wanted) {
        const page = await this.gateway.list(request.type, request.fields, { ...request.variables, filter: this.filterOf(request, value), first: PAGE, after: rows.length > 0 ? (this.cursors.get(value) ?? null) : null });
        if (round !== this.round) return;
        rows = [...rows, ...page.records];
        this.cursors.set(value, page.endCursor);
        const seen = rows;
        this.change(value, (group) => ({ ...group, rows: seen, count: page.hasNextPage ? Math.max(group.count, seen.length) : seen.length }));
        if (!page.hasNextPage) break;
      }
    } catch (error) {
      if (round === this.round) this.errorSignal.set(toAppError(error));
    } finally {
      if (round === this.round) this.reading.delete(value);
    }
  }

  private filterOf({ groupBy, variables }: GroupedRequest, value: string | null): Readonly<Record<string, unknown>> {
    const own = { [groupBy.name]: value === null ? { isNull: true } : { eq: groupBy.kind === 'boolean' ? value === 'true' : value } };
    return { and: [...(variables.filter ? [variables.filter] : []), own] };
  }

  private change(value: string | null, change: (group: LoadedGroup) => LoadedGroup): void {
    this.groupsSignal.update((groups) => groups?.map((group) => (group.value === value ? change(group) : group)) ?? null);
  }
}
