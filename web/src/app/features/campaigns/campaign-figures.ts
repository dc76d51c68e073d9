import { Component, computed, DestroyRef, effect, inject, input, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner, UiSkeleton, UiStat } from '@libs/ui';
import { Formats } from '../../core/format/formats.js';
import { toAppError, type AppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { RecordsLive } from '../../core/records/records-live.js';
import { CampaignsGateway, type CampaignWithFigures } from './campaigns.gateway.js';

const SOURCES: ReadonlySet<string> = new Set(['campaign', 'contact', 'opportunity']);
const SETTLE_MS = 300;

/** What came of a campaign: people, pipeline, revenue, and what that is to the budget. */
@Component({
  selector: 'app-campaign-figures',
  imports: [TranslocoPipe, UiBanner, UiSkeleton, UiStat],
  template: `
    @if (error(); as problem) { <ui-banner tone="bad">{{ errors.of(problem) }}</ui-banner> }
    @if (campaign(); as shown) {
      <div class="stats">
        <ui-stat [label]="'campaigns.contacts' | transloco" [value]="formats.number(shown.figures.contactCount)" [note]="'campaigns.leads' | transloco: { count: shown.figures.leadCount }" />
        <ui-stat [label]="'campaigns.pipeline' | transloco" [value]="money(shown.figures.pipelineBase)" [note]="'campaigns.open' | transloco: { count: shown.figures.openCount, weighted: money(shown.figures.weightedBase) }" />
        <ui-stat [label]="'campaigns.won' | transloco" [value]="money(shown.figures.wonBase)" [note]="'campaigns.wonOf' | transloco: { won: shown.figures.wonCount, all: shown.figures.opportunityCount }" />
        <ui-stat [label]="'campaigns.return' | transloco" [value]="gain() ?? '–'" [note]="(shown.budgetBase ? 'campaigns.ofBudget' : 'campaigns.noBudget') | transloco: { budget: money(shown.budgetBase) }" />
      </div>
    } @else if (!error()) { <ui-skeleton class="m-4 block h-20" /> }
  `,
  styles: `
    .stats { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 10px; padding: 4px 16px 14px; }
  `,
})
export class CampaignFigures {
  readonly id = input.required<string>();
  readonly full = input(false);
  protected readonly errors = inject(ErrorText);
  protected readonly formats = inject(Formats);
  private readonly gateway = inject(CampaignsGateway);
  protected readonly campaign = signal<CampaignWithFigures | null>(null);
  protected readonly error = signal<AppError | null>(null);
  protected readonly gain = computed(() => {
    const share = this.campaign()?.figures.returnOnBudget;
    return share === null || share === undefined ? null : this.formats.number(share, { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' });
  });
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    effect(() => {
      this.id();
      untracked(() => {
        this.campaign.set(null);
        void this.load();
      });
    });
    const destroyed = inject(DestroyRef);
    destroyed.onDestroy(() => clearTimeout(this.timer));
    inject(RecordsLive)
      .events.pipe(takeUntilDestroyed(destroyed))
      .subscribe(({ kind, recordType }) => {
        if (kind !== 'RESYNC' && !SOURCES.has(recordType ?? '')) return;
        clearTimeout(this.timer);
        this.timer = setTimeout(() => void this.load(), SETTLE_MS);
      });
  }

  protected money(amount: string | null | undefined): string {
    return this.formats.money(amount, this.campaign()?.figures.currency, 'compact');
  }

  private async load(): Promise<void> {
    const id = this.id();
    try {
      const campaign = await this.gateway.figures(id);
      if (id === this.id()) this.campaign.set(campaign);
      this.error.set(null);
    } catch (error) {
      this.error.set(toAppError(error));
    }
  }
}
