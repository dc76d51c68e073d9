import { afterNextRender, Component, computed, inject, Injector, input, output, viewChildren } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiButton, UiIcon, UiIconButton, UiInput } from '@libs/ui';
import type { RecordTypeMetadata } from '../../../core/records/record-metadata.js';
import { FILTER_MODES, isGroup, MAX_DEPTH, type FilterGroup, type FilterItem, type FilterMode, type FilterRule } from './filter-model.js';
import { FilterRuleEditor } from './filter-rule-editor.js';

const EMPTY_RULE: FilterRule = { field: '', operator: 'eq', values: [] };

/** Conditions of which all, any or none have to hold, and groups among them. Everything is reached by Tab; adding and removing keep the focus near. */
@Component({
  selector: 'app-filter-group-editor',
  imports: [FilterRuleEditor, TranslocoPipe, UiButton, UiIcon, UiIconButton, UiInput],
  template: `
    <div class="head">
      <select #mode uiInput [attr.aria-label]="'views.filter.mode' | transloco" (change)="setMode($any(mode.value))">
        @for (each of modes; track each) { <option [value]="each" [selected]="each === group().mode">{{ 'views.modes.' + each | transloco }}</option> }
      </select>
      <span>{{ 'views.filter.modeRest' | transloco }}</span>
      @if (depth() > 0) { <button uiIconButton type="button" class="off" icon="x" size="sm" [iconSize]="14" [label]="'views.filter.removeGroup' | transloco" (click)="removed.emit()"></button> }
    </div>
    <ul>
      @for (entry of entries(); track entry.key; let at = $index) {
        <li [attr.data-item]="depth() === 0 ? at : null">
          @if (asGroup(entry.item); as inner) {
            <app-filter-group-editor role="group" [attr.aria-label]="'views.filter.group' | transloco: { number: at + 1 }" [type]="type()" [group]="inner" [depth]="depth() + 1" (groupChange)="replace(at, $event)" (removed)="remove(at)" />
          } @else {
            <app-filter-rule-editor role="group" [attr.aria-label]="'views.filter.condition' | transloco: { number: at + 1 }" [type]="type()" [rule]="$any(entry.item)" (ruleChange)="replace(at, $event)" (removed)="remove(at)" />
          }
        </li>
      }
    </ul>
    <div class="add">
      <button uiButton type="button" size="sm" variant="ghost" (click)="addRule()"><ui-icon name="plus" [size]="14" />{{ 'views.filter.addCondition' | transloco }}</button>
      @if (depth() < maxDepth) { <button uiButton type="button" size="sm" variant="ghost" (click)="addGroup()"><ui-icon name="list-plus" [size]="14" />{{ 'views.filter.addGroup' | transloco }}</button> }
    </div>
  `,
  styles: `
    :host { display: block; min-width: 0; }
    .head { display: flex; gap: 8px; align-items: center; color: var(--muted); font-size: var(--text-sm); }
    .head select { width: auto; }
    .off { margin-left: auto; }
    ul { display: flex; flex-direction: column; gap: 8px; margin: 8px 0; padding: 0; list-style: none; }
    ul:empty { display: none; }
    .add { display: flex; flex-wrap: wrap; gap: 4px; }
    app-filter-group-editor { padding: 10px 12px; border: 1px solid var(--line); border-left: 2px solid var(--brand); border-radius: var(--radius); background: var(--sunken); }
  `,
})
export class FilterGroupEditor {
  readonly type = input.required<RecordTypeMetadata>();
  readonly group = input.required<FilterGroup>();
  readonly depth = input(0);
  readonly groupChange = output<FilterGroup>();
  readonly removed = output();

  protected readonly modes = FILTER_MODES;
  protected readonly maxDepth = MAX_DEPTH - 1;
  private readonly injector = inject(Injector);
  private readonly rules = viewChildren(FilterRuleEditor);
  private readonly groups = viewChildren(FilterGroupEditor);
  /** Names of the rows for as long as they are edited, so that removing one leaves the others' controls as they are. */
  private readonly keys: number[] = [];
  private next = 0;
  protected readonly entries = computed(() => this.group().items.map((item, at) => ({ item, key: (this.keys[at] ??= this.next++) })));

  /** Puts the focus on the first control, or adds a condition to have one. */
  focus(): void {
    if (this.group().items.length === 0) this.addRule();
    else (this.rules()[0] ?? this.groups()[0])?.focus();
  }

  protected asGroup(item: FilterItem): FilterGroup | null {
    return isGroup(item) ? item : null;
  }

  protected setMode(mode: FilterMode): void {
    this.groupChange.emit({ ...this.group(), mode });
  }

  protected replace(at: number, item: FilterItem): void {
    this.emit(this.group().items.with(at, item));
  }

  protected remove(at: number): void {
    this.keys.splice(at, 1);
    this.emit(this.group().items.toSpliced(at, 1));
    afterNextRender(() => (this.rules()[Math.min(at, this.rules().length - 1)] ?? this.groups().at(-1))?.focus(), { injector: this.injector });
  }

  protected addRule(): void {
    this.emit([...this.group().items, EMPTY_RULE]);
    afterNextRender(() => this.rules().at(-1)?.focus(), { injector: this.injector });
  }

  protected addGroup(): void {
    this.emit([...this.group().items, { mode: this.group().mode === 'any' ? 'all' : 'any', items: [EMPTY_RULE] }]);
    afterNextRender(() => this.groups().at(-1)?.focus(), { injector: this.injector });
  }

  private emit(items: readonly FilterItem[]): void {
    this.groupChange.emit({ ...this.group(), items });
  }
}
