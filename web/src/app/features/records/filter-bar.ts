import { Component, computed, effect, inject, input, model, signal } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiButton, UiDialogs, UiIcon, UiIconButton } from '@libs/ui';
import { fieldNamed, type RecordTypeMetadata } from '../../core/records/record-metadata.js';
import { RecordsGateway } from '../../core/records/records.gateway.js';
import { FieldViews } from './field-views.js';
import { FilterDialog, type FilterDialogData, type FilterDialogResult } from './filter-dialog.js';
import { isUnary, type FilterRule } from './record-filters.js';

/** The conditions of a list as chips, and a button that adds one. Lists and boards use the same. */
@Component({
  selector: 'app-filter-bar',
  imports: [TranslocoPipe, UiButton, UiIcon, UiIconButton],
  template: `
    @for (rule of rules(); track $index) {
      <span class="chip">
        <button type="button" class="text" (click)="edit($index)">{{ words()[$index] }}</button>
        <button uiIconButton type="button" icon="x" size="sm" [iconSize]="12" [label]="'records.filter.remove' | transloco: { filter: words()[$index] }" (click)="remove($index)"></button>
      </span>
    }
    <button uiButton type="button" size="sm" variant="ghost" (click)="edit(null)"><ui-icon name="list-filter" [size]="14" />{{ 'records.filter.add' | transloco }}</button>
  `,
  styles: `
    :host { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; min-width: 0; }
    .chip { display: inline-flex; align-items: center; min-width: 0; border: 1px solid var(--line-strong); border-radius: 99px; background: var(--surface); padding-left: 10px; }
    .text { min-width: 0; max-width: 260px; overflow: hidden; padding: 3px 0; border: 0; background: none; color: inherit; font: inherit; font-size: var(--text-sm); text-overflow: ellipsis; white-space: nowrap; }
  `,
})
export class FilterBar {
  readonly type = input.required<RecordTypeMetadata>();
  readonly rules = model.required<readonly FilterRule[]>();

  private readonly dialogs = inject(UiDialogs);
  private readonly gateway = inject(RecordsGateway);
  private readonly views = inject(FieldViews);
  private readonly transloco = inject(TranslocoService);
  private readonly names = signal<Readonly<Record<string, string>>>({});
  protected readonly words = computed(() => this.rules().map((rule) => this.describe(rule)));

  constructor() {
    // An address that somebody sent holds ids; their names are asked for.
    effect(() => void this.learn(this.type(), this.rules()));
  }

  protected edit(index: number | null): void {
    const rule = index === null ? null : (this.rules()[index] ?? null);
    const ref = this.dialogs.open<FilterDialogResult, FilterDialogData, FilterDialog>(FilterDialog, { data: { type: this.type(), rule, names: this.names() }, size: 'sm' });
    ref.closed.subscribe((result) => {
      if (!result) return;
      this.names.update((names) => ({ ...names, ...result.names }));
      this.rules.update((rules) => (index === null ? [...rules, result.rule] : rules.with(index, result.rule)));
    });
  }

  protected remove(index: number): void {
    this.rules.update((rules) => rules.toSpliced(index, 1));
  }

  private describe(rule: FilterRule): string {
    const field = fieldNamed(this.type(), rule.field);
    const label = field?.label ?? rule.field;
    const operator = this.transloco.translate(`records.operators.${rule.operator}`);
    if (isUnary(rule.operator)) return `${label} ${operator}`;
    const values = rule.values.map((value) => (field?.kind === 'reference' ? (this.names()[value] ?? '…') : field?.kind === 'choice' ? this.views.choiceLabel(value) : value));
    return `${label} ${operator} ${values.join(', ')}`;
  }

  private async learn(type: RecordTypeMetadata, rules: readonly FilterRule[]): Promise<void> {
    for (const rule of rules) {
      const target = fieldNamed(type, rule.field)?.target;
      const unknown = rule.values.filter((value) => !(value in this.names()));
      if (!target || unknown.length === 0 || isUnary(rule.operator)) continue;
      const options = await this.gateway.options(target, '', { id: { in: unknown } }).catch(() => []);
      if (options.length > 0) this.names.update((names) => ({ ...names, ...Object.fromEntries(options.map((option) => [option.id, option.title])) }));
    }
  }
}
