import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBadge, UiButton, UiIcon, UiInput } from '@libs/ui';
import { ErrorText } from '../../core/graphql/error-text.js';
import type { ImportRow, RowAction } from './import-model.js';
import { ImportStore } from './import.store.js';
import { ImportWords } from './import-words.js';
import { ImportsGateway } from './imports.gateway.js';

const PAGE = 20;

/** Rows that may be about records that are there: each beside them, to be merged, kept or left out; one decision may hold for all. */
@Component({
  selector: 'app-import-review',
  imports: [TranslocoPipe, UiBadge, UiButton, UiIcon, UiInput],
  template: `
    @if (rows().length) {
      <section aria-labelledby="review">
        <div class="head">
          <h3 id="review">{{ 'imports.review.heading' | transloco }}</h3>
          <div class="all" role="group" [attr.aria-label]="'imports.review.forAll' | transloco">
            <span>{{ 'imports.review.forAll' | transloco }}</span>
            @for (action of actions; track action) { <button uiButton size="sm" type="button" [disabled]="store.busy()" (click)="decideAll(action)">{{ 'imports.review.all.' + action | transloco }}</button> }
          </div>
        </div>
        <p class="lead">{{ 'imports.review.lead' | transloco }}</p>
        @for (row of rows(); track row.line) {
          @let candidate = chosen(row);
          <article class="ui-card" [attr.aria-label]="'imports.review.row' | transloco: { line: row.line }">
            <header>
              <strong>{{ 'imports.review.row' | transloco: { line: row.line } }}</strong>
              @if (row.decision) { <ui-badge tone="ok"><ui-icon name="check" [size]="12" />{{ 'imports.review.decided.' + row.decision | transloco }}</ui-badge> }
              @if (candidate) { <ui-badge [tone]="candidate.score >= 0.9 ? 'info' : 'neutral'">{{ 'imports.review.alike' | transloco: { percent: percent(candidate.score) } }}</ui-badge> <span class="why">{{ candidate.reasons.join(', ') }}</span> }
            </header>
            @if (row.candidates.length > 1) {
              <select uiInput #which [attr.aria-label]="'imports.review.which' | transloco: { line: row.line }" (change)="pick(row.line, which.value)">
                @for (each of row.candidates; track each.recordId) { <option [value]="each.recordId" [selected]="each.recordId === candidate?.recordId">{{ each.title }} ({{ percent(each.score) }} %)</option> }
              </select>
            }
            @if (candidate) {
              <table>
                <thead><tr><th scope="col">{{ 'imports.review.field' | transloco }}</th><th scope="col">{{ 'imports.review.inFile' | transloco }}</th><th scope="col">{{ candidate.title }}</th></tr></thead>
                <tbody>@for (value of candidate.values; track value.label) { <tr [class.other]="value.file && value.present && value.file !== value.present"><th scope="row">{{ value.label }}</th><td>{{ value.file || '–' }}</td><td>{{ value.present || '–' }}</td></tr> }</tbody>
              </table>
            }
            <footer>
              @if (candidate) { <button uiButton size="sm" type="button" [variant]="row.decision === 'MERGE' ? 'primary' : 'secondary'" [disabled]="store.busy()" (click)="decide(row, 'MERGE', candidate.recordId)">{{ 'imports.review.merge' | transloco: { title: candidate.title } }}</button> }
              <button uiButton size="sm" type="button" [variant]="row.decision === 'KEEP' ? 'primary' : 'secondary'" [disabled]="store.busy()" (click)="decide(row, 'KEEP')">{{ 'imports.review.keep' | transloco }}</button>
              <button uiButton size="sm" type="button" [variant]="row.decision === 'SKIP' ? 'primary' : 'secondary'" [disabled]="store.busy()" (click)="decide(row, 'SKIP')">{{ 'imports.review.skip' | transloco }}</button>
            </footer>
          </article>
        }
        @if (after()) { <button uiButton type="button" (click)="more()">{{ 'imports.report.more' | transloco }}</button> }
      </section>
    }
  `,
  styles: `
    :host { display: block; margin-top: 16px; }
    .head { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; justify-content: space-between; }
    h3 { margin: 0; font-size: var(--text); }
    .all { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; color: var(--muted); font-size: var(--text-sm); }
    .lead { margin: 4px 0 10px; color: var(--muted); }
    article { margin-bottom: 10px; padding: 12px 16px; }
    header { display: flex; flex-wrap: wrap; gap: 4px 8px; align-items: center; margin-bottom: 8px; }
    .why { color: var(--muted); font-size: var(--text-sm); }
    select { max-width: 360px; margin-bottom: 8px; }
    table { width: 100%; border-collapse: collapse; table-layout: fixed; }
    th, td { padding: 5px 10px; border-bottom: 1px solid var(--line); text-align: left; overflow-wrap: anywhere; vertical-align: top; }
    thead th { color: var(--muted); font-size: var(--text-sm); font-weight: 500; }
    tbody th { color: var(--muted); font-weight: 400; }
    .other td { background: var(--warn-soft); }
    footer { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 10px; }
  `,
})
export class ReviewQueue {
  protected readonly store = inject(ImportStore);
  protected readonly words = inject(ImportWords);
  private readonly gateway = inject(ImportsGateway);
  private readonly errors = inject(ErrorText);
  protected readonly actions: readonly RowAction[] = ['MERGE', 'KEEP', 'SKIP'];
  protected readonly rows = signal<readonly ImportRow[]>([]);
  protected readonly after = signal<string | null>(null);
  private readonly picked = signal<ReadonlyMap<number, string>>(new Map());
  /** The dry run that the rows come from: after a decision it is out of date, but the rows stay in view. */
  private readonly run = computed(() => (this.store.record()!.status === 'CHECKED' ? this.store.record()!.planCounts : null));

  constructor() {
    effect(() => {
      if (this.run()) untracked(() => void this.load());
    });
    if (!this.run()) void this.load();
  }

  protected percent(score: number): number {
    return Math.round(score * 100);
  }

  protected chosen(row: ImportRow): ImportRow['candidates'][number] | undefined {
    const wanted = this.picked().get(row.line) ?? row.decisionRecordId;
    return row.candidates.find(({ recordId }) => recordId === wanted) ?? row.candidates[0];
  }

  protected pick(line: number, recordId: string): void {
    this.picked.update((picked) => new Map(picked).set(line, recordId));
  }

  /** Choosing the same once more takes it back. */
  protected async decide(row: ImportRow, action: RowAction, recordId: string | null = null): Promise<void> {
    const taken = row.decision === action && (action !== 'MERGE' || row.decisionRecordId === recordId) ? null : action;
    await this.write([row.line], taken, taken === 'MERGE' ? recordId : null);
  }

  protected async decideAll(action: RowAction): Promise<void> {
    await this.write(null, action, null);
  }

  protected async more(): Promise<void> {
    try {
      const page = await this.gateway.rows(this.store.record()!.id, { plan: ['CONFLICT'] }, PAGE, this.after());
      this.rows.update((rows) => [...rows, ...page.nodes]);
      this.after.set(page.after);
    } catch (error) {
      this.errors.toast(error);
    }
  }

  private async load(): Promise<void> {
    this.rows.set([]);
    this.after.set(null);
    await this.more();
  }

  private async write(lines: readonly number[] | null, action: RowAction | null, recordId: string | null): Promise<void> {
    const before = this.rows();
    const best = (row: ImportRow): string | null => (action === 'MERGE' ? (recordId ?? row.candidates[0]?.recordId ?? null) : null);
    this.rows.set(before.map((row) => (lines === null || lines.includes(row.line) ? { ...row, decision: action, decisionRecordId: best(row) } : row)));
    if (!(await this.store.decideRows(lines, action, recordId))) this.rows.set(before);
  }
}
