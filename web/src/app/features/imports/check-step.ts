import { Component, computed, inject, linkedSignal, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner, UiButton, UiIcon, UiProgress } from '@libs/ui';
import { CountTiles, type Tile } from './count-tiles.js';
import type { RowFilter, RowPlan, StepId } from './import-model.js';
import { ImportStore } from './import.store.js';
import { ImportWords, PLAN_TONES } from './import-words.js';
import { ReviewQueue } from './review-queue.js';
import { RowReport } from './row-report.js';
import { StepFoot } from './step-foot.js';

const PLANS: readonly RowPlan[] = ['CREATE', 'UPDATE', 'UNCHANGED', 'DUPLICATE', 'MISSING', 'CONFLICT', 'INVALID'];

/** What would happen, row by row, before anything does. */
@Component({
  selector: 'app-import-check-step',
  imports: [TranslocoPipe, CountTiles, ReviewQueue, RowReport, StepFoot, UiBanner, UiButton, UiIcon, UiProgress],
  template: `
    @if (record().status === 'CHECKING') {
      <div class="ui-card doing" aria-live="polite">
        <p><strong>{{ 'imports.check.doing' | transloco }}</strong><span>{{ progress() }}</span></p>
        <ui-progress [label]="'imports.check.doing' | transloco" [value]="record().progressTotal ? record().progressDone : null" [max]="record().progressTotal || 1" />
        <p class="note">{{ 'imports.check.safe' | transloco }}</p>
      </div>
    } @else if (record().status === 'CHECKED') {
      <p class="lead">{{ 'imports.check.lead' | transloco }}</p>
      <app-count-tiles [label]="'imports.check.counts' | transloco" [tiles]="tiles()" [(selected)]="selected" />
      @if (lost(); as lost) {
        <ui-banner tone="warn">{{ words.count('check.lost', lost) }}
          @if (store.undecided().length) { <button uiButton uiBannerAction size="sm" type="button" (click)="back.emit('names')">{{ 'imports.check.decideNames' | transloco }}</button> }
          @else { <button uiButton uiBannerAction size="sm" type="button" (click)="back.emit('columns')">{{ 'imports.check.changeColumns' | transloco }}</button> }
        </ui-banner>
      } @else if (writes() && !counts().CONFLICT) { <ui-banner tone="ok">{{ 'imports.check.clean' | transloco }}</ui-banner> }
      @if (related(); as related) { <ui-banner tone="info">{{ 'imports.check.related' | transloco: { related } }}</ui-banner> }
      @if (counts().CONFLICT) { <app-import-review /> }
      @if (filter(); as filter) { <app-import-row-report [filter]="filter" [heading]="headingOf(selected()!)" [version]="record().planCounts" /> }
    } @else {
      <ui-banner tone="info">{{ 'imports.check.again' | transloco }}<button uiButton uiBannerAction size="sm" type="button" [loading]="store.busy()" (click)="checked.emit()">{{ 'imports.check.now' | transloco }}</button></ui-banner>
      <app-import-review />
    }
    <app-step-foot>
      <button back uiButton variant="ghost" type="button" [disabled]="record().status === 'CHECKING'" (click)="back.emit('names')"><ui-icon name="arrow-left" [size]="14" />{{ 'imports.steps.names' | transloco }}</button>
      @if (record().status === 'CHECKING') { <button uiButton type="button" (click)="store.act('cancel')">{{ 'imports.run.cancel' | transloco }}</button> }
      @if (record().status === 'CHECKED') {
        <button uiButton variant="primary" type="button" [loading]="store.busy()" [disabled]="writes() === 0" (click)="start.emit()">{{ writes() ? words.count('check.start', writes(), { types: words.kind(record().recordType, writes()) }) : ('imports.check.nothing' | transloco) }}</button>
      }
    </app-step-foot>
  `,
  styles: `
    .lead { margin: 0 0 14px; color: var(--muted); }
    ui-banner { margin-top: 12px; }
    .doing { padding: 18px; }
    .doing p { display: flex; flex-wrap: wrap; gap: 4px 12px; justify-content: space-between; margin: 0 0 10px; }
    .doing .note { margin: 10px 0 0; color: var(--muted); }
  `,
})
export class CheckStep {
  readonly start = output();
  readonly back = output<StepId>();
  readonly checked = output();
  protected readonly store = inject(ImportStore);
  protected readonly words = inject(ImportWords);
  protected readonly record = computed(() => this.store.record()!);
  protected readonly counts = computed<Readonly<Record<RowPlan, number>>>(() => {
    const { create, update, unchanged, duplicate, conflict, missing, invalid } = this.record().planCounts;
    return { CREATE: create, UPDATE: update, UNCHANGED: unchanged, DUPLICATE: duplicate, CONFLICT: conflict, MISSING: missing, INVALID: invalid };
  });
  protected readonly tiles = computed<readonly Tile[]>(() => PLANS.filter((plan) => plan !== 'MISSING' || this.counts().MISSING > 0).map((plan) => ({ id: plan, label: this.words.say(`planTile.${plan}`), count: this.counts()[plan], tone: PLAN_TONES[plan] })));
  protected readonly writes = computed(() => this.counts().CREATE + this.counts().UPDATE);
  protected readonly lost = computed(() => this.counts().INVALID);
  /** What names in the rows call into being. */
  protected readonly related = computed(() => this.record().relatedCounts.map(({ recordType, count }) => `${this.words.number(count)} ${this.words.kind(recordType, count)}`).join(', '));
  /** What needs a look first. */
  protected readonly selected = linkedSignal<string | null>(() => (['INVALID', 'CREATE', 'UPDATE', 'MISSING', 'DUPLICATE', 'UNCHANGED', 'CONFLICT'] as const).find((plan) => this.counts()[plan] > 0) ?? null);
  protected readonly filter = computed<RowFilter | null>(() => (this.selected() ? { plan: [this.selected() as RowPlan] } : null));
  protected readonly progress = computed(() => (this.record().progressTotal ? this.words.say('progress', { done: this.words.number(this.record().progressDone), total: this.words.number(this.record().progressTotal) }) : ''));

  protected headingOf(plan: string): string {
    return this.words.say(`planTile.${plan}`);
  }
}
