import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiButton, UiIcon } from '@libs/ui';
import { AgoPipe } from '../../core/format/formats.js';
import { SessionStore } from '../../core/session/session.store.js';
import { DuplicatesGateway, type PastMerge } from './duplicates.gateway.js';
import { IDENTIFIED } from './identified.js';
import { Merging } from './merging.js';

/** Which records a record was merged from, and the way back. */
@Component({
  selector: 'app-merged-from',
  imports: [AgoPipe, TranslocoPipe, UiButton, UiIcon],
  template: `
    @for (merge of merges(); track merge.changeSetId) {
      <div class="merge">
        <ui-icon name="merge" [size]="14" />
        <p><b>{{ 'duplicates.mergedFrom' | transloco: { names: names(merge) } }}</b><span>{{ merge.mergedBy }} · {{ merge.mergedAt | ago }}</span></p>
        @if (session.has('merge:records')) { <button uiButton size="sm" type="button" [loading]="working() === merge.changeSetId" (click)="unmerge(merge)">{{ 'duplicates.unmerge' | transloco }}</button> }
      </div>
    }
  `,
  styles: `
    .merge { display: flex; gap: 10px; align-items: center; margin-bottom: 10px; padding: 8px 12px; border: 1px solid var(--line); border-radius: 8px; }
    p { flex: 1; margin: 0; min-width: 0; }
    b { font-weight: 500; }
    /* A line of its own: names may be long. */
    span { display: block; color: var(--muted); font-size: var(--text-sm); }
  `,
})
export class MergedFrom {
  readonly recordType = input.required<string>();
  readonly id = input.required<string>();
  /** Read again when this changes. */
  readonly version = input(0);
  private readonly gateway = inject(DuplicatesGateway);
  private readonly merging = inject(Merging);
  protected readonly session = inject(SessionStore);
  protected readonly merges = signal<readonly PastMerge[]>([]);
  protected readonly working = signal<string | null>(null);

  constructor() {
    const shown = computed(() => `${this.recordType()} ${this.id()} ${this.version()}`);
    effect(() => {
      if (shown()) untracked(() => void this.load());
    });
  }

  protected names({ losers }: PastMerge): string {
    return losers.map(({ title }) => title).join(', ');
  }

  protected async unmerge(merge: PastMerge): Promise<void> {
    this.working.set(merge.changeSetId);
    await this.merging.unmerge(merge.changeSetId, () => void this.load());
    this.working.set(null);
  }

  private async load(): Promise<void> {
    if (!IDENTIFIED.has(this.recordType())) return;
    this.merges.set((await this.gateway.merges(this.recordType(), this.id()).catch(() => [])).filter(({ undone }) => !undone));
  }
}
