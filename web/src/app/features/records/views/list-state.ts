import { computed, effect, inject, Injectable, signal, untracked, type Provider, type Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, type Params } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { isSystemView, systemViews } from '@libs/contracts';
import type { GridColumn, GridLayout, GridSort } from '@libs/ui';
import { fieldNamed, type ClientRecord, type RecordTypeMetadata } from '../../../core/records/record-metadata.js';
import { SessionStore } from '../../../core/session/session.store.js';
import { decodeFilter, encodeFilter } from '../filters/filter-address.js';
import type { FilterGroup } from '../filters/filter-model.js';
import { fromFilter, toFilter, type ApiFilter } from '../filters/filter-query.js';
import { fieldOfColumn, TITLE_COLUMN } from '../record-columns.js';
import { rememberedLayout, rememberLayout } from '../remembered-layout.js';
import { columnsIn, decodeColumns, encodeColumns, layoutOf, type ViewColumn } from './view-columns.js';
import type { SavedView } from './views.gateway.js';
import { ViewsStore } from './views.store.js';

export type ViewKind = SavedView['kind'];

export interface SortKey {
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
}

/** A view as the list works with it, whoever keeps it. */
export interface ListView {
  readonly key: string;
  readonly name: string;
  /** Null for the views that every list has. */
  readonly saved: SavedView | null;
  readonly kind: ViewKind;
  readonly filter: FilterGroup;
  readonly sort: readonly SortKey[];
  readonly groupBy: string | null;
  readonly columns: readonly ViewColumn[] | null;
}

/** The list that the state is of. */
export interface ListSource {
  readonly type: Signal<RecordTypeMetadata>;
  readonly columns: Signal<readonly GridColumn<ClientRecord>[]>;
  /** Where there is a board: lists then start as one. */
  readonly board?: ListBoard;
}

/** What a board has in place of columns, and what it holds beside its conditions. */
export interface ListBoard {
  /** Fields of its cards. */
  readonly fields: Signal<readonly GridColumn<ClientRecord>[]>;
  /** The conditions as they are kept: with the pipeline on screen, say, though nobody chose one. */
  kept(filter: FilterGroup): FilterGroup;
}

/** Parameters of the address that belong to one view; another view starts without them. */
const OWN = ['filter', 'sorted', 'group', 'cols', 'as'] as const;
const PASSING = ['q', 'peek', 'archived', 'new', 'list'] as const;
const NOTHING = 'none';
/** Dragging an edge changes a width many times; the address follows when it rests. */
const ADDRESS_AFTER_MS = 200;

/** What a list shows now: its view, and what the address says otherwise. Provided by the page; a list within a page that has one shares it, see `listState`. */
@Injectable()
export class ListState {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly store = inject(ViewsStore);
  private readonly session = inject(SessionStore);
  private readonly transloco = inject(TranslocoService);
  private readonly params = toSignal(this.route.queryParams, { initialValue: this.route.snapshot.queryParams });
  /** Each by itself, so that opening a record does not read the list again. */
  private readonly named = { list: this.param('list'), filter: this.param('filter'), sorted: this.param('sorted'), group: this.param('group'), cols: this.param('cols'), as: this.param('as') };
  private readonly source = signal<ListSource | null>(null);
  private readonly remembered = signal(0);
  private readonly dragged = signal<GridLayout | null>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly type = computed(() => this.source()!.type());
  /** Whether it can be drawn as a board. */
  readonly boards = computed(() => this.source()?.board !== undefined);
  private readonly columns = computed(() => (this.kind() === 'BOARD' ? this.source()!.board!.fields() : this.source()!.columns()));
  private readonly kept = computed(() => this.store.of(this.type().name));
  readonly system = computed<readonly ListView[]>(() => systemViews({ owned: fieldNamed(this.type(), 'ownerId') !== undefined }).map(({ key, filter, sort }) => ({
    key, name: this.transloco.translate(`views.${key}`), saved: null, kind: this.boards() ? 'BOARD' : 'TABLE', filter: fromFilter(this.type(), filter), sort, groupBy: null, columns: null,
  })));
  readonly saved = computed<readonly ListView[]>(() => (this.kept()?.views ?? []).map((view) => ({
    key: view.id, name: view.name, saved: view, kind: this.drawable(view.kind), filter: fromFilter(this.type(), view.filter as ApiFilter | null), sort: (view.sort as readonly SortKey[] | null) ?? [], groupBy: view.groupBy,
    columns: view.columns as readonly ViewColumn[] | null,
  })));
  readonly all = computed(() => [...this.system(), ...this.saved()]);
  /** The view one starts with, and whether one chose it oneself. */
  readonly first = computed(() => this.kept()?.firstView ?? 'all');
  readonly chosen = computed(() => this.kept()?.chosen ?? false);
  /** An address that names conditions but no view came from elsewhere: it means all records. */
  private readonly asks = computed(() => [...OWN, 'q', 'archived'].some((name) => this.params()[name] !== undefined));
  readonly key = computed(() => this.named.list() ?? (this.asks() ? 'all' : this.first()));
  /** Whether it is known what to show. */
  readonly ready = computed(() => this.kept() !== null || (isSystemView(this.key()) && (this.named.list() !== undefined || this.asks())));
  readonly view = computed<ListView>(() => this.all().find((view) => view.key === this.key()) ?? this.system()[0]!);
  /** The address names a view that is not there (any more). */
  readonly gone = computed(() => this.kept() !== null && this.view().key !== this.key());

  /** Fields that the view asks for and that are no longer there. */
  readonly leftOut = computed(() => this.view().saved?.leftOut.join(', ') || null);

  readonly kind = computed<ViewKind>(() => this.drawable(KINDS[String(this.named.as())] ?? this.view().kind));
  readonly filter = computed<FilterGroup>(() => (this.named.filter() === undefined ? this.view().filter : decodeFilter(this.named.filter())));
  readonly sort = computed<readonly SortKey[]>(() => (this.named.sorted() === undefined ? this.view().sort : this.readSort(this.named.sorted()!)).filter(({ field }) => fieldNamed(this.type(), field)?.sortable), { equal: same });
  readonly groupBy = computed(() => {
    const name = this.named.group() ?? this.view().groupBy;
    const field = name && name !== NOTHING ? fieldNamed(this.type(), name) : undefined;
    return field && isGroupable(field) ? field : null;
  });
  /** Cards are not put into groups. */
  readonly grouping = computed(() => (this.kind() === 'TABLE' ? this.groupBy() : null));
  private readonly viewLayout = computed<GridLayout>(() => {
    const { saved, columns, kind } = this.view();
    this.remembered();
    if (!saved) return rememberedLayout(this.layoutKey());
    // The columns of a table are not what a card of the board has, and the other way round.
    return layoutOf(this.columns(), (kind === 'BOARD') === (this.kind() === 'BOARD') ? columns : null);
  });
  readonly layout = computed<GridLayout>(() => {
    const named = decodeColumns(this.named.cols());
    return this.dragged() ?? (named ? layoutOf(this.columns(), named) : this.viewLayout());
  });
  readonly gridSort = computed<GridSort | null>(() => {
    const [first] = this.sort();
    return first ? { column: first.field === this.type().titleFields[0] ? TITLE_COLUMN : first.field, direction: first.direction === 'DESC' ? 'desc' : 'asc' } : null;
  });
  readonly apiFilter = computed(() => toFilter(this.type(), this.filter()), { equal: same });
  private readonly columnsChanged = computed(() => this.view().saved !== null && this.columnsText(this.layout()) !== this.columnsText(this.viewLayout()));
  /** Whether the list is not as its view has it. */
  readonly changed = computed(() => {
    const view = this.view();
    return encodeFilter(this.filter()) !== encodeFilter(view.filter) || encodeSort(this.sort()) !== encodeSort(view.sort) || (this.groupBy()?.name ?? null) !== view.groupBy || this.kind() !== view.kind || this.columnsChanged();
  });
  readonly canCreate = computed(() => this.session.can('create', 'savedView'));
  readonly canEdit = computed(() => this.canEditView(this.view()));

  constructor() {
    // A colleague who gets this address starts where we are, whatever their own first view is.
    effect(() => {
      if (this.kept() && this.named.list() === undefined && this.key() !== 'all') untracked(() => void this.navigate({}, true));
    });
  }

  /** Called by the page, whose type and columns these are. A page within a page works on the state of the one around it. */
  connect(source: ListSource): void {
    if (this.source() === null) this.source.set(source);
  }

  canEditView(view: ListView): boolean {
    return view.saved !== null && this.session.can('edit', 'savedView', view.saved);
  }

  canDelete(view: ListView): boolean {
    return view.saved !== null && this.session.can('delete', 'savedView', view.saved);
  }

  setFilter(filter: FilterGroup): void {
    const text = encodeFilter(filter);
    void this.navigate({ filter: text === encodeFilter(this.view().filter) ? null : text, peek: null });
  }

  setSort(sort: readonly SortKey[]): void {
    const text = encodeSort(sort);
    void this.navigate({ sorted: text === encodeSort(this.view().sort) ? null : text });
  }

  setGridSort(sort: GridSort | null): void {
    const field = sort ? fieldOfColumn(this.type(), sort.column) : undefined;
    this.setSort(sort && field ? [{ field: field.name, direction: sort.direction === 'desc' ? 'DESC' : 'ASC' }] : []);
  }

  setGroup(name: string | null): void {
    void this.navigate({ group: name === this.view().groupBy ? null : (name ?? NOTHING), peek: null });
  }

  setKind(kind: ViewKind): void {
    const columnsStay = (kind === 'BOARD') === (this.kind() === 'BOARD');
    void this.navigate({ as: kind === this.view().kind ? null : kind.toLowerCase(), ...(columnsStay ? {} : { cols: null }) });
  }

  setLayout(layout: GridLayout): void {
    this.dragged.set(layout);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const { saved } = this.view();
      const text = this.columnsText(layout);
      const described = layout.order.length === 0 && Object.keys(layout.widths).length === 0 && Object.keys(layout.hidden).length === 0;
      if (!saved) {
        rememberLayout(this.layoutKey(), layout);
        this.remembered.update((count) => count + 1);
      }
      this.navigate({ cols: (described && !saved) || (saved && text === this.columnsText(this.viewLayout())) ? null : text }, true).then(() => this.dragged.set(null), () => undefined);
    }, ADDRESS_AFTER_MS);
  }

  /** What of a view is written when the list is kept as it is now. */
  written(): { kind: ViewKind; filter: ApiFilter | null; sort: readonly SortKey[]; groupBy: string | null; columns: readonly ViewColumn[] | null } {
    const { saved, kind, columns: before } = this.view();
    const asBefore = saved !== null && (kind === 'BOARD') === (this.kind() === 'BOARD') && !this.columnsChanged();
    const columns = asBefore ? before : columnsIn(this.columns(), this.layout());
    const { board } = this.source()!;
    const filter = board && this.kind() === 'BOARD' ? toFilter(this.type(), board.kept(this.filter())) : this.apiFilter();
    return { kind: this.kind(), filter, sort: this.sort(), groupBy: this.groupBy()?.name ?? null, columns };
  }

  /** Parameters of a link to a view: those that are not a view's stay. */
  linkTo(key: string): Params {
    const cleared: Params = Object.fromEntries([...OWN, ...PASSING].map((name) => [name, null]));
    return { ...cleared, list: key };
  }

  /** Shows a view, without any change to it. */
  async show(key: string): Promise<void> {
    this.dragged.set(null);
    await this.router.navigate([], { relativeTo: this.route, queryParams: this.linkTo(key), queryParamsHandling: 'merge' });
  }

  /** Back to what the view says; search and open record stay. */
  async reset(): Promise<void> {
    this.dragged.set(null);
    await this.navigate(Object.fromEntries(OWN.map((name) => [name, null])));
  }

  /** Changes the address; the view is always named in it. */
  navigate(queryParams: Readonly<Record<string, string | null>>, replaceUrl = false): Promise<boolean> {
    return this.router.navigate([], { relativeTo: this.route, queryParams: { list: this.key(), ...queryParams }, queryParamsHandling: 'merge', replaceUrl });
  }

  /** A board where there is none is a table. */
  private drawable(kind: ViewKind): ViewKind {
    return kind === 'BOARD' && !this.boards() ? 'TABLE' : kind;
  }

  private layoutKey(): string {
    return this.kind() === 'BOARD' ? `${this.type().name}.board` : this.type().name;
  }

  private param(name: string): Signal<string | undefined> {
    return computed(() => this.params()[name] as string | undefined);
  }

  private columnsText(layout: GridLayout): string {
    return encodeColumns(columnsIn(this.columns(), layout));
  }

  private readSort(text: string): readonly SortKey[] {
    return text.split(',').flatMap((part): SortKey[] => {
      const [name, direction] = part.split(':');
      const field = name && name !== NOTHING ? fieldOfColumn(this.type(), name) : undefined;
      return field ? [{ field: field.name, direction: direction === 'desc' ? 'DESC' : 'ASC' }] : [];
    });
  }
}

/** What is read again from the API with nothing new in it is no reason to read the list again. */
export const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const KINDS: Readonly<Record<string, ViewKind>> = { table: 'TABLE', cards: 'CARDS', board: 'BOARD' };

const encodeSort = (sort: readonly SortKey[]): string => sort.map(({ field, direction }) => `${field}:${direction.toLowerCase()}`).join(',') || NOTHING;

const GROUPABLE: ReadonlySet<string> = new Set(['choice', 'boolean', 'reference']);

/** Fields that lists can be grouped by. */
export const isGroupable = (field: RecordTypeMetadata['fields'][number]): boolean => GROUPABLE.has(field.kind) && field.filterable;

/** Provides the state of a list: that of the page around it where there is one. */
export const listState: Provider = { provide: ListState, useFactory: () => inject(ListState, { optional: true, skipSelf: true }) ?? new ListState() };
