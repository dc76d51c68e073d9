import { NgComponentOutlet, NgTemplateOutlet } from '@angular/common';
import { Component, computed, effect, inject, input, signal, untracked, viewChild, type TemplateRef, type Type } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { iconOr, NOTHING_SELECTED, UiBanner, UiButton, UiCardGrid, UiColumnPicker, UiEmpty, UiGrid, visibleColumns, UiIcon, UiInput, UiPanel, type GridEdit, type GridHead, type GridOpen, type GridPick, type GridSelection, type GridWindow } from '@libs/ui';
import { useCommands } from '../../core/commands/commands.js';
import { Formats } from '../../core/format/formats.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { PageActions, usePage } from '../../core/page/page.js';
import type { ClientRecord } from '../../core/records/record-metadata.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { SessionStore } from '../../core/session/session.store.js';
import { RowMenu } from '../bulk/row-menu.js';
import { SelectionBar } from '../bulk/selection-bar.js';
import { FieldViews } from './field-views.js';
import { FilterBar } from './filters/filter-bar.js';
import { encodeFilter } from './filters/filter-address.js';
import { NO_FILTER, topRules, withTopRules, type FilterRule } from './filters/filter-model.js';
import { columnsOf, fieldOfColumn, TITLE_COLUMN } from './record-columns.js';
import { RecordEditing } from './record-editing.js';
import { RecordExtensions } from './record-extensions.js';
import { RecordTallies } from './record-tallies.js';
import { RecordListStore } from './record-list.store.js';
import { RecordView } from './record-view.js';
import { GroupedListStore, type LoadedGroup } from './views/grouped-list.store.js';
import { ListState, listState } from './views/list-state.js';
import { ListTools } from './views/list-tools.js';
import { ViewActions } from './views/view-actions.js';
import { ViewBar } from './views/view-bar.js';
import { NounPipe, inSentence } from '../../core/i18n/noun.js';

/** The list of one record type: search, filter, sort, columns, editing in place, and a record beside it. Everything is in the address. */
@Component({
  selector: 'app-record-list-page',
  imports: [NounPipe, FilterBar, ListTools, NgComponentOutlet, NgTemplateOutlet, PageActions, RecordView, RouterLink, RowMenu, SelectionBar, TranslocoPipe, UiBanner, UiButton, UiCardGrid, UiColumnPicker, UiEmpty, UiGrid, UiIcon, UiInput, UiPanel, ViewBar],
  providers: [GroupedListStore, listState, RecordListStore, RecordTallies, ViewActions],
  templateUrl: './record-list-page.html',
  styleUrl: './record-list-page.css',
})
export class RecordListPage {
  /** Route data. */
  readonly recordType = input.required<string>();
  /** Query parameters. */
  readonly q = input<string>();
  readonly peek = input<string>();
  readonly archived = input<string>();
  readonly new = input<string>();
  /** Conditions that the page around has buttons for: no chip. */
  readonly without = input<(rule: FilterRule) => boolean>();
  /** Those buttons; they get the list's state. */
  readonly listFilters = input<TemplateRef<{ $implicit: ListState }>>();

  protected readonly state = inject(ListState);
  protected readonly store = inject(RecordListStore);
  protected readonly grouped = inject(GroupedListStore);
  protected readonly session = inject(SessionStore);
  protected readonly errors = inject(ErrorText);
  private readonly types = inject(RecordTypesStore);
  private readonly views = inject(FieldViews);
  private readonly editing = inject(RecordEditing);
  protected readonly formats = inject(Formats);
  private readonly extensions = inject(RecordExtensions);
  private readonly tallies = inject(RecordTallies);
  private readonly transloco = inject(TranslocoService);
  private readonly grid = viewChild(UiGrid);
  private readonly cards = viewChild(UiCardGrid);

  protected readonly type = computed(() => this.types.named(this.recordType()));
  /** What domains add to the tool bar. */
  protected readonly tools = signal<readonly Type<unknown>[]>([]);
  protected readonly icon = computed(() => iconOr(this.type().icon));
  protected readonly canCreate = computed(() => this.type().canCreate && this.type().operations.includes('create'));
  private readonly editable = computed(() => this.type().operations.includes('update') && this.session.can('edit', this.type().name));
  protected readonly columns = computed(() => columnsOf(this.type(), this.views, this.editable(), this.tallies.note));
  protected readonly filtered = computed(() => Boolean(this.q()) || this.state.filter().items.length > 0 || this.archived() === 'only');
  protected readonly rows = computed(() => (this.state.grouping() ? this.grouped : this.store));
  protected readonly shown = computed(() => visibleColumns(this.columns(), this.state.layout()));
  protected readonly headAt = computed(() => (this.state.grouping() ? (index: number): GridHead | null => this.headOf(this.grouped.groupAt(index)) : null));
  protected readonly count = computed(() => (this.state.grouping() ? this.grouped.records() : this.store.total()));
  /** What decides which records are in the list, grouped or not. */
  protected readonly scope = computed(() => ({ filter: this.state.apiFilter(), search: this.q() || null, archived: this.archived() === 'only' ? ('only' as const) : null }));
  protected readonly selection = signal<GridSelection>(NOTHING_SELECTED);
  protected readonly nothing = NOTHING_SELECTED;
  protected readonly rowId = (row: ClientRecord): string => row.id;
  protected readonly canEdit = (row: ClientRecord): boolean => this.session.can('edit', this.type().name, row);
  private readonly fields = computed(() => {
    const { hidden } = this.state.layout();
    const shown = this.columns().filter((column) => !(hidden[column.id] ?? column.hidden ?? false)).map((column) => column.id);
    const currencies = this.type().fields.flatMap((field) => (shown.includes(field.name) && field.currencyField ? [field.currencyField] : []));
    const needed = this.extensions.verbs(this.recordType()).flatMap(({ needs }) => needs);
    return [...new Set([...shown.filter((id) => id !== TITLE_COLUMN), ...currencies, ...needed, 'archivedAt'])];
  }, { equal: (one, other) => one.join() === other.join() });

  constructor() {
    this.state.connect({ type: this.type, columns: this.columns });
    effect(() => {
      if (!this.state.ready()) return;
      const type = this.type();
      const variables = {
        search: this.q() || null,
        filter: this.state.apiFilter(),
        sort: this.state.sort().length > 0 ? this.state.sort() : null,
        archived: this.archived() === 'only' ? ('only' as const) : null,
      };
      const fields = this.fields();
      const groupBy = this.state.grouping();
      untracked(() => {
        if (groupBy) this.grouped.show({ type, fields, variables, groupBy });
        else this.store.show({ type, fields, variables });
        this.grid()?.toTop();
        this.cards()?.toTop();
      });
    });
    effect(() => {
      const recordType = this.recordType();
      void this.extensions.listTools(recordType).then((tools) => recordType === this.recordType() && this.tools.set(tools), () => undefined);
    });
    effect(() => {
      const [recordType, loaded] = [this.recordType(), this.store.loaded()];
      untracked(() => void this.tallies.need(recordType, Array.from({ length: loaded }, (_, index) => this.store.rowAt(index)!.id)));
    });
    effect(() => {
      if (this.new() !== undefined && this.canCreate()) untracked(() => void this.create());
    });
    usePage(() => ({ title: this.type().labelPlural, ...(this.count() === null ? {} : { note: this.formats.number(this.count()!) }) }));
    useCommands(() => (this.canCreate() ? [{ id: `new-${this.type().name}`, label: this.word('records.newOf', { type: inSentence(this.type().label) }), group: this.type().labelPlural, icon: 'plus' as const, keys: 'c', run: () => void this.create() }] : []));
  }

  protected load(window: GridWindow): void {
    if (this.state.grouping()) this.grouped.need(window.first, window.last);
    else this.store.need(window.last);
  }

  protected search(text: string): void {
    this.navigate({ q: text.trim() || null, peek: null }, true);
  }

  protected open(event: GridOpen<ClientRecord>): void {
    if (event.full) this.editing.openPage(this.type(), event.row.id);
    else this.navigate({ peek: event.row.id });
  }

  /** J and K move the open panel along. */
  protected follow(event: GridOpen<ClientRecord>): void {
    if (this.peek()) this.navigate({ peek: event.row.id }, true);
  }

  /** Only records with that tag, beside what the list asks already. */
  protected filterBy({ column, chip }: GridPick<ClientRecord>): void {
    const rules = topRules(this.state.filter());
    const present = rules.find((rule) => rule.field === column.id && rule.operator === 'hasAll');
    const rule: FilterRule = { field: column.id, operator: 'hasAll', values: [...new Set([...(present?.values ?? []), chip.value])] };
    this.state.setFilter(withTopRules(this.state.filter(), present ? rules.map((each) => (each === present ? rule : each)) : [...rules, rule]));
  }

  protected step(by: 1 | -1): void {
    const next = this.beside(by);
    if (next) this.navigate({ peek: next.id }, true);
  }

  protected close(): void {
    this.navigate({ peek: null });
    (this.grid() ?? this.cards())?.focus();
  }

  protected expand(): void {
    this.editing.openPage(this.type(), this.peek()!);
  }

  protected toggleArchived(): void {
    this.navigate({ archived: this.archived() === 'only' ? null : 'only', peek: null });
  }

  protected clear(): void {
    this.navigate({ q: null, filter: encodeFilter(NO_FILTER), archived: null });
  }

  protected async save(edit: GridEdit<ClientRecord>): Promise<void> {
    const field = fieldOfColumn(this.type(), edit.column.id);
    if (!field) return;
    const before = edit.row;
    // Shown at once; the answer, or the value from before, follows.
    this.rows().put({ ...before, [field.name]: this.views.toInput(field, edit.value), ...(field.relation && edit.option ? { [field.relation]: this.views.optionRecord(field, edit.option) } : {}) });
    const saved = await this.editing.edit(this.type(), before, field, edit.value, edit.option);
    this.rows().put(saved ?? before);
  }

  protected async create(): Promise<void> {
    const record = await this.editing.create({ type: this.type() });
    if (record) this.rows().refresh();
    // In one step: of two at once the second would keep what the first takes away, and the next reload would ask for another record.
    if (record || this.new() !== undefined) this.navigate({ new: null, ...(record ? { peek: record.id } : {}) }, this.new() !== undefined);
  }

  protected removed(): void {
    this.navigate({ peek: null });
    this.rows().refresh();
  }

  /** The record before or after the open one, past the head of a group if need be. */
  private beside(by: 1 | -1): ClientRecord | undefined {
    const rows = this.rows();
    const at = rows.indexOf(this.peek() ?? '') + by;
    return rows.rowAt(at) ?? (this.headAt()?.(at) ? rows.rowAt(at + by) : undefined);
  }

  private headOf(group: LoadedGroup | null): GridHead | null {
    const field = this.state.grouping();
    if (!group || !field) return null;
    const { value, title, count, collapsed } = group;
    const none = this.word('views.noValue', { field: field.label });
    const label = value === null ? none : field.kind === 'choice' ? this.views.optionLabel(field, value) : field.kind === 'boolean' ? this.word(value === 'true' ? 'records.yes' : 'records.no', {}) : (title ?? none);
    return { label, count, collapsed };
  }

  private navigate(queryParams: Readonly<Record<string, string | null>>, replaceUrl = false): void {
    void this.state.navigate(queryParams, replaceUrl);
  }

  private word(key: string, params: Record<string, unknown>): string {
    return this.transloco.translate(key, params);
  }
}
