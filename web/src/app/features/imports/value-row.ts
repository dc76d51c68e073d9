import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiButton, UiCombobox, UiIcon, UiInput, type OptionSearch, type UiOption } from '@libs/ui';
import { RecordsGateway } from '../../core/records/records.gateway.js';
import { suggestionFor, type ImportValue, type TargetField, type ValueAction, type ValueDecision } from './import-model.js';
import { ImportWords } from './import-words.js';
import { inSentence } from '../../core/i18n/noun.js';

/** A decision, and the name of the record it chose, which the API does not send back. */
export interface Decided extends ValueDecision {
  readonly title?: string;
}

/** One name or word of the file and what it stands for: one decision for all its rows. */
@Component({
  selector: 'app-import-value-row',
  imports: [TranslocoPipe, UiButton, UiCombobox, UiIcon, UiInput],
  template: `
    <div class="value">
      <p class="text"><ui-icon [class.open]="value().needsDecision" [name]="value().needsDecision ? 'circle-help' : 'circle-check'" [size]="15" />{{ 'imports.names.quoted' | transloco: { value: value().value } }}</p>
      <p class="rows">{{ words.count('rows', value().rows) }} · {{ 'imports.names.match.' + value().match | transloco }}</p>
    </div>
    <div class="choice">
      <select uiInput #box [attr.aria-label]="'imports.names.standsFor' | transloco: { value: value().value }" (change)="choose(box.value)">
        <option value="" [selected]="picked() === ''">{{ 'imports.names.choose' | transloco }}</option>
        @for (option of uses(); track option.value) { <option [value]="option.value" [selected]="picked() === option.value">{{ option.label }}</option> }
        @if (field().kind === 'reference') {
          <option value="other" [selected]="picked() === 'other'">{{ 'imports.names.other' | transloco: { type: kind() } }}</option>
          <option value="CREATE" [selected]="picked() === 'CREATE'">{{ 'imports.names.create' | transloco: { type: kind(), name: value().value } }}</option>
        } @else if (value().creatable) {
          <option value="CREATE" [selected]="picked() === 'CREATE'">{{ 'imports.names.createOption' | transloco: { name: value().value, field: field().label } }}</option>
        }
        <option value="EMPTY" [selected]="picked() === 'EMPTY'">{{ 'imports.names.empty' | transloco: { field: field().label } }}</option>
        <option value="REJECT" [selected]="picked() === 'REJECT'">{{ 'imports.names.reject' | transloco }}</option>
      </select>
      @if (picked() === 'other') {
        <ui-combobox [label]="'imports.names.otherOf' | transloco: { type: kind(), value: value().value }" [placeholder]="'imports.names.find' | transloco: { type: kind() }" [value]="value().recordId ?? null" [display]="title()" [search]="search" (picked)="use($event)" />
      }
    </div>
    <div class="hint">
      @if (hint(); as hint) { <button uiButton size="sm" type="button" (click)="decide.emit(hint.decision)"><ui-icon name="wand-sparkles" [size]="13" />{{ hint.text }}</button> }
    </div>
  `,
  styles: `
    :host { display: grid; grid-template-columns: minmax(0, 4fr) minmax(0, 4fr) minmax(120px, 3fr); gap: 8px 16px; align-items: center; padding: 10px 16px; border-bottom: 1px solid var(--line); }
    :host(:last-child) { border-bottom: 0; }
    p { margin: 0; }
    .text { display: flex; gap: 7px; align-items: center; font-weight: 500; overflow-wrap: anywhere; }
    .text ui-icon { color: var(--ok); }
    .text ui-icon.open { color: var(--warn); }
    .rows { padding-left: 22px; color: var(--muted); font-size: var(--text-sm); }
    .choice { display: flex; flex-direction: column; gap: 6px; }
    .hint { display: flex; justify-content: flex-end; min-width: 0; }
    @media (max-width: 720px) { :host { grid-template-columns: minmax(0, 1fr); } .hint { justify-content: flex-start; } .hint:empty { display: none; } }
  `,
})
export class ValueRow {
  readonly value = input.required<ImportValue>();
  readonly field = input.required<TargetField>();
  /** Name of the chosen record, where it is known. */
  readonly title = input<string | null>(null);
  readonly decide = output<Decided>();
  protected readonly words = inject(ImportWords);
  private readonly records = inject(RecordsGateway);
  protected readonly kind = computed(() => inSentence(this.words.one(this.field().target ?? null)));

  protected readonly uses = computed<readonly UiOption[]>(() => {
    const { candidates, choices } = this.value();
    return [
      ...candidates.map(({ id, title: name, detail, score }) => {
        const title = detail ? `${name} (${detail})` : name;
        return { value: `use:${id}`, label: score < 1 ? this.words.say('names.useAlike', { title, percent: Math.round(score * 100) }) : this.words.say('names.use', { title }) };
      }),
      ...choices.map((choice) => ({ value: `use:${choice}`, label: this.words.say('names.use', { title: this.words.choice(choice) }) })),
    ];
  });
  private readonly other = linkedSignal<string, boolean>({ source: () => `${this.value().field} ${this.value().value}`, computation: () => false });
  protected readonly picked = computed(() => {
    const { action, recordId, choice } = this.value();
    if (this.other()) return 'other';
    if (action !== 'USE') return action ?? '';
    const use = `use:${recordId ?? choice}`;
    return this.uses().some((option) => option.value === use) ? use : 'other';
  });
  protected readonly hint = computed(() => {
    const decision = this.value().needsDecision ? suggestionFor(this.value()) : null;
    if (!decision) return null;
    const text = decision.action === 'CREATE' ? this.words.say(this.field().kind === 'reference' ? 'names.suggestCreate' : 'names.suggestOption')
      : decision.action === 'EMPTY' ? this.words.say('names.suggestEmpty')
      : this.words.say('names.use', { title: decision.choice ? this.words.choice(decision.choice) : (this.value().candidates[0]?.title ?? '') });
    return { decision, text };
  });
  protected readonly search: OptionSearch = (query) => this.records.options(this.field().target!, query);

  protected choose(picked: string): void {
    this.other.set(picked === 'other');
    if (picked === 'other') return;
    const { field, value, choices } = this.value();
    if (!picked.startsWith('use:')) {
      this.decide.emit({ field, value, action: picked ? (picked as ValueAction) : null });
      return;
    }
    const use = picked.slice('use:'.length);
    this.decide.emit(choices.includes(use) ? { field, value, action: 'USE', choice: use } : { field, value, action: 'USE', recordId: use });
  }

  protected use(option: UiOption | null): void {
    const { field, value } = this.value();
    if (option) this.decide.emit({ field, value, action: 'USE', recordId: option.value, title: option.label });
  }
}
