import { Component, computed, effect, inject, input, signal, untracked, viewChild } from '@angular/core';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { EMPTY_LAYOUT, iconOr, UiBanner, UiButton, UiColumnPicker, UiEmpty, UiGrid, UiIcon, UiInput, UiPanel, type GridEdit, type GridLayout, type GridOpen, type GridSort, type GridWindow } from '@libs/ui';
import { useCommands } from '../../core/commands/commands.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { PageActions, usePage } from '../../core/page/page.js';
import type { ClientRecord } from '../../core/records/record-metadata.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { SessionStore } from '../../core/session/session.store.js';
import { FieldViews } from './field-views.js';
import { FilterBar } from './filter-bar.js';
import { columnsOf, fieldOfColumn, TITLE_COLUMN } from './record-columns.js';
import { RecordEditing } from './record-editing.js';
import { decodeRules, encodeRules, toFilter, type FilterRule } from './record-filters.js';
import { RecordListStore } from './record-list.store.js';
import { RecordView } from './record-view.js';
import { rememberedLayout, rememberLayout } from './remembered-layout.js';

/** The list of one record type: search, filter, sort, columns, editing in place, and a record beside it. Everything but the columns is in the address. */
@Component({
  selector: 'app-record-list-page',
  imports: [FilterBar, PageActions, RecordView, RouterLink, TranslocoPipe, UiBanner, UiButton, UiColumnPicker, UiEmpty, UiGrid, UiIcon, UiInput, UiPanel],
  providers: [RecordListStore],
  templateUrl: './record-list-page.html',
  styleUrl: './record-list-page.css',
})
export class RecordListPage {
  /** Route data. */
  readonly recordType = input.required<string>();
  /** Query parameters. */
  readonly q = input<string>();
  readonly filter = input<string>();
  readonly sorted = input<string>();
  readonly peek = input<string>();
  readonly archived = input<string>();
  readonly new = input<string>();

  protected readonly store = inject(RecordListStore);
  protected readonly session = inject(SessionStore);
  protected readonly errors = inject(ErrorText);
  private readonly types = inject(RecordTypesStore);
  private readonly views = inject(FieldViews);
  private readonly editing = inject(RecordEditing);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly transloco = inject(TranslocoService);
  private readonly grid = viewChild(UiGrid);

  protected readonly type = computed(() => this.types.named(this.recordType()));
  protected readonly icon = computed(() => iconOr(this.type().icon));
  protected readonly canCreate = computed(() => this.type().canCreate && this.type().operations.includes('create'));
  private readonly editable = computed(() => this.type().operations.includes('update') && this.session.can('edit', this.type().name));
  protected readonly columns = computed(() => columnsOf(this.type(), this.views, this.editable()));
  protected readonly layout = signal<GridLayout>(EMPTY_LAYOUT);
  protected readonly rules = computed(() => decodeRules(this.filter()));
  protected readonly sort = computed<GridSort | null>(() => {
    const [column, direction] = (this.sorted() ?? '').split(':');
    return column ? { column, direction: direction === 'desc' ? 'desc' : 'asc' } : null;
  });
  protected readonly filtered = computed(() => Boolean(this.q()) || this.rules().length > 0 || this.archived() === 'only');
  protected readonly rowId = (row: ClientRecord): string => row.id;
  protected readonly canEdit = (row: ClientRecord): boolean => this.session.can('edit', this.type().name, row);
  private readonly fields = computed(() => {
    const { hidden } = this.layout();
    const shown = this.columns().filter((column) => !(hidden[column.id] ?? column.hidden ?? false)).map((column) => column.id);
    const currencies = this.type().fields.flatMap((field) => (shown.includes(field.name) && field.currencyField ? [field.currencyField] : []));
    return [...shown.filter((id) => id !== TITLE_COLUMN), ...currencies, 'archivedAt'];
  });

  constructor() {
    effect(() => this.layout.set(rememberedLayout(this.type().name)));
    effect(() => {
      const type = this.type();
      const sort = this.sort();
      const field = sort ? fieldOfColumn(type, sort.column) : undefined;
      const variables = {
        search: this.q() || null,
        filter: toFilter(type, this.rules()),
        sort: field?.sortable && sort ? [{ field: field.name, direction: sort.direction === 'desc' ? ('DESC' as const) : ('ASC' as const) }] : null,
        archived: this.archived() === 'only' ? ('only' as const) : null,
      };
      const fields = this.fields();
      untracked(() => {
        this.store.show({ type, fields, variables });
        this.grid()?.toTop();
      });
    });
    effect(() => {
      if (this.new() !== undefined && this.canCreate()) untracked(() => void this.create());
    });
    usePage(() => ({ title: this.type().labelPlural, ...(this.store.total() === null ? {} : { note: new Intl.NumberFormat().format(this.store.total()!) }) }));
    useCommands(() => (this.canCreate() ? [{ id: `new-${this.type().name}`, label: this.word('records.newOf', { type: this.type().label.toLowerCase() }), group: this.type().labelPlural, icon: 'plus' as const, keys: 'c', run: () => void this.create() }] : []));
  }

  protected load(window: GridWindow): void {
    this.store.need(window.last);
  }

  protected search(text: string): void {
    this.navigate({ q: text.trim() || null, peek: null }, true);
  }

  protected setRules(rules: readonly FilterRule[]): void {
    this.navigate({ filter: encodeRules(rules), peek: null });
  }

  protected setSort(sort: GridSort | null): void {
    this.navigate({ sorted: sort ? `${sort.column}:${sort.direction}` : null });
  }

  protected setLayout(layout: GridLayout): void {
    this.layout.set(layout);
    rememberLayout(this.type().name, layout);
  }

  protected open(event: GridOpen<ClientRecord>): void {
    if (event.full) this.editing.openPage(this.type(), event.row.id);
    else this.navigate({ peek: event.row.id });
  }

  /** J and K move the open panel along. */
  protected follow(event: GridOpen<ClientRecord>): void {
    if (this.peek()) this.navigate({ peek: event.row.id }, true);
  }

  protected step(by: 1 | -1): void {
    const next = this.store.rowAt(this.store.indexOf(this.peek() ?? '') + by);
    if (next) this.navigate({ peek: next.id }, true);
  }

  protected close(): void {
    this.navigate({ peek: null });
    this.grid()?.focus();
  }

  protected expand(): void {
    this.editing.openPage(this.type(), this.peek()!);
  }

  protected toggleArchived(): void {
    this.navigate({ archived: this.archived() === 'only' ? null : 'only', peek: null });
  }

  protected clear(): void {
    this.navigate({ q: null, filter: null, archived: null });
  }

  protected async save(edit: GridEdit<ClientRecord>): Promise<void> {
    const field = fieldOfColumn(this.type(), edit.column.id);
    if (!field) return;
    const before = edit.row;
    // Shown at once; the answer, or the value from before, follows.
    this.store.put({ ...before, [field.name]: this.views.toInput(field, edit.value), ...(field.relation && edit.option ? { [field.relation]: this.views.optionRecord(field, edit.option) } : {}) });
    const saved = await this.editing.edit(this.type(), before, field, edit.value, edit.option);
    this.store.put(saved ?? before);
  }

  protected async create(): Promise<void> {
    const record = await this.editing.create({ type: this.type() });
    if (this.new() !== undefined) this.navigate({ new: null }, true);
    if (record) {
      this.store.refresh();
      this.navigate({ peek: record.id });
    }
  }

  protected removed(): void {
    this.navigate({ peek: null });
    this.store.refresh();
  }

  private navigate(queryParams: Readonly<Record<string, string | null>>, replaceUrl = false): void {
    void this.router.navigate([], { relativeTo: this.route, queryParams, queryParamsHandling: 'merge', replaceUrl });
  }

  private word(key: string, params: Record<string, unknown>): string {
    return this.transloco.translate(key, params);
  }
}
