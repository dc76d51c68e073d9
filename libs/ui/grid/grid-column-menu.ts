import { Component, computed, inject, input, model, signal } from '@angular/core';
import { UiButton } from '../button/button.js';
import type { IconName } from '../icon/icon-names.js';
import { UiIcon } from '../icon/icon.js';
import { UiMenu, UiMenuCheck, UiMenuFor, UiMenuGroup, UiMenuItem } from '../menu/menu.js';
import { UI_TEXT } from '../text/ui-text.js';
import { isHidden, orderedColumns, visibleColumns, widthOf, withHidden, withMoved, withWidth } from './grid-layout.js';
import { EMPTY_LAYOUT, type GridColumn, type GridLayout, type GridSort } from './grid-types.js';

const WIDTH_STEP = 40;

/** Everything that can be done with one column, for pointer and keyboard (Alt and down on a header). */
@Component({
  selector: 'ui-column-menu',
  imports: [UiMenu, UiMenuItem, UiMenuGroup],
  template: `
    <ui-menu>
      @if (column().sortable) {
        <button uiMenuItem icon="arrow-up" (triggered)="sort.set({ column: column().id, direction: 'asc' })">{{ text().sortAscending }}</button>
        <button uiMenuItem icon="arrow-down" (triggered)="sort.set({ column: column().id, direction: 'desc' })">{{ text().sortDescending }}</button>
        @if (sort()?.column === column().id) { <button uiMenuItem icon="x" (triggered)="sort.set(null)">{{ text().sortClear }}</button> }
        <ui-menu-group />
      }
      <button uiMenuItem icon="chevrons-right" (triggered)="widen(1)">{{ text().wider }}</button>
      <button uiMenuItem icon="chevrons-left" (triggered)="widen(-1)">{{ text().narrower }}</button>
      @if (place() > 0) {
        <ui-menu-group />
        <button uiMenuItem icon="arrow-left" [disabled]="place() === 1" (triggered)="move(-1)">{{ text().moveLeft }}</button>
        <button uiMenuItem icon="arrow-right" [disabled]="place() === count() - 1" (triggered)="move(1)">{{ text().moveRight }}</button>
        <ui-menu-group />
        <button uiMenuItem icon="eye-off" (triggered)="layout.set(hide())">{{ text().hideColumn }}</button>
      }
    </ui-menu>
  `,
})
export class UiColumnMenu<Row> {
  readonly column = input.required<GridColumn<Row>>();
  readonly columns = input.required<readonly GridColumn<Row>[]>();
  readonly layout = model.required<GridLayout>();
  readonly sort = model.required<GridSort | null>();
  protected readonly text = inject(UI_TEXT);
  private readonly visible = computed(() => visibleColumns(this.columns(), this.layout()));
  protected readonly place = computed(() => this.visible().findIndex((column) => column.id === this.column().id));
  protected readonly count = computed(() => this.visible().length);

  protected widen(direction: 1 | -1): void {
    this.layout.set(withWidth(this.layout(), this.column().id, widthOf(this.column(), this.layout()) + direction * WIDTH_STEP));
  }

  protected move(step: 1 | -1): void {
    this.layout.set(withMoved(this.columns(), this.layout(), this.column().id, step));
  }

  protected hide(): GridLayout {
    return withHidden(this.layout(), this.column().id, true);
  }
}

/** The button for a list's tool bar: shows and hides columns. */
@Component({
  selector: 'ui-column-picker',
  imports: [UiButton, UiIcon, UiMenu, UiMenuCheck, UiMenuFor, UiMenuGroup, UiMenuItem],
  template: `
    <button uiButton type="button" size="sm" variant="ghost" [uiMenuFor]="menu" (menuOpened)="order.set(ids())" (menuClosed)="order.set(null)"><ui-icon [name]="icon()" [size]="14" />{{ label() ?? text().columns }}</button>
    <ng-template #menu>
      <ui-menu>
        @for (column of choices(); track column.id) {
          <button uiMenuCheck stays [checked]="!isHidden(column, layout())" (triggered)="toggle(column)">{{ column.label }}</button>
        }
        <ui-menu-group />
        <button uiMenuItem icon="rotate-ccw" (triggered)="layout.set(empty)">{{ text().resetColumns }}</button>
      </ui-menu>
    </ng-template>
  `,
})
export class UiColumnPicker<Row> {
  readonly columns = input.required<readonly GridColumn<Row>[]>();
  readonly layout = model.required<GridLayout>();
  /** What the button is called where they are no columns: fields of a card, say. */
  readonly label = input<string | null>(null);
  readonly icon = input<IconName>('columns-3');
  protected readonly text = inject(UI_TEXT);
  protected readonly isHidden = isHidden;
  protected readonly empty = EMPTY_LAYOUT;
  /** While somebody chooses, nothing changes its place: what is shown stands above the rest only when the menu opens. */
  protected readonly order = signal<readonly string[] | null>(null);
  private readonly ordered = computed(() => orderedColumns(this.columns(), this.layout()).slice(1));
  protected readonly ids = computed(() => this.ordered().map(({ id }) => id));
  protected readonly choices = computed(() => {
    const order = this.order();
    return order ? this.columns().slice(1).sort((one, other) => order.indexOf(one.id) - order.indexOf(other.id)) : this.ordered();
  });

  protected toggle(column: GridColumn<Row>): void {
    this.layout.set(withHidden(this.layout(), column.id, !isHidden(column, this.layout())));
  }
}
