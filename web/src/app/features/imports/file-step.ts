import { Component, computed, inject, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBadge, UiBanner, UiButton, UiField, UiInput } from '@libs/ui';
import type { ImportDetail } from './import-model.js';
import { ImportStore } from './import.store.js';
import { ImportWords } from './import-words.js';
import { StepFoot } from './step-foot.js';

const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15', 'windows-1250', 'windows-1251', 'macintosh', 'shift_jis'];
const SEPARATORS = [',', ';', '\t', '|'];
const QUOTES = ['"', "'", ''];
const LINES = 12;

/** How the file is written: what was detected, and each part may be corrected. */
@Component({
  selector: 'app-import-file-step',
  imports: [TranslocoPipe, UiBadge, UiBanner, UiButton, UiField, UiInput, StepFoot],
  template: `
    <p class="lead">{{ 'imports.file.lead' | transloco }}</p>
    <p class="known">
      <ui-badge>{{ 'imports.formats.' + dialect().format | transloco }}</ui-badge>
      @if (record().profileId) {
        <ui-badge tone="info">{{ 'imports.file.profile' | transloco: { name: record().profileName } }}</ui-badge>
        <button uiButton size="sm" variant="ghost" type="button" [disabled]="store.busy()" (click)="store.applyProfile(null)">{{ 'imports.file.withoutProfile' | transloco }}</button>
      } @else if (record().preset; as preset) { <ui-badge tone="ok">{{ 'imports.file.preset' | transloco: { preset } }}</ui-badge> }
    </p>
    @for (note of record().notes; track note) { <ui-banner tone="info">{{ note }}</ui-banner> }
    <div class="ui-card facts">
      <ui-field [label]="'imports.file.recordType' | transloco">
        <select uiInput #type [value]="record().recordType" [disabled]="store.busy()" (change)="store.changeMapping({ recordType: type.value })">
          @for (target of types(); track target.recordType) { <option [value]="target.recordType" [selected]="target.recordType === record().recordType">{{ target.labelPlural }}</option> }
        </select>
      </ui-field>
      @if (parts().length > 1) {
        <ui-field [label]="'imports.file.part.' + dialect().format | transloco">
          <select uiInput #part [disabled]="store.busy()" (change)="store.changeDialect({ part: part.value })">
            @for (each of parts(); track each.name) { <option [value]="each.name" [selected]="each.name === dialect().part">{{ partName(each) }}</option> }
          </select>
        </ui-field>
      }
      @if (dialect().format === 'CSV') {
      <ui-field [label]="'imports.file.separator' | transloco">
        <select uiInput #separator [disabled]="store.busy()" (change)="read({ separator: separator.value })">
          @for (each of separators(); track each) { <option [value]="each" [selected]="each === dialect().separator">{{ named('separators', each) }}</option> }
        </select>
      </ui-field>
      <ui-field [label]="'imports.file.encoding' | transloco">
        <select uiInput #encoding [disabled]="store.busy()" (change)="read({ encoding: encoding.value })">
          @for (each of encodings(); track each) { <option [value]="each" [selected]="each === dialect().encoding">{{ each }}</option> }
        </select>
      </ui-field>
      <ui-field [label]="'imports.file.quote' | transloco">
        <select uiInput #quote [disabled]="store.busy()" (change)="read({ quote: quote.value })">
          @for (each of quotes(); track each) { <option [value]="each" [selected]="each === (dialect().quote ?? '')">{{ each || ('imports.file.none' | transloco) }}</option> }
        </select>
      </ui-field>
      }
      @if (dialect().format === 'CSV' || dialect().format === 'XLSX') {
      <ui-field [label]="'imports.file.headerLine' | transloco" [hint]="'imports.file.headerHint' | transloco">
        <select uiInput #header [disabled]="store.busy()" (change)="read({ headerLine: +header.value })">
          <option value="0" [selected]="!dialect().headerLine">{{ 'imports.file.noHeader' | transloco }}</option>
          @for (line of lines(); track line) { <option [value]="line" [selected]="line === dialect().headerLine">{{ 'imports.file.line' | transloco: { line } }}</option> }
        </select>
      </ui-field>
      }
    </div>
    <h3>{{ 'imports.file.columnsFound' | transloco: { count: record().columns.length } }}</h3>
    <div class="ui-card sheet" tabindex="0" role="region" [attr.aria-label]="'imports.file.columnsFound' | transloco: { count: record().columns.length }">
      <table>
        <thead><tr>@for (column of record().columns; track column.index) { <th scope="col">{{ column.name }}</th> }</tr></thead>
        <tbody>
          @for (row of [0, 1, 2]; track row) { <tr>@for (column of record().columns; track column.index) { <td>{{ column.samples[row] }}</td> }</tr> }
        </tbody>
      </table>
    </div>
    <p class="note">{{ 'imports.file.samples' | transloco }}</p>
    <app-step-foot><button uiButton variant="primary" type="button" [disabled]="store.busy()" (click)="next.emit()">{{ 'imports.toColumns' | transloco }}</button></app-step-foot>
  `,
  styles: `
    .lead, .note { margin: 0 0 14px; color: var(--muted); }
    .note { margin: 8px 0; font-size: var(--text-sm); }
    .known { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; margin: 0 0 12px; }
    ui-banner { margin-bottom: 10px; }
    .facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); gap: 14px; padding: 16px; }
    h3 { margin: 18px 0 8px; font-size: var(--text); }
    .sheet { overflow: auto; }
    table { width: 100%; border-collapse: collapse; white-space: nowrap; }
    th, td { padding: 7px 12px; text-align: left; border-bottom: 1px solid var(--line); max-width: 240px; overflow: hidden; text-overflow: ellipsis; }
    th { color: var(--muted); font-size: var(--text-sm); font-weight: 500; }
    tr:last-child td { border-bottom: 0; }
  `,
})
export class FileStep {
  readonly next = output();
  protected readonly store = inject(ImportStore);
  private readonly words = inject(ImportWords);
  protected readonly record = computed(() => this.store.record()!);
  protected readonly dialect = computed(() => this.record().dialect);
  protected readonly types = computed(() => this.store.targets().filter((target) => target.allowed));
  protected readonly parts = computed(() => this.record().parts);
  protected readonly encodings = computed(() => withPresent(ENCODINGS, this.dialect().encoding));
  protected readonly separators = computed(() => withPresent(SEPARATORS, this.dialect().separator ?? ','));
  protected readonly quotes = computed(() => withPresent(QUOTES, this.dialect().quote ?? ''));
  protected readonly lines = computed(() => Array.from({ length: Math.max(LINES, this.dialect().headerLine ?? 0) }, (_, index) => index + 1));

  protected partName({ name, rows, hidden }: ImportDetail['parts'][number]): string {
    const called = name || this.words.say('file.wholeDocument');
    if (hidden) return this.words.say('file.hiddenPart', { name: called });
    return rows === null ? called : this.words.say('file.partRows', { name: called, rows: this.words.number(rows ?? 0) });
  }

  protected named(group: string, value: string): string {
    const known: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };
    return known[value] ? this.words.say(`file.${group}.${known[value]}`) : value;
  }

  /** Parts that somebody corrected before stay as they are. */
  protected read(change: { separator?: string; encoding?: string; quote?: string; headerLine?: number }): void {
    const { format, part, separator, encoding, quote, headerLine } = this.dialect();
    const present = format === 'CSV' ? { separator, encoding, quote: quote ?? '', headerLine: headerLine ?? 0 } : { part, headerLine: headerLine ?? 0 };
    void this.store.changeDialect({ ...present, ...change });
  }
}

const withPresent = (known: readonly string[], present: string): string[] => (known.includes(present) ? [...known] : [present, ...known]);
