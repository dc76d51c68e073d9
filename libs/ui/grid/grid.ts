import { Clipboard } from '@angular/cdk/clipboard';
import { CdkMenuTrigger } from '@angular/cdk/menu';
import { NgTemplateOutlet } from '@angular/common';
import { afterNextRender, ApplicationRef, booleanAttribute, Component, computed, DestroyRef, effect, ElementRef, inject, Injector, input, model, output, signal, type TemplateRef, untracked, viewChild, viewChildren } from '@angular/core';
import { UiAvatar } from '../avatar/avatar.js';
import { UiChips } from '../badge/chips.js';
import { UiBadge } from '../badge/badge.js';
import { UiIcon } from '../icon/icon.js';
import { UiSkeleton } from '../misc/feedback.js';
import { UiMenuFor } from '../menu/menu.js';
import { fill, UI_TEXT, uniqueId } from '../text/ui-text.js';
import { UiCellEditor, type AfterEdit, type CellCommit } from './grid-cell-editor.js';
import { UiColumnDrag, type ColumnDrop } from './grid-column-drag.js';
import { UiColumnMenu } from './grid-column-menu.js';
import { askForMenu, askForRowMenu, asLines, followDrag, placeUnder, showColumn, type Place } from './grid-dom.js';
import { UiGridCards } from './grid-cards.js';
import { gridAction, type GridAction } from './grid-keys.js';
import { visibleColumns, widthOf, withPlaced, withWidth } from './grid-layout.js';
import { UiGridRowMenu } from './grid-row-menu.js';
import { selectedCount, toggleAll } from './grid-selection.js';
import { EMPTY_LAYOUT, NOTHING_SELECTED, type GridColumn, type GridEdit, type GridEditing, type GridEditor, type GridHead, type GridLayout, type GridOpen, type GridPick, type GridSelection, type GridSort, type GridWindow } from './grid-types.js';
import { RowSelecting } from './row-selecting.js';
import { scrollFor, virtualWindow } from './grid-window.js';

const OVERSCAN = 8;
const LOADING_ROWS = 14;
const CHECK_WIDTH = 40;
const NARROW = 640;
const CARD_HEIGHT = 76;
const HEAD = -1;
/** Without a scroll for so long it has come to rest. */
const STILL_MS = 160;

/**
 * A table of many records. It holds no data: it asks `rowAt(i)` (reading signals) for the rows in view and says with
 * `windowChange` which ones are. The focus is on the grid itself and points at the active cell, so it survives scrolling.
 */
@Component({
  selector: 'ui-grid',
  imports: [NgTemplateOutlet, UiAvatar, UiBadge, UiCellEditor, UiChips, UiColumnDrag, UiColumnMenu, UiGridCards, UiGridRowMenu, UiIcon, UiMenuFor, UiSkeleton],
  templateUrl: './grid.html',
  styleUrl: './grid.css',
})
export class UiGrid<Row> {
  readonly columns = input.required<readonly GridColumn<Row>[]>();
  /** How many records match; null while that is unknown. */
  readonly total = input.required<number | null>();
  /** The record at a place, or undefined while it is loaded. Called while drawing: signals read in it keep the grid up to date. */
  readonly rowAt = input.required<(index: number) => Row | undefined>();
  readonly rowId = input.required<(row: Row) => string>();
  readonly label = input.required<string>();
  readonly selectable = input(false, { transform: booleanAttribute });
  readonly canEdit = input<(row: Row) => boolean>(() => true);
  /** A `ui-menu` for the row it gets, opened by right click or the menu key. */
  readonly rowMenu = input<TemplateRef<{ $implicit: Row }> | null>(null);
  /** What a click on a chip does, in words; without, chips are not clicked. */
  readonly pickLabel = input<string | null>(null);
  /** Shown beside the list. */
  readonly openId = input<string | null>(null);
  /** Loads the records of a range that was selected across places not seen yet. */
  readonly loadRange = input<((window: GridWindow) => Promise<readonly Row[]>) | null>(null);
  /** Places that hold the head of a group instead of a record; they count in `total`. Reads signals, as `rowAt` does. */
  readonly headAt = input<((index: number) => GridHead | null) | null>(null);
  readonly sort = model<GridSort | null>(null);
  readonly layout = model<GridLayout>(EMPTY_LAYOUT);
  readonly selection = model<GridSelection>(NOTHING_SELECTED);

  readonly windowChange = output<GridWindow>();
  readonly opened = output<GridOpen<Row>>();
  /** The next or previous record was asked for (J, K, Ctrl and up or down): an open panel follows. */
  readonly record = output<GridOpen<Row>>();
  readonly edited = output<GridEdit<Row>>();
  readonly chipPicked = output<GridPick<Row>>();
  /** The group whose head is there is to be opened or closed. */
  readonly headToggled = output<number>();
  /** A relation's editor asks to make a new record of that name. */
  readonly createRelated = output<{ row: Row; column: GridColumn<Row>; name: string }>();

  protected readonly text = inject(UI_TEXT);
  protected readonly id = uniqueId('grid');
  private readonly app = inject(ApplicationRef);
  private readonly injector = inject(Injector);
  private readonly clipboard = inject(Clipboard);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly view = viewChild<ElementRef<HTMLElement>>('view');
  private readonly ruler = viewChild.required<ElementRef<HTMLElement>>('ruler');
  private readonly editorView = viewChild(UiCellEditor);
  private readonly menus = viewChildren('menuTrigger', { read: CdkMenuTrigger });

  protected readonly scrollTop = signal(0);
  private readonly height = signal(600);
  private readonly width = signal(0);
  protected readonly rowHeight = signal(34);
  protected readonly active = signal<Place>({ row: 0, column: 0 });
  protected readonly editing = signal<GridEditing | null>(null);
  /** The row as it was when its editor opened; meanwhile others may have changed it, or put another in its place. */
  private seen: Row | undefined;

  protected readonly narrow = computed(() => this.width() > 0 && this.width() < NARROW);
  protected readonly count = computed(() => this.total() ?? LOADING_ROWS);
  protected readonly shown = computed(() => visibleColumns(this.columns(), this.layout()));
  private readonly selecting = new RowSelecting<Row>({ selectable: this.selectable, selection: this.selection, count: this.count, rowAt: this.rowAt, rowId: this.rowId, loadRange: this.loadRange });
  protected readonly isOn = this.selecting.isOn;
  protected readonly askForMenu = askForMenu;
  protected readonly fill = fill;
  protected readonly lead = computed(() => (this.selectable() ? CHECK_WIDTH : 0));
  protected readonly tracks = computed(() => [...(this.selectable() ? [`${CHECK_WIDTH}px`] : []), ...this.shown().map((column) => `${widthOf(column, this.layout())}px`), 'minmax(0, 1fr)'].join(' '));
  protected readonly contentWidth = computed(() => this.lead() + this.shown().reduce((sum, column) => sum + widthOf(column, this.layout()), 0));
  private readonly geometry = computed(() => ({
    scrollTop: this.scrollTop(), height: this.height() - (this.narrow() ? 0 : this.rowHeight()), rowHeight: this.narrow() ? CARD_HEIGHT : this.rowHeight(), total: this.count(), overscan: OVERSCAN,
  }));
  protected readonly virtual = computed(() => virtualWindow(this.geometry()));
  protected readonly places = computed(() => {
    const { first, last } = this.virtual();
    const places = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
    const pool = this.pool();
    return this.moving() ? places.sort((one, other) => (one % pool) - (other % pool)) : places;
  });
  /** While it is scrolled, elements keep their order and only change their place; to move them about is what scrolling would cost most. Read out, they are in order again. */
  private readonly moving = signal(false);
  private still: ReturnType<typeof setTimeout> | undefined;
  /** Rows are drawn into a fixed set of elements, so that scrolling makes and destroys none. */
  protected readonly pool = computed(() => Math.ceil(this.height() / this.geometry().rowHeight) + 2 * OVERSCAN + 2);
  protected readonly activeId = computed(() => {
    const { row, column } = this.active();
    const { first, last } = this.virtual();
    return row === HEAD || (row >= first && row <= last) ? this.cellId(row, column) : null;
  });
  protected readonly allState = computed(() => {
    const count = selectedCount(this.selection(), this.count());
    return count === 0 ? 'none' : count === this.count() ? 'all' : 'some';
  });

  constructor() {
    const destroy = inject(DestroyRef);
    effect(() => {
      const { first, last } = this.virtual();
      const editing = untracked(this.editing);
      if (editing && (editing.row < first || editing.row > last)) this.editorView()?.leave();
      if (this.total() !== 0) untracked(() => this.windowChange.emit({ first, last }));
    });
    effect(() => {
      const last = this.count() - 1;
      const columns = this.shown().length - 1;
      this.active.update(({ row, column }) => ({ row: Math.min(row, last), column: Math.max(0, Math.min(column, columns)) }));
    });
    effect((onCleanup) => {
      if (typeof ResizeObserver === 'undefined') return;
      const observer = new ResizeObserver(() => this.measure());
      observer.observe(this.host);
      observer.observe(this.ruler().nativeElement);
      onCleanup(() => observer.disconnect());
    });
    destroy.onDestroy(() => {
      clearTimeout(this.still);
      this.editing.set(null);
    });
  }

  /** Puts the focus on the grid, at the cell that was active. */
  focus(): void {
    this.view()?.nativeElement.focus();
  }

  /** After a column's menu: its button, to which the menu returns the focus, may be gone with the column. */
  protected refocus(): void {
    afterNextRender(() => this.focus(), { injector: this.injector });
  }

  /** Back to the first record, for example after another filter was chosen. */
  toTop(): void {
    this.active.update((place) => ({ ...place, row: 0 }));
    const view = this.view()?.nativeElement;
    if (view) view.scrollTop = 0;
    this.scrollTop.set(0);
  }

  protected cellId(row: number, column: number): string {
    return `${this.id}-${row}-${column}`;
  }

  protected sortOf(column: GridColumn<Row>): 'ascending' | 'descending' | null {
    const sort = this.sort();
    return sort?.column === column.id ? (sort.direction === 'asc' ? 'ascending' : 'descending') : null;
  }

  protected onScroll(view: HTMLElement): void {
    this.scrollTop.set(view.scrollTop);
    this.moving.set(true);
    clearTimeout(this.still);
    this.still = setTimeout(() => this.moving.set(false), STILL_MS);
  }

  protected onKey(event: KeyboardEvent): void {
    if (this.editing() || event.isComposing || event.defaultPrevented) return;
    const { row, column } = this.active();
    const editable = row !== HEAD && this.editorAt(row, column) !== null;
    const action = gridAction(event, { header: row === HEAD, editable, primary: column === 0 });
    if (action && this.perform(action)) event.preventDefault();
  }

  protected toggleSort(column: GridColumn<Row>): void {
    if (!column.sortable) return;
    const now = this.sortOf(column);
    this.sort.set(now === 'descending' ? null : { column: column.id, direction: now === null ? 'asc' : 'desc' });
  }

  protected onClick(event: MouseEvent): void {
    const place = placeUnder(event);
    if (!place || this.editing()) return;
    const column = this.shown()[place.column];
    if (place.row === HEAD) {
      if (column) this.toggleSort(column);
      return;
    }
    this.active.set(place);
    this.focus();
    if (event.shiftKey) void this.selecting.extend(place.row, place.row);
    else if (event.target instanceof Element && event.target.matches('.open')) this.open(place.row);
  }

  protected onDoubleClick(event: MouseEvent): void {
    const place = placeUnder(event);
    if (!place || place.row === HEAD || this.editing()) return;
    // A name put together from several fields can't be edited in its cell: the record is opened, where it can.
    if (!this.startEdit(place.row, place.column) && place.column === 0) this.open(place.row);
  }

  protected clickCheck(event: MouseEvent, row: number): void {
    event.preventDefault();
    this.active.update((place) => ({ ...place, row }));
    if (event.shiftKey && this.selecting.began) void this.selecting.extend(row, row);
    else this.toggleRow(row);
    this.focus();
  }

  protected clickAll(event: Event): void {
    event.preventDefault();
    this.selection.set(toggleAll(this.selection(), this.count()));
  }

  protected open(index: number, full = false): boolean {
    const row = this.rowAt()(index);
    if (row !== undefined) this.opened.emit({ row, index, full });
    return true;
  }

  /** Opens the editor of a cell; what was typed so far goes into it. */
  protected startEdit(row: number, column: number, start: string | null = null): boolean {
    const editor = this.editorAt(row, column);
    const spec = this.shown()[column];
    if (!editor || !spec) return false;
    this.active.set({ row, column });
    this.seen = this.rowAt()(row);
    this.editing.set({ row, column: spec.id, editor });
    // Drawn at once: letters typed right after must reach the editor.
    this.app.tick();
    this.editorView()?.focus(start);
    return true;
  }

  protected commit(commit: CellCommit): void {
    const editing = this.editing();
    this.editing.set(null);
    const column = this.columns().find((each) => each.id === editing?.column);
    const row = editing ? this.seen : undefined;
    if (column && row !== undefined && (column.value?.(row) ?? null) !== commit.value) {
      this.edited.emit({ row, column, value: commit.value, ...(commit.option ? { option: commit.option } : {}) });
    }
    this.after(commit.then);
  }

  protected cancelEdit(): void {
    this.editing.set(null);
    this.focus();
  }

  protected created(name: string): void {
    const editing = this.editing();
    const column = this.columns().find((each) => each.id === editing?.column);
    const row = editing ? this.rowAt()(editing.row) : undefined;
    this.cancelEdit();
    if (column && row !== undefined) this.createRelated.emit({ row, column, name });
  }

  /** Dragging the edge of a header. */
  protected resize(event: PointerEvent, column: GridColumn<Row>): void {
    const width = widthOf(column, this.layout());
    followDrag(event, (by) => this.layout.set(withWidth(this.layout(), column.id, width + by)));
  }

  /** A header was dropped beside another. */
  protected drop({ id, target, after }: ColumnDrop): void {
    this.layout.set(withPlaced(this.columns(), this.layout(), id, target, after));
  }

  private editorAt(row: number, column: number): GridEditor | null {
    const record = this.rowAt()(row);
    const spec = this.shown()[column];
    return record !== undefined && spec?.editor && this.canEdit()(record) ? spec.editor(record) : null;
  }

  /** True when the key was ours. */
  private perform(action: GridAction): boolean {
    const { row, column } = this.active();
    if (this.headAt()?.(row) && (action.kind === 'open' || action.kind === 'select')) {
      this.headToggled.emit(row);
      return true;
    }
    switch (action.kind) {
      case 'move': return this.moveTo(row + action.rows, column + action.columns, action.extend ?? false);
      case 'to': return this.moveTo(action.row === 'first' ? 0 : action.row === 'last' ? this.count() - 1 : row, action.column === 'first' ? 0 : action.column === 'last' ? this.shown().length - 1 : column);
      case 'page': return this.moveTo(Math.max(0, row) + action.pages * Math.max(1, Math.floor(this.height() / this.rowHeight()) - 2), column);
      case 'record': return this.moveRecord(row + action.rows);
      case 'edit': return this.startEdit(row, column);
      case 'type': return this.startEdit(row, column, action.text);
      case 'clear': return this.clearCell(row, column);
      case 'open': return this.open(row, action.full);
      case 'select': return this.selectable() && this.toggleRow(row);
      case 'selectRange': void this.selecting.extend(row, row); return this.selectable();
      case 'selectAll': return this.selecting.all();
      case 'copy': return this.copy(row, column);
      case 'sort': this.sortActive(); return true;
      case 'menu': this.menus()[column]?.open(); return true;
      case 'rowMenu': return this.rowMenu() !== null && askForRowMenu(this.view()?.nativeElement);
      case 'escape': return this.selecting.clear();
    }
  }

  private moveTo(row: number, column: number, extend = false): boolean {
    const from = this.active().row;
    const place = { row: Math.max(HEAD, Math.min(row, this.count() - 1)), column: Math.max(0, Math.min(column, this.shown().length - 1)) };
    this.active.set(place);
    this.reveal(place);
    if (extend && place.row >= 0) void this.selecting.extend(from, place.row);
    return true;
  }

  private moveRecord(index: number): boolean {
    const at = Math.max(0, Math.min(index, this.count() - 1));
    this.moveTo(at, this.active().column);
    const row = this.rowAt()(at);
    if (row !== undefined) this.record.emit({ row, index: at, full: false });
    return true;
  }

  private after(then: AfterEdit): void {
    this.focus();
    const { row, column } = this.active();
    if (then === 'down' || then === 'up') this.moveTo(Math.max(0, row + (then === 'down' ? 1 : -1)), column);
    else if (then === 'next' || then === 'previous') this.moveTo(row, column + (then === 'next' ? 1 : -1));
  }

  private clearCell(row: number, column: number): boolean {
    const record = this.rowAt()(row);
    const spec = this.shown()[column];
    const editor = this.editorAt(row, column);
    const clearable = editor && (editor.kind === 'select' || editor.kind === 'relation' ? editor.clearable : true);
    if (record === undefined || !spec || !clearable || (spec.value?.(record) ?? null) === null) return false;
    this.edited.emit({ row: record, column: spec, value: null });
    return true;
  }

  protected toggleRow(index: number): boolean {
    return this.selecting.toggle(index);
  }

  /** The cell, or the selected records that are in view as lines for a spreadsheet. */
  private copy(row: number, at: number): boolean {
    const selected = this.places().map((place) => this.rowAt()(place)).filter((each) => each !== undefined && this.isOn(each)) as Row[];
    const record = this.rowAt()(row);
    const column = this.shown()[at];
    const text = selected.length ? asLines(selected, this.shown()) : record !== undefined && column ? column.text(record) : '';
    return text !== '' && this.clipboard.copy(text);
  }

  private sortActive(): void {
    const column = this.shown()[this.active().column];
    if (column) this.toggleSort(column);
  }

  /** Scrolls only when a key moved the active cell: never under a pointer. */
  private reveal({ row, column }: Place): void {
    const view = this.view()?.nativeElement;
    if (!view || row === HEAD) return;
    view.scrollTop = scrollFor(row, this.geometry());
    this.scrollTop.set(view.scrollTop);
    showColumn(view, column, this.shown().map((each) => widthOf(each, this.layout())), this.lead());
  }

  private measure(): void {
    this.height.set(this.host.clientHeight || 600);
    this.width.set(this.host.clientWidth);
    this.rowHeight.set(this.ruler().nativeElement.offsetHeight || 34);
  }
}
