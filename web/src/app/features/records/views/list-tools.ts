import { Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiButton, UiIcon, UiIconButton, UiMenu, UiMenuFor, UiMenuGroup, UiMenuRadio, type IconName } from '@libs/ui';
import { isGroupable, ListState, type ViewKind } from './list-state.js';

/** How a list is ordered, grouped and drawn. */
@Component({
  selector: 'app-list-tools',
  imports: [TranslocoPipe, UiButton, UiIcon, UiIconButton, UiMenu, UiMenuFor, UiMenuGroup, UiMenuRadio],
  template: `
    @if (sortable().length > 0) {
      <button uiButton size="sm" variant="ghost" type="button" [attr.aria-pressed]="sort() !== null" [uiMenuFor]="sortMenu"><ui-icon name="arrow-up-down" [size]="14" /><span class="wide-only">{{ sortWords() }}</span></button>
    }
    @if (groupable().length > 0 && state.kind() === 'TABLE') {
      <button uiButton size="sm" variant="ghost" type="button" [attr.aria-pressed]="state.groupBy() !== null" [uiMenuFor]="groupMenu"><ui-icon name="rows-3" [size]="14" /><span class="wide-only">{{ groupWords() }}</span></button>
    }
    @if (switchable()) {
      <span class="kinds" role="group" [attr.aria-label]="'views.kind' | transloco">
        @for (each of kinds; track each.kind) {
          <button uiIconButton type="button" size="sm" [icon]="each.icon" [iconSize]="14" [label]="'views.' + each.words | transloco" [attr.aria-pressed]="state.kind() === each.kind" (click)="state.setKind(each.kind)"></button>
        }
      </span>
    }
    <ng-template #sortMenu>
      <ui-menu>
        <button uiMenuRadio [checked]="sort() === null" (triggered)="state.setSort([])">{{ 'views.unsorted' | transloco }}</button>
        @for (field of sortable(); track field.name) {
          <button uiMenuRadio [checked]="sort()?.field === field.name" (triggered)="state.setSort([{ field: field.name, direction: field.kind === 'dateTime' || field.kind === 'date' ? 'DESC' : 'ASC' }])">{{ field.label }}</button>
        }
        @if (sort(); as key) {
          <ui-menu-group />
          <button uiMenuRadio [checked]="key.direction === 'ASC'" (triggered)="state.setSort([{ field: key.field, direction: 'ASC' }])">{{ 'views.ascending' | transloco }}</button>
          <button uiMenuRadio [checked]="key.direction === 'DESC'" (triggered)="state.setSort([{ field: key.field, direction: 'DESC' }])">{{ 'views.descending' | transloco }}</button>
        }
      </ui-menu>
    </ng-template>
    <ng-template #groupMenu>
      <ui-menu>
        <button uiMenuRadio [checked]="state.groupBy() === null" (triggered)="state.setGroup(null)">{{ 'views.ungrouped' | transloco }}</button>
        @for (field of groupable(); track field.name) {
          <button uiMenuRadio [checked]="state.groupBy()?.name === field.name" (triggered)="state.setGroup(field.name)">{{ field.label }}</button>
        }
      </ui-menu>
    </ng-template>
  `,
  styles: `
    :host { display: flex; gap: 4px; align-items: center; }
    button[aria-pressed='true'] { color: var(--brand-fg); }
    .kinds { display: inline-flex; gap: 2px; padding: 2px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--sunken); }
    @media (max-width: 640px) { .kinds { display: none; } }
  `,
})
export class ListTools {
  /** Whether cards are offered beside the table. */
  readonly switchable = input(false);
  protected readonly state = inject(ListState);
  protected readonly kinds: readonly { readonly kind: ViewKind; readonly icon: IconName; readonly words: string }[] = [{ kind: 'TABLE', icon: 'table-2', words: 'table' }, { kind: 'CARDS', icon: 'layout-grid', words: 'cards' }];
  protected readonly sortable = computed(() => this.state.type().fields.filter((field) => field.sortable));
  protected readonly groupable = computed(() => this.state.type().fields.filter(isGroupable));
  protected readonly sort = computed(() => this.state.sort()[0] ?? null);
  private readonly transloco = inject(TranslocoService);
  protected readonly sortWords = computed(() => {
    const field = this.sortable().find((each) => each.name === this.sort()?.field);
    return field ? this.transloco.translate('views.sortBy', { field: field.label }) : this.transloco.translate('views.sort');
  });
  protected readonly groupWords = computed(() => {
    const field = this.state.groupBy();
    return field ? this.transloco.translate('views.groupedBy', { field: field.label }) : this.transloco.translate('views.group');
  });
}
