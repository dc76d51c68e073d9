import { Component, computed, inject, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner, UiButton, UiField, UiIcon, UiInput } from '@libs/ui';
import { ColumnRow } from './column-row.js';
import { ConstantsEditor } from './constants-editor.js';
import { assign, changeColumn, missingFields, MODES, modeOf, usableKeys, type ColumnMapping, type Mode } from './import-model.js';
import { ImportStore } from './import.store.js';
import { ImportWords } from './import-words.js';
import { SaveProfile } from './save-profile.js';
import { StepFoot } from './step-foot.js';

/** What each column becomes, and how rows find the records that are there already. */
@Component({
  selector: 'app-import-columns-step',
  imports: [TranslocoPipe, UiBanner, UiButton, UiField, UiIcon, UiInput, ColumnRow, ConstantsEditor, SaveProfile, StepFoot],
  template: `
    <p class="lead">{{ 'imports.columns.lead' | transloco }}</p>
    @if (record().profileId) { <ui-banner tone="info">{{ 'imports.columns.fromProfile' | transloco: { name: record().profileName } }}<button uiButton uiBannerAction size="sm" type="button" [disabled]="store.busy()" (click)="store.applyProfile(null)">{{ 'imports.file.withoutProfile' | transloco }}</button></ui-banner> }
    @else if (record().preset) { <ui-banner tone="info">{{ 'imports.columns.fromPreset' | transloco: { preset: record().preset } }}</ui-banner> }
    @if (missing().length) { <ui-banner tone="warn">{{ 'imports.columns.missing' | transloco: { fields: missing() } }}</ui-banner> }
    @if (ambiguous(); as count) { <ui-banner tone="warn">{{ words.count('columns.ambiguous', count) }}</ui-banner> }
    <div class="ui-card list" role="list" [attr.aria-label]="'imports.steps.columns' | transloco">
      <div class="head" aria-hidden="true"><span>{{ 'imports.columns.column' | transloco }}</span><span></span><span>{{ 'imports.columns.becomes' | transloco }}</span></div>
      @for (column of record().columns; track column.index) {
        <app-import-column-row
          role="listitem" [column]="column" [mapping]="mappingOf(column.index)" [target]="target()" [columns]="record().mapping.columns"
          (targets)="assign(column.index, $event)" (changed)="change(column.index, $event)"
        />
      }
    </div>
    <div class="ui-card rules">
      <ui-field [label]="'imports.columns.matchBy' | transloco" [hint]="'imports.columns.matchHint' | transloco">
        <select uiInput #key (change)="changeKey(key.value)">
          @for (each of keys(); track each.value) { <option [value]="each.value" [selected]="each.value === matchBy()">{{ each.label }}</option> }
          <option value="" [selected]="matchBy() === ''">{{ 'imports.columns.allNew' | transloco }}</option>
        </select>
      </ui-field>
      @if (matchBy() !== '') {
        <ui-field [label]="'imports.columns.mode' | transloco" [hint]="'imports.columns.modeHints.' + mode() | transloco">
          <select uiInput #each (change)="changeMode(each.value)">
            @for (option of modes; track option) { <option [value]="option" [selected]="option === mode()">{{ 'imports.columns.modes.' + option | transloco }}</option> }
          </select>
        </ui-field>
        @if (mode() !== 'CREATE') {
          <ui-field [label]="'imports.columns.emptyCells' | transloco">
            <select uiInput #empty (change)="store.changeMapping({ emptyCells: empty.value })">
              <option value="KEEP" [selected]="record().mapping.emptyCells === 'KEEP'">{{ 'imports.columns.keep' | transloco }}</option>
              <option value="CLEAR" [selected]="record().mapping.emptyCells === 'CLEAR'">{{ 'imports.columns.clear' | transloco }}</option>
            </select>
          </ui-field>
        }
      }
      <ui-field [label]="'imports.columns.alike' | transloco">
        <select uiInput #alike (change)="store.changeMapping({ alike: alike.value })">
          <option value="REVIEW" [selected]="record().mapping.alike === 'REVIEW'">{{ 'imports.columns.review' | transloco }}</option>
          <option value="IGNORE" [selected]="record().mapping.alike === 'IGNORE'">{{ 'imports.columns.ignore' | transloco }}</option>
        </select>
      </ui-field>
      <app-import-constants />
      <app-import-save-profile />
    </div>
    <app-step-foot>
      <button back uiButton variant="ghost" type="button" (click)="back.emit()"><ui-icon name="arrow-left" [size]="14" />{{ 'imports.steps.file' | transloco }}</button>
      <span class="summary">{{ 'imports.columns.summary' | transloco: { used: used(), total: record().columns.length } }}</span>
      <button uiButton variant="primary" type="button" [disabled]="used() === 0" (click)="next.emit()">{{ 'imports.columns.next' | transloco }}</button>
    </app-step-foot>
  `,
  styles: `
    .lead { margin: 0 0 14px; color: var(--muted); }
    ui-banner { margin-bottom: 10px; }
    .head { display: grid; grid-template-columns: minmax(0, 5fr) 20px minmax(0, 7fr); gap: 14px; padding: 9px 16px; border-bottom: 1px solid var(--line); color: var(--muted); font-size: var(--text-sm); }
    .rules { display: grid; grid-template-columns: repeat(auto-fill, minmax(250px, 1fr)); gap: 14px 20px; margin-top: 14px; padding: 16px; }
    app-import-constants, app-import-save-profile { grid-column: 1 / -1; }
    .summary { color: var(--muted); font-size: var(--text-sm); }
    @media (max-width: 720px) { .head { display: none; } }
  `,
})
export class ColumnsStep {
  readonly next = output();
  readonly back = output();
  protected readonly store = inject(ImportStore);
  protected readonly words = inject(ImportWords);
  protected readonly record = computed(() => this.store.record()!);
  protected readonly target = computed(() => this.store.target()!);
  protected readonly used = computed(() => this.record().mapping.columns.filter((column) => column.targets.length > 0).length);
  protected readonly missing = computed(() => missingFields(this.target(), this.record().mapping.columns, this.constants()).map((field) => field.label).join(', '));
  protected readonly matchBy = computed(() => this.record().mapping.matchBy.join(' '));
  protected readonly keys = computed(() => {
    const names = new Map(this.target().fields.map((field) => [field.key, field.label]));
    return usableKeys(this.target(), this.record().mapping.columns).map((key) => ({ value: key.join(' '), label: key.map((field) => names.get(field) ?? field).join(' + ') }));
  });
  protected readonly ambiguous = computed(() => this.record().columns.filter((column) => this.isOpen(column.index, column.ambiguous ?? null)).length);
  private readonly constants = computed(() => (this.record().mapping.constants ?? {}) as Readonly<Record<string, unknown>>);

  protected readonly modes = Object.keys(MODES) as Mode[];
  protected readonly mode = computed(() => modeOf(this.record().mapping));

  protected changeMode(mode: string): void {
    void this.store.changeMapping(MODES[mode as Mode]);
  }

  /** Without a key nothing is found, and so every row is new. */
  protected changeKey(key: string): void {
    void this.store.changeMapping(key ? { matchBy: key.split(' ') } : { matchBy: [], ...MODES.UPSERT });
  }

  protected mappingOf(column: number): ColumnMapping {
    return this.record().mapping.columns.find((each) => each.column === column) ?? { __typename: 'ImportColumnMapping', column, targets: [], multiplier: null, dateOrder: null, decimalMark: null, createMissing: null, onProblem: null, serialDates: null, timeZone: null };
  }

  protected assign(column: number, targets: readonly string[]): void {
    const columns = assign(this.allColumns(), column, targets);
    const usable = usableKeys(this.target(), columns).map((key) => key.join(' '));
    const present = this.matchBy();
    // A key that lost its column gives way to the next best one.
    const matchBy = present && !usable.includes(present) ? { matchBy: usable[0]?.split(' ') ?? [], ...(usable[0] ? {} : MODES.UPSERT) } : {};
    void this.store.changeMapping({ columns, ...matchBy });
  }

  protected change(column: number, change: Partial<ColumnMapping>): void {
    void this.store.changeMapping({ columns: changeColumn(this.allColumns(), column, change) });
  }

  private allColumns(): ColumnMapping[] {
    return this.record().columns.map((column) => this.mappingOf(column.index));
  }

  private isOpen(index: number, ambiguous: string | null): boolean {
    const mapping = this.mappingOf(index);
    return mapping.targets.length > 0 && ((ambiguous === 'dateOrder' && !mapping.dateOrder) || (ambiguous === 'decimalMark' && !mapping.decimalMark));
  }
}
