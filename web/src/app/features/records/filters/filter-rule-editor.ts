import { Component, computed, effect, ElementRef, inject, input, output, untracked } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiCombobox, UiDateInput, UiIconButton, UiInput, UiNumberInput, UiTagInput, type UiOption } from '@libs/ui';
import { filterFieldNamed, filterFields, type FieldMetadata, type RecordTypeMetadata } from '../../../core/records/record-metadata.js';
import { TagSuggestions } from '../../tags/tag-suggestions.js';
import { FieldViews } from '../field-views.js';
import { FilterNames } from './filter-names.js';
import { isDay, isNumber, isUnary, operatorsOf, type FilterOperator, type FilterRule } from './filter-model.js';
import { operatorKey } from './filter-words.js';
import { PeriodControl } from './period-control.js';

/** What kind of value an operator starts with. */
const FIRST_VALUES: Readonly<Partial<Record<FilterOperator, readonly string[]>>> = { within: ['last 7 days'] };

/** One condition: field, operator, value. What is offered comes from the description of the record type alone. */
@Component({
  selector: 'app-filter-rule-editor',
  imports: [PeriodControl, TranslocoPipe, UiCombobox, UiDateInput, UiIconButton, UiInput, UiNumberInput, UiTagInput],
  template: `
    <ui-combobox class="field" [label]="'views.filter.field' | transloco" [placeholder]="'views.filter.chooseField' | transloco" [value]="field()?.name ?? null" [display]="rule().field" [options]="fields()" (valueChange)="choose($event)" />
    @if (field(); as chosen) {
      <select #operator uiInput class="operator" [attr.aria-label]="'views.filter.operator' | transloco" (change)="ask($any(operator.value))">
        @for (each of operators(); track each) { <option [value]="each" [selected]="each === rule().operator">{{ 'views.operators.' + wordOf(each) | transloco }}</option> }
      </select>
      <div class="value">
        @switch (control()) {
          @case ('none') {}
          @case ('period') { <app-period-control [value]="first()" (valueChange)="one($event)" /> }
          @case ('choices') { <ui-tags [label]="'views.filter.value' | transloco" [value]="rule().values" [options]="views.choices(chosen)" [placeholder]="'views.filter.chooseValue' | transloco" (valueChange)="several($event)" /> }
          @case ('tags') { <ui-tags creatable [label]="'views.filter.value' | transloco" [value]="rule().values" [search]="suggestions.search" [colors]="suggestions.colours()" (valueChange)="several($event)" /> }
          @case ('records') { <ui-tags [label]="'views.filter.value' | transloco" [value]="rule().values" [search]="search()" [names]="names.all()" [placeholder]="'views.filter.chooseValue' | transloco" (valueChange)="several($event)" /> }
          @case ('days') {
            <ui-date [label]="'views.filter.from' | transloco" [value]="first()" (valueChange)="at(0, $event)" /><span class="and">{{ 'views.filter.and' | transloco }}</span>
            <ui-date [label]="'views.filter.to' | transloco" [value]="rule().values[1] || null" (valueChange)="at(1, $event)" />
          }
          @case ('numbers') {
            <ui-number [label]="'views.filter.from' | transloco" [value]="first()" (valueChange)="at(0, $event)" /><span class="and">{{ 'views.filter.and' | transloco }}</span>
            <ui-number [label]="'views.filter.to' | transloco" [value]="rule().values[1] || null" (valueChange)="at(1, $event)" />
          }
          @case ('day') { <ui-date [label]="'views.filter.value' | transloco" [value]="first()" (valueChange)="one($event)" /> }
          @case ('number') { <ui-number [label]="'views.filter.value' | transloco" [value]="first()" (valueChange)="one($event)" /> }
          @default { <input #text uiInput [attr.aria-label]="'views.filter.value' | transloco" [value]="first() ?? ''" (input)="one(text.value)" /> }
        }
      </div>
    }
    <button uiIconButton type="button" class="remove" icon="x" size="sm" [iconSize]="14" [label]="'views.filter.removeCondition' | transloco" (click)="removed.emit()"></button>
  `,
  styles: `
    :host { display: grid; grid-template-columns: minmax(0, 190px) minmax(0, 150px) minmax(0, 1fr) auto; gap: 6px; align-items: start; }
    .value { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; min-width: 0; }
    .value > * { flex: 1 1 120px; min-width: 0; }
    .and { flex: none; color: var(--muted); font-size: var(--text-sm); }
    .remove { grid-column: 4; align-self: center; }
    @media (max-width: 640px) {
      :host { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) auto; padding: 8px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
      .field { grid-column: 1 / 3; }
      .remove { grid-column: 3; grid-row: 1; }
      .operator { grid-column: 1 / 4; }
      .value { grid-column: 1 / 4; }
    }
  `,
})
export class FilterRuleEditor {
  readonly type = input.required<RecordTypeMetadata>();
  readonly rule = input.required<FilterRule>();
  readonly ruleChange = output<FilterRule>();
  readonly removed = output();

  protected readonly views = inject(FieldViews);
  protected readonly suggestions = inject(TagSuggestions);
  protected readonly names = inject(FilterNames);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly fields = computed<readonly UiOption[]>(() => filterFields(this.type()).map((field) => ({ value: field.name, label: field.label })));
  protected readonly field = computed<FieldMetadata | undefined>(() => filterFieldNamed(this.type(), this.rule().field));
  protected readonly operators = computed<readonly FilterOperator[]>(() => {
    const field = this.field();
    if (!field) return [];
    const offered = operatorsOf(field);
    // Whoever wrote a filter by other means finds it as it was.
    return offered.includes(this.rule().operator) ? offered : [...offered, this.rule().operator];
  });
  protected readonly first = computed(() => this.rule().values[0] || null);
  protected readonly search = computed(() => this.names.searchOf(this.field()!));
  protected readonly control = computed(() => {
    const field = this.field();
    const { operator } = this.rule();
    if (!field || isUnary(operator)) return 'none';
    if (operator === 'within') return 'period';
    if (field.choices.length > 0) return 'choices';
    if (field.kind === 'reference') return 'records';
    if (field.kind === 'tags') return 'tags';
    if (isDay(field)) return operator === 'between' ? 'days' : 'day';
    if (isNumber(field)) return operator === 'between' ? 'numbers' : 'number';
    return 'text';
  });

  constructor() {
    effect(() => {
      if (this.control() === 'tags') untracked(() => this.suggestions.prepare());
    });
  }

  /** Puts the focus on the first control. */
  focus(): void {
    this.host.querySelector<HTMLElement>('input, select')?.focus();
  }

  protected wordOf(operator: FilterOperator): string {
    return operatorKey(this.field(), { operator });
  }

  protected choose(name: string | null): void {
    const field = name ? filterFieldNamed(this.type(), name) : undefined;
    if (!field || field.name === this.rule().field) return;
    const operator = operatorsOf(field)[0] ?? 'eq';
    this.ruleChange.emit({ field: field.name, operator, values: FIRST_VALUES[operator] ?? [] });
  }

  /** Another operator keeps the value where it still means something. */
  protected ask(operator: FilterOperator): void {
    const { operator: before, values } = this.rule();
    const kept = operator === 'within' ? (FIRST_VALUES.within ?? []) : before === 'within' ? [] : operator === 'between' ? values.slice(0, 2) : before === 'between' ? values.slice(0, 1) : values;
    this.ruleChange.emit({ ...this.rule(), operator, values: kept });
  }

  protected one(value: string | null): void {
    this.several(value === null || value === '' ? [] : [value]);
  }

  protected several(values: readonly string[]): void {
    this.ruleChange.emit({ ...this.rule(), values });
  }

  protected at(index: 0 | 1, value: string | null): void {
    const [from = '', to = ''] = this.rule().values;
    this.several(index === 0 ? [value ?? '', to] : [from, value ?? '']);
  }
}
