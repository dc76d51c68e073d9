import { Component, computed, inject, input, output } from '@angular/core';
import { UiAvatar } from '../avatar/avatar.js';
import { UiBadge } from '../badge/badge.js';
import { UiIcon } from '../icon/icon.js';
import { UiSkeleton } from '../misc/feedback.js';
import { fill, UI_TEXT } from '../text/ui-text.js';
import { askForMenu } from './grid-dom.js';
import type { GridColumn, GridHead } from './grid-types.js';
import type { VirtualState } from './grid-window.js';

const CARD_HEIGHT = 76;
const SECOND_LINE = 3;

/** The same records on a phone: one card each, the first column as its title, the next ones below. */
@Component({
  selector: 'ui-grid-cards',
  imports: [UiAvatar, UiBadge, UiIcon, UiSkeleton],
  template: `
    <ul [attr.aria-label]="label()" [style.height.px]="virtual().bodyHeight">
      @for (i of places(); track i % pool()) {
        @let row = rowAt()(i);
        @let head = headAt()?.(i) ?? null;
        <li [style.top.px]="i * height + virtual().shift" [attr.data-row]="row === undefined || head ? null : i" [attr.aria-setsize]="total()" [attr.aria-posinset]="i + 1">
          @if (head) {
            <button type="button" class="card group" [attr.aria-expanded]="!head.collapsed" (click)="headToggled.emit(i)"><ui-icon [name]="head.collapsed ? 'chevron-right' : 'chevron-down'" [size]="16" /><span class="title">{{ head.label }}</span><span class="detail">{{ head.count }}</span></button>
          } @else if (row === undefined) {
            <div class="card"><span class="main"><ui-skeleton width="55%" /><ui-skeleton width="80%" height="10px" /></span></div>
          } @else {
            @if (selectable()) {
              <label class="tick"><input type="checkbox" class="ui-check" [attr.aria-label]="text().selectRow + ': ' + first()?.text?.(row)" [checked]="isOn()(row)" (change)="toggled.emit(i)" /></label>
            }
            <button type="button" class="card" [class.on]="selectable() && isOn()(row)" [class.ticked]="selectable()" [class.more]="menu()" (click)="opened.emit(i)">
              @if (first()?.avatar?.(row); as avatar) { <ui-avatar [name]="avatar.name" [size]="34" [square]="avatar.shape === 'company'" /> }
              <span class="main">
                <span class="title">{{ first()?.text?.(row) }} @if (first()?.note?.(row); as note) { <span class="note">{{ note }}</span> }</span>
                <span class="detail">{{ detail(row) }}</span>
              </span>
              <span class="side">
                @if (badged()?.badge?.(row); as badge) { <ui-badge [tone]="badge.tone ?? 'neutral'" [color]="badge.color ?? null">{{ badge.text }}</ui-badge> }
                @if (figure(); as column) { <span class="figure">{{ column.text(row) }}</span> }
              </span>
            </button>
            @if (menu()) { <button type="button" class="dots" aria-haspopup="menu" [attr.aria-label]="fill(text().rowActions, first()?.text?.(row) ?? '')" (click)="askForMenu($event)"><ui-icon name="ellipsis-vertical" [size]="16" /></button> }
          }
        </li>
      }
    </ul>
  `,
  styles: `
    ul { position: relative; margin: 0; padding: 0; list-style: none; }
    li { position: absolute; left: 0; width: 100%; height: ${CARD_HEIGHT}px; }
    .card {
      display: flex; align-items: center; gap: 12px; width: 100%; height: 100%; padding: 0 16px; border: 0; border-bottom: 1px solid var(--line);
      background: var(--surface); color: var(--fg); font: 400 14px/1.35 var(--font); text-align: left;
    }
    .card.group { background: var(--bg); }
    .tick { position: absolute; z-index: 1; inset: 0 auto 1px 0; display: grid; place-items: center; width: 48px; }
    .card.ticked { padding-left: 48px; }
    .card.more { padding-right: 44px; }
    .dots { position: absolute; inset: 0 0 1px auto; display: grid; place-items: center; width: 44px; border: 0; background: none; color: var(--muted); }
    .card.on { background: var(--brand-soft); }
    .card:active { background: var(--hover); }
    .card:focus-visible { outline-offset: -3px; }
    .main { display: flex; flex: 1; flex-direction: column; gap: 3px; min-width: 0; }
    .title, .detail { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .title { font-weight: 500; }
    .note { color: var(--muted); font-weight: 400; font-size: var(--text); }
    .detail { color: var(--muted); font-size: var(--text); }
    .side { display: flex; flex: none; flex-direction: column; gap: 4px; align-items: flex-end; max-width: 42%; }
    .figure { font-weight: 500; }
  `,
})
export class UiGridCards<Row> {
  readonly label = input.required<string>();
  readonly columns = input.required<readonly GridColumn<Row>[]>();
  readonly places = input.required<readonly number[]>();
  readonly pool = input.required<number>();
  readonly virtual = input.required<VirtualState>();
  readonly total = input.required<number>();
  readonly rowAt = input.required<(index: number) => Row | undefined>();
  readonly headAt = input<((index: number) => GridHead | null) | null>(null);
  readonly opened = output<number>();
  readonly headToggled = output<number>();
  readonly selectable = input(false);
  readonly isOn = input<(row: Row) => boolean>(() => false);
  readonly toggled = output<number>();
  /** Whether rows have a menu, opened by their button or a long press. */
  readonly menu = input(false);
  protected readonly askForMenu = askForMenu;
  protected readonly fill = fill;
  protected readonly text = inject(UI_TEXT);

  protected readonly height = CARD_HEIGHT;
  protected readonly first = computed(() => this.columns()[0]);
  protected readonly badged = computed(() => this.columns().find((column, at) => at > 0 && column.badge));
  protected readonly figure = computed(() => this.columns().find((column, at) => at > 0 && column.figure));
  /** A bare number says nothing without the head of its column. */
  private readonly rest = computed(() => this.columns().filter((column, at) => at > 0 && column !== this.badged() && column.align !== 'end'));

  protected detail(row: Row): string {
    return this.rest().map((column) => column.text(row)).filter(Boolean).slice(0, SECOND_LINE).join(' · ');
  }
}
