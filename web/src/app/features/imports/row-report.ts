import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBadge, UiBanner, UiButton, UiIcon, UiSkeleton } from '@libs/ui';
import { ErrorText } from '../../core/graphql/error-text.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { reportCsv, type ImportRow, type RowFilter } from './import-model.js';
import { ImportStore } from './import.store.js';
import { ImportWords, OUTCOME_TONES, PLAN_TONES } from './import-words.js';
import { ImportsGateway } from './imports.gateway.js';

const PAGE = 25;
/** Rows asked for at once for the file of the report. */
const MOST = 200;
/** Cells shown of a row; the file of the report has all. */
const CELLS = 4;

/** Rows of an import with what they do or did, and why. */
@Component({
  selector: 'app-import-row-report',
  imports: [RouterLink, TranslocoPipe, UiBadge, UiBanner, UiButton, UiIcon, UiSkeleton],
  template: `
    <div class="bar">
      <h3>{{ heading() }}</h3>
      <button uiButton size="sm" type="button" [loading]="saving()" [disabled]="rows().length === 0" (click)="download()"><ui-icon name="download" [size]="13" />{{ 'imports.report.download' | transloco }}</button>
    </div>
    @if (problem()) { <ui-banner tone="bad">{{ problem() }}</ui-banner> }
    @if (rows().length) {
      <div class="ui-card sheet" tabindex="0" role="region" [attr.aria-label]="heading()">
        <table>
          <thead>
            <tr><th scope="col" class="num">{{ 'imports.report.line' | transloco }}</th><th scope="col">{{ 'imports.report.result' | transloco }}</th>
              @for (column of columns(); track column.index) { <th scope="col">{{ column.name }}</th> }
            </tr>
          </thead>
          <tbody>
            @for (row of rows(); track row.line) {
              <tr [class.last]="!row.reasons.length">
                <td class="num">{{ row.line }}</td>
                <td><ui-badge [tone]="toneOf(row)">{{ result(row) }}</ui-badge></td>
                @for (column of columns(); track column.index; let first = $first) {
                  <td>@if (first && linkOf(row); as link) { <a class="ui-link" [routerLink]="link">{{ row.cells[column.index] }}</a> } @else { {{ row.cells[column.index] }} }</td>
                }
              </tr>
              @if (row.reasons.length) {
                <tr class="last why"><td></td><td [attr.colspan]="columns().length + 1">
                  @for (reason of row.reasons; track $index) { <p [class.warning]="reason.warning"><ui-icon [name]="reason.warning ? 'triangle-alert' : 'circle-alert'" [size]="13" />{{ reason.message }}@if (reason.column) { <span>{{ 'imports.report.inColumn' | transloco: { column: reason.column } }}</span> }</p> }
                </td></tr>
              }
            }
          </tbody>
        </table>
      </div>
      @if (after()) { <button uiButton class="more" type="button" [loading]="loading()" (click)="more()">{{ 'imports.report.more' | transloco }}</button> }
    } @else if (loading()) {
      <div aria-busy="true"><ui-skeleton height="120px" /></div>
    } @else {
      <p class="none">{{ 'imports.report.none' | transloco }}</p>
    }
  `,
  styles: `
    :host { display: block; }
    .bar { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; justify-content: space-between; margin: 16px 0 8px; }
    h3 { font-size: var(--text); }
    .sheet { overflow: auto; max-height: 520px; }
    table { width: 100%; border-collapse: collapse; }
    th, td { padding: 7px 12px; text-align: left; vertical-align: top; white-space: nowrap; max-width: 240px; overflow: hidden; text-overflow: ellipsis; }
    th { position: sticky; top: 0; background: var(--surface); border-bottom: 1px solid var(--line); color: var(--muted); font-size: var(--text-sm); font-weight: 500; }
    .last td { border-bottom: 1px solid var(--line); }
    .num { width: 1%; text-align: right; color: var(--muted); font-variant-numeric: tabular-nums; }
    .why td { padding-top: 0; white-space: normal; max-width: none; }
    .why p { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; margin: 0 0 2px; color: var(--bad); }
    .why p.warning { color: var(--warn); }
    .why span { color: var(--muted); }
    .more { margin-top: 10px; }
    .none { color: var(--muted); }
  `,
})
export class RowReport {
  readonly filter = input.required<RowFilter>();
  readonly heading = input.required<string>();
  /** A new value reads the rows again. */
  readonly version = input<unknown>();
  private readonly store = inject(ImportStore);
  private readonly gateway = inject(ImportsGateway);
  private readonly words = inject(ImportWords);
  private readonly errors = inject(ErrorText);
  private readonly types = inject(RecordTypesStore);
  protected readonly rows = signal<readonly ImportRow[]>([]);
  protected readonly after = signal<string | null>(null);
  protected readonly loading = signal(false);
  protected readonly saving = signal(false);
  protected readonly problem = signal('');
  private asked = 0;

  /** Columns that feed something, the record's name first. */
  protected readonly columns = computed(() => {
    const record = this.store.record();
    if (!record) return [];
    const titles = this.types.find(record.recordType)?.titleFields ?? [];
    const targets = new Map(record.mapping.columns.map((column) => [column.column, column.targets]));
    const rank = (index: number): number => (targets.get(index)?.some((target) => titles.includes(target)) ? 0 : targets.get(index)?.length ? 1 : 2);
    return [...record.columns].sort((a, b) => rank(a.index) - rank(b.index) || a.index - b.index).slice(0, CELLS);
  });

  constructor() {
    effect(() => {
      this.filter();
      this.version();
      untracked(() => {
        this.rows.set([]);
        this.after.set(null);
        void this.more();
      });
    });
  }

  protected async more(): Promise<void> {
    const id = this.store.record()?.id;
    if (!id) return;
    this.asked += 1;
    const turn = this.asked;
    this.loading.set(true);
    try {
      const page = await this.gateway.rows(id, this.filter(), PAGE, this.after());
      // Another filter was chosen while this answer was on its way.
      if (turn !== this.asked) return;
      this.rows.update((rows) => [...rows, ...page.nodes]);
      this.after.set(page.after);
      this.problem.set('');
    } catch (error) {
      if (turn === this.asked) this.problem.set(this.errors.of(error));
    } finally {
      if (turn === this.asked) this.loading.set(false);
    }
  }

  protected async download(): Promise<void> {
    const record = this.store.record();
    if (!record) return;
    this.saving.set(true);
    try {
      const all: ImportRow[] = [];
      for (let after: string | null = null, going = true; going; going = after !== null) {
        const page: { nodes: readonly ImportRow[]; after: string | null } = await this.gateway.rows(record.id, this.filter(), MOST, after);
        all.push(...page.nodes);
        after = page.after;
      }
      const head = [this.words.say('report.line'), this.words.say('report.result'), this.words.say('report.reasons'), ...record.columns.map((column) => column.name)];
      // Spreadsheets take a file for UTF-8 only with this mark.
      save(`\uFEFF${reportCsv(head, all.map((row) => ({ row, result: this.result(row) })))}`, this.words.say('report.file', { name: record.name.replace(/\.\w+$/, '') }));
    } catch (error) {
      this.problem.set(this.errors.of(error));
    } finally {
      this.saving.set(false);
    }
  }

  protected result(row: ImportRow): string {
    return row.outcome ? this.words.say(`outcome.${row.outcome}`) : row.plan ? this.words.say(`plan.${row.plan}`) : '';
  }

  protected toneOf(row: ImportRow): 'ok' | 'warn' | 'bad' | 'info' | 'neutral' | 'brand' {
    return row.outcome ? OUTCOME_TONES[row.outcome] : row.plan ? PLAN_TONES[row.plan] : 'neutral';
  }

  protected linkOf(row: ImportRow): string | null {
    const record = this.store.record();
    return record && row.recordId && record.status !== 'REVERTED' ? this.words.link(record.recordType, row.recordId) : null;
  }
}

function save(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
