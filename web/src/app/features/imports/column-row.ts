import { Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBadge, UiCheckbox, UiIcon, UiInput, UiTagInput, UiTooltip, type UiOption } from '@libs/ui';
import type { ColumnMapping, ImportColumn, ImportTarget } from './import-model.js';
import { ImportWords } from './import-words.js';
import { inSentence } from '../../core/i18n/noun.js';

const UNITS = [1, 1_000, 1_000_000, 1_000_000_000];
/** Per cent as they are, or as shares of one. */
const SHARES = [1, 100];
/** How sure the suggestion has to be to be called so. */
const SURE = 0.85;
/** How sure another reading has to be to be offered. */
const LIKELY = 0.6;

/** One column of the file: what stands in it, what it feeds, and how its values are read. */
@Component({
  selector: 'app-import-column-row',
  imports: [TranslocoPipe, UiBadge, UiCheckbox, UiIcon, UiInput, UiTagInput, UiTooltip],
  template: `
    <div class="source">
      <p class="name">{{ column().name || ('imports.columns.unnamed' | transloco: { number: column().index + 1 }) }}</p>
      <p class="samples">@for (sample of samples(); track $index) { <span>{{ sample }}</span> } @empty { <em>{{ 'imports.columns.empty' | transloco }}</em> }</p>
    </div>
    <ui-icon class="arrow" name="arrow-right" [size]="14" />
    <div class="target">
      <ui-tags [label]="'imports.columns.fieldsOf' | transloco: { column: column().name }" [placeholder]="'imports.columns.ignored' | transloco" [options]="options()" [value]="mapping().targets" (valueChange)="targets.emit($event)" />
      <div class="hints">
        @if (why(); as why) {
          <ui-badge [tone]="why.sure ? 'ok' : 'warn'" [uiTooltip]="why.reason">{{ 'imports.columns.sure' | transloco: { percent: why.percent } }}</ui-badge><span class="reason">{{ why.reason }}</span>
        }
        @for (other of others(); track other.field) {
          <button type="button" class="chip" [uiTooltip]="other.reason" (click)="targets.emit([...mapping().targets, other.field])"><ui-icon name="plus" [size]="11" />{{ other.label }} · {{ other.percent }} %</button>
        }
      </div>
      @if (units().length > 0 || reference()) {
        <div class="options">
          @if (units().length > 0) {
            <label>{{ 'imports.columns.unit' | transloco }}
              <select uiInput #unit (change)="changed.emit({ multiplier: +unit.value })">
                @for (each of units(); track each) { <option [value]="each" [selected]="(mapping().multiplier ?? 1) === each">{{ 'imports.columns.units.' + each | transloco }}</option> }
              </select>
            </label>
          }
          @if (reference(); as type) {
            <ui-checkbox [checked]="mapping().createMissing === true" (checkedChange)="changed.emit({ createMissing: $event })">{{ 'imports.columns.createMissing' | transloco: { type } }}</ui-checkbox>
          }
        </div>
      }
      @if (kinds().has('readable')) {
        <details [open]="asks()">
          <summary>{{ 'imports.columns.reading' | transloco }}</summary>
          <div class="options">
            @if (kinds().has('date')) {
              <label [class.ask]="asks()">{{ 'imports.columns.dateOrder' | transloco }}
                <select uiInput #order (change)="changed.emit({ dateOrder: order.value || null })">
                  <option value="" [selected]="!mapping().dateOrder">{{ (column().ambiguous === 'dateOrder' ? 'imports.columns.choose' : 'imports.columns.asWritten') | transloco }}</option>
                  @for (each of ['DMY', 'MDY', 'YMD']; track each) { <option [value]="each" [selected]="mapping().dateOrder === each">{{ 'imports.columns.orders.' + each | transloco }}</option> }
                </select>
              </label>
            }
            @if (kinds().has('number')) {
              <label [class.ask]="asks()">{{ 'imports.columns.decimalMark' | transloco }}
                <select uiInput #mark (change)="changed.emit({ decimalMark: mark.value || null })">
                  <option value="" [selected]="!mapping().decimalMark">{{ (column().ambiguous === 'decimalMark' ? 'imports.columns.choose' : 'imports.columns.asWritten') | transloco }}</option>
                  <option value="." [selected]="mapping().decimalMark === '.'">1,234.50</option>
                  <option value="," [selected]="mapping().decimalMark === ','">1.234,50</option>
                </select>
              </label>
            }
            <label>{{ 'imports.columns.onProblem' | transloco }}
              <select uiInput #problem (change)="changed.emit({ onProblem: problem.value })">
                <option value="REJECT" [selected]="mapping().onProblem !== 'EMPTY'">{{ 'imports.columns.reject' | transloco }}</option>
                <option value="EMPTY" [selected]="mapping().onProblem === 'EMPTY'">{{ 'imports.columns.leaveEmpty' | transloco }}</option>
              </select>
            </label>
          </div>
        </details>
      }
    </div>
  `,
  styles: `
    :host { display: grid; grid-template-columns: minmax(0, 5fr) 20px minmax(0, 7fr); gap: 14px; padding: 12px 16px; border-bottom: 1px solid var(--line); }
    :host(:last-child) { border-bottom: 0; }
    p { margin: 0; }
    .name { font-weight: 500; overflow-wrap: anywhere; }
    .samples { display: flex; flex-wrap: wrap; gap: 3px 6px; margin-top: 4px; color: var(--muted); font-size: var(--text-sm); }
    .samples span { max-width: 180px; padding: 0 6px; overflow: hidden; border-radius: 4px; background: var(--sunken); text-overflow: ellipsis; white-space: nowrap; line-height: 19px; }
    .arrow { margin-top: 8px; color: var(--faint); }
    .target { min-width: 0; }
    .hints { display: flex; flex-wrap: wrap; gap: 5px 8px; align-items: center; margin-top: 6px; color: var(--muted); font-size: var(--text-sm); }
    .reason { min-width: 0; overflow-wrap: anywhere; }
    .chip { display: inline-flex; gap: 4px; align-items: center; min-height: 24px; padding: 0 8px; border: 1px dashed var(--control-line); border-radius: 12px; background: none; color: var(--muted); font: inherit; font-size: var(--text-sm); cursor: pointer; }
    .chip:hover { border-color: var(--brand); color: var(--brand-fg); }
    .options { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: end; margin-top: 8px; }
    label { display: flex; flex-direction: column; gap: 3px; color: var(--muted); font-size: var(--text-xs); }
    label select { width: auto; min-width: 120px; }
    details { margin-top: 7px; }
    summary { width: fit-content; color: var(--muted); font-size: var(--text-sm); cursor: pointer; }
    summary:hover { color: var(--fg); }
    label.ask { color: var(--warn); font-weight: 600; }
    label.ask select { border-color: var(--warn); }
    @media (max-width: 720px) { :host { grid-template-columns: minmax(0, 1fr); gap: 8px; } .arrow { display: none; } label { flex: 1; } }
  `,
})
export class ColumnRow {
  readonly column = input.required<ImportColumn>();
  readonly mapping = input.required<ColumnMapping>();
  readonly target = input.required<ImportTarget>();
  readonly columns = input.required<readonly ColumnMapping[]>();
  readonly targets = output<readonly string[]>();
  readonly changed = output<Partial<ColumnMapping>>();
  private readonly words = inject(ImportWords);

  protected readonly samples = computed(() => this.column().samples.slice(0, 4));
  protected readonly options = computed<readonly UiOption[]>(() => {
    const elsewhere = new Set(this.columns().filter((each) => each.column !== this.column().index).flatMap((each) => each.targets));
    return this.target().fields.map((field) => ({
      value: field.key,
      label: field.required ? this.words.say('columns.requiredField', { field: field.label }) : field.label,
      ...(elsewhere.has(field.key) ? { detail: this.words.say('columns.fedElsewhere') } : {}),
    }));
  });
  protected readonly why = computed(() => {
    const found = this.column().suggestions.find(({ field }) => this.mapping().targets.includes(field));
    return found ? { percent: Math.round(found.confidence * 100), sure: found.confidence >= SURE, reason: found.reason } : null;
  });
  /** Other readings that nothing feeds yet. */
  protected readonly others = computed(() => {
    const fed = new Set(this.columns().flatMap((each) => each.targets));
    const names = new Map(this.target().fields.map((field) => [field.key, field.label]));
    return this.column().suggestions.filter(({ field, confidence }) => confidence >= LIKELY && !fed.has(field) && names.has(field)).slice(0, 3)
      .map(({ field, confidence, reason }) => ({ field, reason, label: names.get(field)!, percent: Math.round(confidence * 100) }));
  });
  private readonly fed = computed(() => this.target().fields.filter((field) => this.mapping().targets.includes(field.key)));
  protected readonly units = computed(() => (this.kinds().has('money') ? UNITS : this.fed().some(({ percent }) => percent) ? SHARES : []));
  protected readonly reference = computed(() => {
    const field = this.fed().find(({ kind }) => kind === 'reference');
    return field ? inSentence(this.words.many(field.target ?? '')) : null;
  });
  /** The values can be read in two ways, and nobody said which. */
  protected readonly asks = computed(() => (this.column().ambiguous === 'dateOrder' && !this.mapping().dateOrder) || (this.column().ambiguous === 'decimalMark' && !this.mapping().decimalMark));
  protected readonly kinds = computed(() => {
    const found = new Set<string>();
    for (const { kind } of this.fed()) {
      if (kind === 'date' || kind === 'dateTime') found.add('date').add('readable');
      if (kind === 'integer' || kind === 'number' || kind === 'money') found.add('number').add('readable');
      if (kind === 'money' || kind === 'number') found.add('money');
      if (kind === 'email' || kind === 'phone' || kind === 'url' || kind === 'boolean') found.add('readable');
      if (kind === 'reference') found.add('reference');
    }
    return found;
  });
}
