import { Component, computed, inject, linkedSignal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiButton, UiCombobox, UiIcon, UiIconButton, UiInput, type OptionSearch, type UiOption } from '@libs/ui';
import { RecordsGateway } from '../../core/records/records.gateway.js';
import type { TargetField } from './import-model.js';
import { ImportStore } from './import.store.js';
import { ImportWords } from './import-words.js';

/** Values that every row gets: the pipeline of the deals, the currency, the owner. */
@Component({
  selector: 'app-import-constants',
  imports: [TranslocoPipe, UiButton, UiCombobox, UiIcon, UiIconButton, UiInput],
  template: `
    <h3>{{ 'imports.columns.constants' | transloco }}</h3>
    @for (entry of shown(); track entry.field.key) {
      <div class="row">
        <span>{{ entry.field.label }}</span>
        @switch (entry.field.kind) {
          @case ('reference') { <ui-combobox [label]="entry.field.label" [value]="entry.value" [display]="titles().get(entry.value ?? '') ?? null" [search]="searches(entry.field)" (picked)="pick(entry.field.key, $event)" /> }
          @case ('choice') { <ui-combobox [label]="entry.field.label" [value]="entry.value" [options]="choices(entry.field)" (picked)="pick(entry.field.key, $event)" /> }
          @default { <input uiInput #box [attr.aria-label]="entry.field.label" [value]="entry.value ?? ''" (change)="set(entry.field.key, box.value)" /> }
        }
        <button uiIconButton type="button" icon="x" size="sm" [label]="'imports.columns.removeConstant' | transloco: { field: entry.field.label }" (click)="remove(entry.field.key)"></button>
      </div>
    }
    @if (adding()) {
      <ui-combobox class="add" [label]="'imports.columns.addConstant' | transloco" [placeholder]="'imports.columns.whichField' | transloco" [value]="null" [options]="free()" (picked)="add($event)" />
    } @else {
      <button uiButton size="sm" variant="ghost" type="button" (click)="adding.set(true)"><ui-icon name="plus" [size]="13" />{{ 'imports.columns.addConstant' | transloco }}</button>
    }
  `,
  styles: `
    :host { display: flex; flex-direction: column; align-items: flex-start; gap: 8px; }
    h3 { font-size: var(--text); font-weight: 500; }
    .row { display: grid; grid-template-columns: minmax(80px, 160px) minmax(0, 260px) auto; gap: 10px; align-items: center; width: 100%; }
    .add { width: min(260px, 100%); }
  `,
})
export class ConstantsEditor {
  private readonly store = inject(ImportStore);
  private readonly records = inject(RecordsGateway);
  private readonly words = inject(ImportWords);
  protected readonly adding = linkedSignal({ source: () => this.store.record()?.id, computation: () => false });
  /** Names of records picked here; the API keeps ids. */
  protected readonly titles = linkedSignal<string | undefined, ReadonlyMap<string, string>>({ source: () => this.store.record()?.id, computation: () => new Map() });
  private readonly begun = linkedSignal<string | undefined, readonly string[]>({ source: () => this.store.record()?.id, computation: () => [] });
  private readonly values = computed(() => (this.store.mapping()?.constants ?? {}) as Readonly<Record<string, unknown>>);
  private readonly searchOf = new Map<string, OptionSearch>();

  protected readonly shown = computed(() => {
    const keys = new Set([...Object.keys(this.values()), ...this.begun()]);
    return (this.store.target()?.fields ?? []).filter((field) => keys.has(field.key)).map((field) => ({ field, value: textOf(this.values()[field.key]) }));
  });
  protected readonly free = computed<readonly UiOption[]>(() => {
    const used = new Set([...(this.store.mapping()?.columns.flatMap((column) => column.targets) ?? []), ...this.shown().map(({ field }) => field.key)]);
    return (this.store.target()?.fields ?? []).filter((field) => !used.has(field.key)).map((field) => ({ value: field.key, label: field.label }));
  });

  protected add(option: UiOption | null): void {
    if (option) this.begun.update((keys) => [...keys, option.value]);
    this.adding.set(false);
  }

  protected pick(key: string, option: UiOption | null): void {
    if (!option) return;
    this.titles.update((titles) => new Map(titles).set(option.value, option.label));
    this.set(key, option.value);
  }

  protected set(key: string, value: string): void {
    const text = value.trim();
    if (!text) return;
    void this.store.changeMapping({ constants: { ...this.values(), [key]: text } });
  }

  protected remove(key: string): void {
    this.begun.update((keys) => keys.filter((each) => each !== key));
    if (key in this.values()) void this.store.changeMapping({ constants: Object.fromEntries(Object.entries(this.values()).filter(([each]) => each !== key)) });
  }

  protected choices(field: TargetField): readonly UiOption[] {
    return field.choices.map((choice) => ({ value: choice, label: this.words.choice(choice) }));
  }

  protected searches(field: TargetField): OptionSearch {
    const found = this.searchOf.get(field.key) ?? ((query: string) => this.records.options(field.target!, query));
    this.searchOf.set(field.key, found);
    return found;
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : null);
