import { Component, computed, effect, inject, linkedSignal, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner, UiButton, UiConfirm, UiIcon, UiProgress } from '@libs/ui';
import { SessionStore } from '../../core/session/session.store.js';
import { CountTiles, type Tile } from './count-tiles.js';
import { inSuggestedOrder, isUndoable, isWorking, UNFINISHED, type ImportListed, type ImportStatus, type RowFilter, type RowOutcome } from './import-model.js';
import { ImportStore } from './import.store.js';
import { ImportWords, OUTCOME_TONES } from './import-words.js';
import { ImportsGateway } from './imports.gateway.js';
import { RowReport } from './row-report.js';
import { UndoReport } from './undo-report.js';
import { inSentence } from '../../core/i18n/noun.js';

const OUTCOMES: readonly RowOutcome[] = ['CREATED', 'UPDATED', 'UNCHANGED', 'SKIPPED', 'FAILED'];
const WAITING = 20;
const NOTES: Readonly<Partial<Record<ImportStatus, string>>> = { REVERTING: 'imports.run.undoNote', PAUSED: 'imports.run.pausedNote' };

/** The import while it writes, what became of it, and its way back. */
@Component({
  selector: 'app-import-run-step',
  imports: [RouterLink, TranslocoPipe, CountTiles, RowReport, UndoReport, UiBanner, UiButton, UiIcon, UiProgress],
  template: `
    @if (moving() || record().status === 'PAUSED') {
      <div class="ui-card doing">
        <p aria-live="polite"><strong>{{ 'imports.run.' + record().status | transloco }}</strong><span>{{ progress() }}</span></p>
        <ui-progress [label]="'imports.run.' + record().status | transloco" [tone]="record().status === 'PAUSED' ? 'warn' : 'brand'" [value]="record().progressTotal ? record().progressDone : null" [max]="record().progressTotal || 1" />
        <p class="note">{{ (notes[record().status] ?? 'imports.run.leave') | transloco }}</p>
        <div class="buttons">
          @if (record().status === 'RUNNING') { <button uiButton type="button" [loading]="store.busy()" (click)="store.act('pause')"><ui-icon name="pause" [size]="14" />{{ 'imports.run.pause' | transloco }}</button> }
          @if (record().status === 'PAUSED') { <button uiButton variant="primary" type="button" [loading]="store.busy()" (click)="store.act('resume')"><ui-icon name="play" [size]="14" />{{ 'imports.run.resume' | transloco }}</button> }
          @if (record().status !== 'REVERTING') { <button uiButton variant="danger-ghost" type="button" (click)="cancel()">{{ 'imports.run.cancel' | transloco }}</button> }
        </div>
      </div>
    } @else {
      @switch (record().status) {
        @case ('COMPLETED') { <ui-banner [tone]="failed() ? 'warn' : 'ok'">{{ done() }}</ui-banner> }
        @case ('CANCELLED') { <ui-banner tone="neutral">{{ (record().changeSetId ? 'imports.run.cancelled' : 'imports.run.cancelledUnwritten') | transloco }}</ui-banner> }
        @case ('FAILED') { <ui-banner tone="bad">{{ record().error || ('imports.run.failed' | transloco) }}<button uiButton uiBannerAction size="sm" type="button" [loading]="store.busy()" (click)="store.act('resume')">{{ 'imports.run.resume' | transloco }}</button></ui-banner> }
        @case ('REVERTED') { @if (record().undo; as undo) { <app-undo-report [undo]="undo" /> } }
      }
      <div class="buttons">
        @if (link(); as link) { <a uiButton variant="primary" [routerLink]="link">{{ 'imports.run.open' | transloco: { types: types() } }}</a> }
        @for (next of waiting(); track next.id; let first = $first) { @if (first) { <a uiButton [variant]="link() ? 'secondary' : 'primary'" [routerLink]="['/imports', next.id]">{{ 'imports.run.nextFile' | transloco: { name: next.name } }}<ui-icon name="arrow-right" [size]="14" /></a> } }
        @if (waiting().length === 0) { <a uiButton routerLink="/imports/new">{{ 'imports.another' | transloco }}</a> }
        @if (undoable()) { <button uiButton variant="danger-ghost" type="button" [loading]="store.busy()" (click)="undo()"><ui-icon name="undo-2" [size]="14" />{{ 'imports.run.undo' | transloco }}</button> }
      </div>
    }
    @if (record().startedAt && record().status !== 'REVERTED') {
      <app-count-tiles [label]="'imports.run.counts' | transloco" [tiles]="tiles()" [(selected)]="selected" />
      @if (!moving()) { @if (filter(); as filter) { <app-import-row-report [filter]="filter" [heading]="headingOf(selected()!)" [version]="record().status" /> } }
    }
  `,
  styles: `
    :host { display: flex; flex-direction: column; gap: 14px; margin-top: 10px; }
    .doing { padding: 18px; }
    .doing p { display: flex; flex-wrap: wrap; gap: 4px 12px; justify-content: space-between; margin: 0 0 10px; font-variant-numeric: tabular-nums; }
    .doing .note { margin: 10px 0; color: var(--muted); }
    .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
  `,
})
export class RunStep {
  protected readonly store = inject(ImportStore);
  protected readonly words = inject(ImportWords);
  private readonly gateway = inject(ImportsGateway);
  private readonly session = inject(SessionStore);
  private readonly confirm = inject(UiConfirm);
  protected readonly record = computed(() => this.store.record()!);
  protected readonly moving = computed(() => isWorking(this.record().status));
  protected readonly types = computed(() => inSentence(this.words.many(this.record().recordType)));
  protected readonly notes = NOTES;
  protected readonly waiting = signal<readonly ImportListed[]>([]);
  private readonly counts = computed<Readonly<Record<RowOutcome, number>>>(() => {
    const { created, updated, unchanged, skipped, failed } = this.record().outcomeCounts;
    return { CREATED: created, UPDATED: updated, UNCHANGED: unchanged, SKIPPED: skipped, FAILED: failed };
  });
  protected readonly failed = computed(() => this.counts().FAILED);
  protected readonly tiles = computed<readonly Tile[]>(() => OUTCOMES.map((outcome) => ({ id: outcome, label: this.words.say(`outcome.${outcome}`), count: this.counts()[outcome], tone: OUTCOME_TONES[outcome] })));
  protected readonly selected = linkedSignal<string | null>(() => (['FAILED', 'SKIPPED', 'CREATED', 'UPDATED', 'UNCHANGED'] as const).find((outcome) => this.counts()[outcome] > 0) ?? null);
  protected readonly filter = computed<RowFilter | null>(() => (this.selected() ? { outcome: [this.selected() as RowOutcome] } : null));
  protected readonly progress = computed(() => (this.record().progressTotal ? this.words.say('progress', { done: this.words.number(this.record().progressDone), total: this.words.number(this.record().progressTotal) }) : ''));
  protected readonly done = computed(() => this.words.say('run.done', { created: this.words.number(this.counts().CREATED), updated: this.words.number(this.counts().UPDATED), left: this.words.count('rows', this.counts().FAILED + this.counts().SKIPPED), types: this.words.kind(this.record().recordType, this.counts().CREATED) }));
  protected readonly undoable = computed(() => isUndoable(this.record()) && this.session.has('revert:changes'));
  protected readonly link = computed(() => (this.record().status === 'REVERTED' || this.record().outcomeCounts.created + this.record().outcomeCounts.updated === 0 ? null : this.words.listLink(this.record().recordType)));

  constructor() {
    effect(() => {
      const { id, status } = this.record();
      if (!isWorking(status) && status !== 'PAUSED') void this.findWaiting(id);
    });
  }

  protected headingOf(outcome: string): string {
    return this.words.say(`outcome.${outcome}`);
  }

  protected async cancel(): Promise<void> {
    if (await this.confirm.ask({ title: this.words.say('run.cancelTitle'), text: this.words.say('run.cancelText'), action: this.words.say('run.cancel'), tone: 'bad' })) await this.store.act('cancel');
  }

  protected async undo(): Promise<void> {
    const { created, updated } = this.record().outcomeCounts;
    const text = this.words.say('run.undoText', { created: this.words.number(created), updated: this.words.number(updated) });
    if (await this.confirm.ask({ title: this.words.say('run.undoTitle', { name: this.record().name }), text, action: this.words.say('run.undo'), tone: 'bad' })) await this.store.act('undo');
  }

  /** Files uploaded together go on one after another. */
  private async findWaiting(own: string): Promise<void> {
    try {
      const { nodes } = await this.gateway.list(WAITING, null, [...UNFINISHED]);
      const mine = this.session.member()?.id;
      this.waiting.set(inSuggestedOrder(nodes.filter((other) => other.id !== own && other.createdById === mine)));
    } catch {
      // Only a shortcut to the next file: the list of imports has it, too.
      this.waiting.set([]);
    }
  }
}
