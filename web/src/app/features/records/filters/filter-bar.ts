import { Component, computed, effect, inject, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiButton, UiDialogs, UiIcon, UiIconButton } from '@libs/ui';
import type { ListVariables } from '../../../core/records/record-documents.js';
import type { RecordTypeMetadata } from '../../../core/records/record-metadata.js';
import { FilterDialog, type FilterDialogData } from './filter-dialog.js';
import type { FilterGroup, FilterItem, FilterRule } from './filter-model.js';
import { isGroup, NO_FILTER } from './filter-model.js';
import { FilterNames } from './filter-names.js';
import { FilterWords } from './filter-words.js';

interface Chip {
  readonly words: string;
  /** Place among the filter's conditions; null stands for the whole. */
  readonly at: number | null;
}

/** The filter of a list as chips, and a button that opens its builder. Lists and boards use the same. */
@Component({
  selector: 'app-filter-bar',
  imports: [TranslocoPipe, UiButton, UiIcon, UiIconButton],
  template: `
    @for (chip of chips(); track $index) {
      <span class="chip">
        <button type="button" class="text" [attr.title]="chip.words" (click)="edit(chip.at ?? 0)">{{ chip.words }}</button>
        <button uiIconButton type="button" icon="x" size="sm" [iconSize]="12" [label]="'views.filter.remove' | transloco: { filter: chip.words }" (click)="remove(chip.at)"></button>
      </span>
    }
    <button uiButton type="button" size="sm" variant="ghost" (click)="edit(null)"><ui-icon name="list-filter" [size]="14" />{{ 'views.filter.add' | transloco }}</button>
  `,
  styles: `
    :host { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; min-width: 0; }
    .chip { display: inline-flex; align-items: center; min-width: 0; border: 1px solid var(--line-strong); border-radius: 99px; background: var(--surface); padding-left: 10px; }
    .text { min-width: 0; max-width: 320px; overflow: hidden; padding: 3px 0; border: 0; background: none; color: inherit; font: inherit; font-size: var(--text-sm); text-overflow: ellipsis; white-space: nowrap; }
  `,
})
export class FilterBar {
  readonly type = input.required<RecordTypeMetadata>();
  readonly group = model.required<FilterGroup>();
  /** Conditions that have a button of their own elsewhere: no chip. */
  readonly without = input<(rule: FilterRule) => boolean>();
  /** What the list is asked besides, for the count in the builder. */
  readonly besides = input<Pick<ListVariables, 'search' | 'archived'>>({});

  private readonly dialogs = inject(UiDialogs);
  private readonly names = inject(FilterNames);
  private readonly words = inject(FilterWords);
  protected readonly chips = computed<readonly Chip[]>(() => {
    const group = this.group();
    this.names.all();
    if (group.items.length === 0) return [];
    if (group.mode !== 'all') return [{ words: this.words.of(this.type(), group), at: null }];
    return group.items.flatMap((item, at): Chip[] => (this.hidden(item) ? [] : [{ words: this.words.of(this.type(), item), at }]));
  });

  constructor() {
    // An address that somebody sent holds ids; their names are asked for.
    effect(() => void this.names.learn(this.type(), this.group()));
  }

  /** Opens the builder at a condition, or with a new one. */
  edit(at: number | null): void {
    const data: FilterDialogData = { type: this.type(), group: this.group(), focus: at, besides: this.besides() };
    const ref = this.dialogs.open<FilterGroup, FilterDialogData, FilterDialog>(FilterDialog, { data, size: 'lg', sheet: true, focus: `[data-item="${at ?? this.group().items.length}"] :is(input, select)` });
    ref.closed.subscribe((group) => group && this.group.set(group));
  }

  protected remove(at: number | null): void {
    this.group.update((group) => (at === null ? NO_FILTER : { ...group, items: group.items.toSpliced(at, 1) }));
  }

  private hidden(item: FilterItem): boolean {
    return !isGroup(item) && (this.without()?.(item) ?? false);
  }
}
