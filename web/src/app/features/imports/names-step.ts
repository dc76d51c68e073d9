import { Component, computed, inject, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner, UiBadge, UiButton, UiEmpty, UiIcon } from '@libs/ui';
import { groupsToDecide, suggestionFor, type TargetField } from './import-model.js';
import { ImportStore } from './import.store.js';
import { ImportWords } from './import-words.js';
import { StepFoot } from './step-foot.js';
import { ValueRow, type Decided } from './value-row.js';

/** Names and words of the file that were not understood; each is decided once for all its rows. */
@Component({
  selector: 'app-import-names-step',
  imports: [TranslocoPipe, UiBadge, UiBanner, UiButton, UiEmpty, UiIcon, StepFoot, ValueRow],
  template: `
    @if (groups().length) {
      <p class="lead">{{ 'imports.names.lead' | transloco }}</p>
      <div class="bar">
        <span role="status">{{ store.undecided().length ? words.count('names.open', store.undecided().length, { rows: openRows() }) : ('imports.names.allDecided' | transloco) }}</span>
        @if (suggested().length) { <button uiButton type="button" (click)="store.decide(suggested())"><ui-icon name="check-check" [size]="14" />{{ words.count('names.acceptAll', suggested().length) }}</button> }
      </div>
      @for (group of groups(); track group.field) {
        <section [attr.aria-label]="fieldOf(group.field).label">
          <h3>{{ fieldOf(group.field).label }} <span>{{ 'imports.names.fromColumn' | transloco: { column: group.column } }}</span>@if (group.open) { <ui-badge tone="warn">{{ words.count('names.openShort', group.open) }}</ui-badge> }</h3>
          <div class="ui-card">
            @for (value of group.values; track value.value) { <app-import-value-row [value]="value" [field]="fieldOf(group.field)" [title]="titles().get(value.recordId ?? '') ?? null" (decide)="decide($event)" /> }
          </div>
        </section>
      }
    } @else {
      <ui-empty class="ui-card" icon="circle-check" [title]="'imports.names.nothing' | transloco" [text]="'imports.names.nothingText' | transloco" />
    }
    @if (understood().length) {
      <details>
        <summary>{{ words.count('names.understood', understood().length) }}</summary>
        <ul class="ui-card">
          @for (value of understood(); track value.field + value.value) { <li><span>{{ 'imports.names.quoted' | transloco: { value: value.value } }}</span><span class="means">{{ words.meaning(value, titles(), fieldOf(value.field)) }}</span><span class="count">{{ words.count('rows', value.rows) }}</span></li> }
        </ul>
      </details>
    }
    @if (store.undecided().length) { <ui-banner tone="warn">{{ words.count('names.rejectWarning', store.undecided().length, { rows: openRows() }) }}</ui-banner> }
    <app-step-foot>
      <button back uiButton variant="ghost" type="button" (click)="back.emit()"><ui-icon name="arrow-left" [size]="14" />{{ 'imports.steps.columns' | transloco }}</button>
      <button uiButton variant="primary" type="button" [loading]="store.busy()" (click)="next.emit()">{{ 'imports.names.next' | transloco }}</button>
    </app-step-foot>
  `,
  styles: `
    .lead { margin: 0 0 10px; color: var(--muted); }
    .bar { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; justify-content: space-between; margin-bottom: 12px; font-weight: 500; }
    section { margin-bottom: 16px; }
    h3 { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin: 0 0 7px; font-size: var(--text); }
    h3 span { color: var(--muted); font-weight: 400; }
    details { margin: 4px 0 12px; }
    summary { padding: 6px 0; color: var(--muted); cursor: pointer; }
    ul { max-height: 320px; margin: 6px 0 0; padding: 4px 0; overflow: auto; list-style: none; }
    li { display: grid; grid-template-columns: 1fr 1fr auto; gap: 12px; padding: 5px 16px; }
    .means { color: var(--ok); } .count { color: var(--muted); font-size: var(--text-sm); }
  `,
})
export class NamesStep {
  readonly next = output();
  readonly back = output();
  protected readonly store = inject(ImportStore);
  protected readonly words = inject(ImportWords);
  private readonly picked = signal<ReadonlyMap<string, string>>(new Map());
  protected readonly groups = computed(() => groupsToDecide(this.store.values()));
  protected readonly understood = computed(() => this.store.values().filter((value) => !value.needsDecision && !value.decided));
  protected readonly suggested = computed(() => this.store.undecided().flatMap((value) => suggestionFor(value) ?? []));
  protected readonly openRows = computed(() => this.words.number(this.store.undecided().reduce((sum, value) => sum + value.rows, 0)));
  /** Names of records by id: those picked here, and all that were suggested for any value. */
  protected readonly titles = computed(() => new Map([...this.store.values().flatMap((value) => value.candidates.map(({ id, title }) => [id, title] as const)), ...this.picked()]));
  private readonly fields = computed(() => new Map((this.store.target()?.fields ?? []).map((field) => [field.key, field])));

  protected fieldOf(key: string): TargetField {
    return this.fields().get(key) ?? { __typename: 'ImportTargetField', key, label: key, kind: 'text', percent: false, required: false, target: null, choices: [] };
  }

  protected decide({ title, ...decision }: Decided): void {
    if (title && decision.recordId) this.picked.update((titles) => new Map(titles).set(decision.recordId!, title));
    void this.store.decide([decision]);
  }
}
