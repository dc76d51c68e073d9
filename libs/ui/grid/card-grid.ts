import { afterNextRender, booleanAttribute, Component, computed, DestroyRef, effect, ElementRef, inject, Injector, input, model, output, signal, type TemplateRef, untracked, viewChild } from '@angular/core';
import { UiAvatar } from '../avatar/avatar.js';
import { UiBadge } from '../badge/badge.js';
import { UiSkeleton } from '../misc/feedback.js';
import { UiIcon } from '../icon/icon.js';
import { fill, UI_TEXT } from '../text/ui-text.js';
import { askForMenu, askForRowMenu } from './grid-dom.js';
import { UiGridRowMenu } from './grid-row-menu.js';
import { NOTHING_SELECTED, type GridColumn, type GridOpen, type GridSelection, type GridWindow } from './grid-types.js';
import { UiValue } from './value.js';
import { RowSelecting } from './row-selecting.js';
import { scrollFor, virtualWindow } from './grid-window.js';

const CARD_WIDTH = 268;
const CARD_HEIGHT = 146;
const OVERSCAN = 2;
const LOADING_CARDS = 12;
const LINES = 3;

/** Records as cards, as many beside each other as fit. Like the table it holds no data, and draws only what is in view. */
@Component({
  selector: 'ui-card-grid',
  imports: [UiAvatar, UiBadge, UiGridRowMenu, UiIcon, UiSkeleton, UiValue],
  template: `
    <div #view class="view" [uiGridRowMenu]="rowMenu()" [uiGridRowMenuRows]="rowAt()" (scroll)="scrollTop.set(view.scrollTop)">
      <ul [attr.aria-label]="label()" [attr.aria-busy]="total() === null || null" [style.height.px]="virtual().bodyHeight" (keydown)="onKey($event)">
        @for (i of places(); track i) {
          @let row = rowAt()(i);
          <li [style.top.px]="line(i) * height + virtual().shift" [style.left.%]="(100 / perLine()) * (i % perLine())" [style.width.%]="100 / perLine()" [attr.data-row]="row === undefined ? null : i" [class.on]="selectable() && row !== undefined && selecting.isOn(row)" [attr.aria-setsize]="total()" [attr.aria-posinset]="i + 1">
            @if (row === undefined) {
              <div class="card"><ui-skeleton width="60%" /><ui-skeleton width="85%" height="10px" /><ui-skeleton width="70%" height="10px" /></div>
            } @else {
              <button type="button" class="card" [attr.data-place]="i" [attr.tabindex]="i === active() ? 0 : -1" [class.current]="rowId()(row) === openId()" (click)="open(i, $event)" (focus)="active.set(i)">
                <span class="head">
                  @if (first()?.avatar?.(row); as avatar) { <ui-avatar [name]="avatar.name" [size]="34" [square]="avatar.shape === 'company'" /> }
                  <span class="names"><span class="title">{{ first()?.text?.(row) }}</span><span class="sub">{{ second()?.text?.(row) }}</span></span>
                  @if (badged()?.badge?.(row); as badge) { <ui-badge [tone]="badge.tone ?? 'neutral'" [color]="badge.color ?? null">{{ badge.text }}</ui-badge> }
                </span>
                @for (column of lines(row); track column.id) { <span class="line"><span class="what">{{ column.label }}</span><ui-value class="value" [column]="column" [row]="row" /></span> }
              </button>
              @if (selectable()) { <label class="tick"><input type="checkbox" class="ui-check" tabindex="-1" [attr.aria-label]="text().selectRow + ': ' + first()?.text?.(row)" [checked]="selecting.isOn(row)" (click)="clickCheck($event, i)" /></label> }
              @if (rowMenu()) { <button type="button" class="menu" tabindex="-1" aria-haspopup="menu" [attr.aria-label]="fill(text().rowActions, first()?.text?.(row) ?? '')" (click)="askForMenu($event)"><ui-icon name="ellipsis" [size]="14" /></button> }
            }
          </li>
        }
      </ul>
    </div>
    @if (total() === 0) { <div class="empty"><ng-content select="[uiGridEmpty]" /></div> }
  `,
  styles: `
    :host { position: relative; display: flex; flex-direction: column; min-width: 0; min-height: 0; height: 100%; background: var(--bg); }
    .view { flex: 1; min-height: 0; overflow: auto; padding: 8px; overscroll-behavior: contain; }
    ul { position: relative; margin: 0; padding: 0; list-style: none; }
    li { position: absolute; height: ${CARD_HEIGHT}px; padding: 6px; }
    .card {
      display: flex; flex-direction: column; gap: 7px; width: 100%; height: 100%; padding: 12px 14px; overflow: hidden; border: 1px solid var(--line); border-radius: 10px;
      background: var(--surface); color: var(--fg); font: 400 var(--text)/1.35 var(--font); text-align: left; transition: border-color var(--fast), box-shadow var(--fast);
    }
    button.card:hover { border-color: var(--line-strong); box-shadow: var(--shadow-sm); }
    .card.current { border-color: var(--brand); }
    li.on .card { border-color: var(--brand); background: var(--brand-soft); }
    .tick { position: absolute; z-index: 1; right: 8px; bottom: 8px; display: grid; place-items: center; width: 32px; height: 32px; }
    .menu { position: absolute; z-index: 1; right: 40px; bottom: 12px; display: grid; place-items: center; width: 24px; height: 24px; padding: 0; border: 0; border-radius: var(--radius-sm); background: none; color: var(--muted); }
    .menu:hover { background: var(--hover); color: var(--fg); }
    @media (hover: hover) {
      li:not(:hover, :focus-within, .on) :is(.tick, .menu) { opacity: 0; }
    }
    .head { display: flex; gap: 10px; align-items: center; min-width: 0; margin-bottom: 2px; }
    .names { display: flex; flex: 1; flex-direction: column; min-width: 0; }
    .title, .sub, .value { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .title { font-weight: 500; }
    .sub { color: var(--muted); font-size: var(--text-sm); }
    .line { display: flex; gap: 8px; min-width: 0; font-size: var(--text-sm); }
    .what { flex: 0 0 84px; overflow: hidden; color: var(--muted); text-overflow: ellipsis; white-space: nowrap; }
    .value { flex: 1; min-width: 0; }
    .empty { position: absolute; inset: 8px 0 0; display: grid; place-items: center; pointer-events: none; }
    .empty > * { pointer-events: auto; }
  `,
})
export class UiCardGrid<Row> {
  readonly columns = input.required<readonly GridColumn<Row>[]>();
  readonly total = input.required<number | null>();
  readonly rowAt = input.required<(index: number) => Row | undefined>();
  readonly rowId = input.required<(row: Row) => string>();
  readonly label = input.required<string>();
  readonly openId = input<string | null>(null);
  readonly selectable = input(false, { transform: booleanAttribute });
  readonly selection = model<GridSelection>(NOTHING_SELECTED);
  /** Loads the records of a range that was selected across places not seen yet. */
  readonly loadRange = input<((window: GridWindow) => Promise<readonly Row[]>) | null>(null);
  /** A `ui-menu` for the card it gets, opened by its button, right click or the menu key. */
  readonly rowMenu = input<TemplateRef<{ $implicit: Row }> | null>(null);
  readonly windowChange = output<GridWindow>();
  readonly opened = output<GridOpen<Row>>();

  protected readonly height = CARD_HEIGHT;
  protected readonly scrollTop = signal(0);
  protected readonly active = signal(0);
  private readonly size = signal({ width: 0, height: 600 });
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);
  private readonly view = viewChild.required<ElementRef<HTMLElement>>('view');
  protected readonly perLine = computed(() => Math.max(1, Math.floor((this.size().width - 16) / CARD_WIDTH)));
  protected readonly count = computed(() => this.total() ?? LOADING_CARDS);
  protected readonly selecting = new RowSelecting<Row>({ selectable: this.selectable, selection: this.selection, count: this.count, rowAt: this.rowAt, rowId: this.rowId, loadRange: this.loadRange });
  protected readonly text = inject(UI_TEXT);
  protected readonly fill = fill;
  protected readonly askForMenu = askForMenu;
  private readonly geometry = computed(() => ({ scrollTop: this.scrollTop(), height: this.size().height, rowHeight: CARD_HEIGHT, total: Math.ceil(this.count() / this.perLine()), overscan: OVERSCAN }));
  protected readonly virtual = computed(() => virtualWindow(this.geometry()));
  protected readonly places = computed(() => {
    const { first, last } = this.virtual();
    const from = first * this.perLine();
    return Array.from({ length: Math.max(0, Math.min(this.count(), (last + 1) * this.perLine()) - from) }, (_, i) => from + i);
  });
  protected readonly first = computed(() => this.columns()[0]);
  protected readonly badged = computed(() => this.columns().find((column, at) => at > 0 && column.badge));
  protected readonly second = computed(() => this.columns().find((column, at) => at > 0 && column !== this.badged()));
  private readonly rest = computed(() => this.columns().filter((column, at) => at > 0 && column !== this.badged() && column !== this.second()));

  constructor() {
    effect(() => {
      const places = this.places();
      if (places.length > 0 && this.total() !== 0) untracked(() => this.windowChange.emit({ first: places[0]!, last: places.at(-1)! }));
    });
    effect(() => {
      const last = Math.max(0, this.count() - 1);
      this.active.update((at) => Math.min(at, last));
    });
    const destroy = inject(DestroyRef);
    if (typeof ResizeObserver !== 'undefined') {
      const observer = new ResizeObserver(() => this.size.set({ width: this.host.clientWidth, height: this.host.clientHeight || 600 }));
      observer.observe(this.host);
      destroy.onDestroy(() => observer.disconnect());
    }
  }

  /** Puts the focus on the card that was active. */
  focus(): void {
    this.view().nativeElement.querySelector<HTMLElement>(`[data-place="${this.active()}"]`)?.focus();
  }

  /** Back to the first record. */
  toTop(): void {
    this.active.set(0);
    this.view().nativeElement.scrollTop = 0;
    this.scrollTop.set(0);
  }

  protected line(place: number): number {
    return Math.floor(place / this.perLine());
  }

  /** What a card has room for: columns that hold something. */
  protected lines(row: Row): readonly GridColumn<Row>[] {
    return this.rest().filter((column) => column.text(row) !== '').slice(0, LINES);
  }

  protected open(index: number, event: MouseEvent | KeyboardEvent): void {
    const row = this.rowAt()(index);
    if (row !== undefined) this.opened.emit({ row, index, full: event.ctrlKey || event.metaKey });
  }

  protected clickCheck(event: MouseEvent, index: number): void {
    event.preventDefault();
    this.active.set(index);
    if (event.shiftKey && this.selecting.began) void this.selecting.extend(index, index);
    else this.selecting.toggle(index);
    this.focus();
  }

  protected onKey(event: KeyboardEvent): void {
    if (this.selectable() && this.select(event)) return event.preventDefault();
    const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: this.perLine(), ArrowUp: -this.perLine(), Home: -this.count(), End: this.count() };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const from = this.active();
    this.active.set(Math.max(0, Math.min(this.count() - 1, from + step)));
    if (event.shiftKey) void this.selecting.extend(from, this.active());
    const view = this.view().nativeElement;
    view.scrollTop = scrollFor(this.line(this.active()), this.geometry());
    this.scrollTop.set(view.scrollTop);
    afterNextRender(() => this.focus(), { injector: this.injector });
  }

  /** X, Ctrl and A, Escape, as in the table. @returns whether the key was one of them */
  private select(event: KeyboardEvent): boolean {
    const key = event.key.toLowerCase();
    if (key === 'escape') return this.selecting.clear();
    if (event.altKey) return false;
    if (key === 'f10') return event.shiftKey && this.rowMenu() !== null && askForRowMenu(event.target as HTMLElement);
    if (event.ctrlKey || event.metaKey) return key === 'a' && this.selecting.all();
    return key === 'x' && (event.shiftKey ? this.extendHere() : this.selecting.toggle(this.active()));
  }

  private extendHere(): boolean {
    void this.selecting.extend(this.active(), this.active());
    return true;
  }
}
