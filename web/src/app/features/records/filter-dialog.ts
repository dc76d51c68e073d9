import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiButton, UiCombobox, UiDateInput, UiDialog, UiField, UiInput, UiNumberInput, UiTagInput, type UiOption } from '@libs/ui';
import { fieldNamed, type RecordTypeMetadata } from '../../core/records/record-metadata.js';
import { FieldViews } from './field-views.js';
import { isUnary, operatorsOf, type FilterOperator, type FilterRule } from './record-filters.js';

export interface FilterDialogData {
  readonly type: RecordTypeMetadata;
  readonly rule: FilterRule | null;
  /** Names of the records that the rule's ids stand for. */
  readonly names: Readonly<Record<string, string>>;
}

export interface FilterDialogResult {
  readonly rule: FilterRule;
  readonly names: Readonly<Record<string, string>>;
}

/** Builds one condition: field, operator, value. */
@Component({
  selector: 'app-filter-dialog',
  imports: [TranslocoPipe, UiButton, UiCombobox, UiDateInput, UiDialog, UiField, UiInput, UiNumberInput, UiTagInput],
  template: `
    <ui-dialog [heading]="'records.filter.title' | transloco">
      <form id="filter-form" class="flex flex-col gap-4" (submit)="apply($event)">
        <ui-field [label]="'records.filter.field' | transloco"><ui-combobox [value]="field()?.name ?? null" [options]="fields" (valueChange)="choose($event)" /></ui-field>
        @if (field(); as chosen) {
          <ui-field [label]="'records.filter.operator' | transloco">
            <select uiInput [value]="operator()" (change)="operator.set($any($event.target).value)">
              @for (each of operators(); track each) { <option [value]="each" [selected]="each === operator()">{{ 'records.operators.' + each | transloco }}</option> }
            </select>
          </ui-field>
          @if (!unary()) {
            <ui-field [label]="'records.filter.value' | transloco">
              @switch (control()) {
                @case ('choices') { <ui-tags [value]="values()" [options]="views.choices(chosen)" (valueChange)="values.set($event)" /> }
                @case ('records') { <ui-combobox [value]="values()[0] ?? null" [search]="search()" [display]="names()[values()[0] ?? ''] ?? ''" clearable (valueChange)="record($event)" /> }
                @case ('date') { <ui-date [value]="values()[0] ?? null" (valueChange)="one($event)" /> }
                @case ('number') { <ui-number [value]="values()[0] ?? null" (valueChange)="one($event)" /> }
                @default { <input uiInput [value]="values()[0] ?? ''" (input)="one($any($event.target).value)" /> }
              }
            </ui-field>
          }
        }
      </form>
      <ng-container uiDialogFooter>
        <button uiButton type="button" (click)="ref.close()">{{ 'records.cancel' | transloco }}</button>
        <button uiButton variant="primary" type="submit" form="filter-form" [disabled]="!complete()">{{ 'records.filter.apply' | transloco }}</button>
      </ng-container>
    </ui-dialog>
  `,
})
export class FilterDialog {
  private readonly data = inject<FilterDialogData>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<FilterDialogResult, FilterDialog>>(DialogRef);
  protected readonly views = inject(FieldViews);
  protected readonly fields: readonly UiOption[] = this.data.type.fields.filter((field) => field.filterable).map((field) => ({ value: field.name, label: field.label }));
  private readonly name = signal(this.data.rule?.field ?? null);
  protected readonly operator = signal<FilterOperator>(this.data.rule?.operator ?? 'eq');
  protected readonly values = signal<readonly string[]>(this.data.rule?.values ?? []);
  protected readonly names = signal(this.data.names);
  protected readonly field = computed(() => (this.name() ? fieldNamed(this.data.type, this.name()!) : undefined));
  protected readonly operators = computed(() => (this.field() ? operatorsOf(this.field()!) : []));
  protected readonly unary = computed(() => isUnary(this.operator()));
  protected readonly complete = computed(() => this.field() !== undefined && (this.unary() || this.values().some((value) => value.trim() !== '')));
  /** A search that remembers what the ids it offers are called, so that the chip can say it. */
  protected readonly search = computed(() => {
    const find = this.views.searchOf(this.field()!);
    return async (query: string, signal: AbortSignal) => {
      const options = await find(query, signal);
      this.names.update((names) => ({ ...names, ...Object.fromEntries(options.map((option) => [option.value, option.label])) }));
      return options;
    };
  });
  protected readonly control = computed(() => {
    switch (this.field()?.kind) {
      case 'choice':
        return 'choices';
      case 'reference':
        return 'records';
      case 'date':
      case 'dateTime':
        return 'date';
      case 'integer':
      case 'number':
      case 'money':
        return 'number';
      default:
        return 'text';
    }
  });

  protected choose(name: string | null): void {
    this.name.set(name);
    this.values.set([]);
    this.operator.set(this.operators()[0] ?? 'eq');
  }

  protected one(value: string | null): void {
    this.values.set(value === null || value === '' ? [] : [value]);
  }

  protected record(id: string | null): void {
    this.one(id);
  }

  protected apply(event: Event): void {
    event.preventDefault();
    const field = this.field();
    if (!field || !this.complete()) return;
    this.ref.close({ rule: { field: field.name, operator: this.operator(), values: this.unary() ? [] : this.values() }, names: this.names() });
  }
}
