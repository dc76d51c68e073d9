import { Component, computed, effect, inject, input, model, untracked } from '@angular/core';
import { UiCheckbox, UiCombobox, UiDateInput, UiInput, UiNumberInput, UiTagInput } from '@libs/ui';
import { Formats } from '../../core/format/formats.js';
import type { ClientRecord, FieldMetadata } from '../../core/records/record-metadata.js';
import { TagSuggestions } from '../tags/tag-suggestions.js';
import { FieldViews } from './field-views.js';

/** The control of a form for a field of any kind. The value is what the API takes. */
@Component({
  selector: 'app-field-control',
  imports: [UiCheckbox, UiCombobox, UiDateInput, UiInput, UiNumberInput, UiTagInput],
  template: `
    @switch (kind()) {
      @case ('choice') { <ui-combobox [value]="text()" [options]="views.choices(field())" [clearable]="!field().required" (valueChange)="value.set($event)" /> }
      @case ('reference') { <ui-combobox [value]="text()" [search]="search()" [display]="display()" [clearable]="!field().required" (valueChange)="value.set($event)" /> }
      @case ('date') { <ui-date [value]="text()" (valueChange)="value.set($event)" /> }
      @case ('money') { <ui-number [value]="text()" [currency]="currency()" (valueChange)="value.set($event)" /> }
      @case ('number') { <ui-number [value]="text()" (valueChange)="number($event)" /> }
      @case ('integer') { <ui-number [value]="text()" [decimals]="0" (valueChange)="number($event)" /> }
      @case ('boolean') { <ui-checkbox [checked]="value() === true" (checkedChange)="value.set($event)">{{ field().label }}</ui-checkbox> }
      @case ('choices') { <ui-tags [value]="tags()" [options]="views.choices(field())" [names]="views.optionNames(field())" (valueChange)="value.set($event)" /> }
      @case ('tags') { <ui-tags [value]="tags()" creatable [search]="suggestions.search" [colors]="suggestions.colours()" (valueChange)="value.set($event)" /> }
      @case ('dateTime') { <input uiInput type="datetime-local" [value]="localTime()" (change)="instant($any($event.target).value)" /> }
      @case ('longText') { <textarea uiInput rows="4" [attr.maxlength]="field().maxLength" [value]="text() ?? ''" (input)="value.set($any($event.target).value)"></textarea> }
      @default { <input uiInput [type]="inputType()" [attr.maxlength]="field().maxLength" [value]="text() ?? ''" (input)="value.set($any($event.target).value)" /> }
    }
  `,
})
export class FieldControl {
  readonly field = input.required<FieldMetadata>();
  readonly value = model<unknown>(null);
  /** Name of the record a reference holds at first. */
  readonly display = input<string>('');
  /** Values of the other fields, for the currency. */
  readonly record = input<Readonly<Record<string, unknown>>>({});

  protected readonly views = inject(FieldViews);
  private readonly formats = inject(Formats);
  protected readonly suggestions = inject(TagSuggestions);
  protected readonly kind = computed(() => this.field().kind);
  protected readonly search = computed(() => this.views.searchOf(this.field(), this.record()));
  protected readonly currency = computed(() => this.views.currencyOf(this.field(), this.record() as ClientRecord));
  protected readonly text = computed(() => {
    const value = this.value();
    return value === null || value === undefined || value === '' ? null : String(value);
  });
  protected readonly tags = computed(() => (Array.isArray(this.value()) ? (this.value() as readonly string[]) : []));
  protected readonly inputType = computed(() => ({ email: 'email', phone: 'tel', url: 'url' })[this.kind() as string] ?? 'text');
  protected readonly localTime = computed(() => {
    const text = this.text();
    return text ? this.formats.clockTime(text) : '';
  });

  constructor() {
    effect(() => {
      if (this.kind() === 'tags') untracked(() => this.suggestions.prepare());
    });
  }

  protected number(text: string | null): void {
    this.value.set(text === null ? null : Number(text));
  }

  protected instant(text: string): void {
    this.value.set(text ? this.formats.momentOf(text) : null);
  }
}
