import { Component, computed, DestroyRef, effect, inject, input, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBadge, UiButton, UiIcon, UiSkeleton, UiTooltip } from '@libs/ui';
import type { Subscription } from 'rxjs';
import { Formats } from '../../core/format/formats.js';
import { RecordsLive } from '../../core/records/records-live.js';
import { SessionStore } from '../../core/session/session.store.js';
import { DealMoves } from './deal-moves.js';
import { OpportunitiesGateway, type DealDetail, type DealStage } from './opportunities.gateway.js';
import { stageColour } from './stage-colour.js';

interface Step {
  readonly stage: DealStage;
  readonly color: string;
  readonly current: boolean;
  /** The deal is here or was, as the order of the stages says. */
  readonly reached: boolean;
}

/** Where a deal stands: its pipeline's stages as a path (a click moves it), for how long, what it is worth, and how it ends. */
@Component({
  selector: 'app-stage-path',
  imports: [TranslocoPipe, UiBadge, UiButton, UiIcon, UiSkeleton, UiTooltip],
  template: `
    @if (deal(); as deal) {
      <ol [attr.aria-label]="'opportunities.path.label' | transloco">
        @for (step of steps(); track step.stage.id) {
          <li [class.reached]="step.reached" [class.current]="step.current" [style.--stage]="step.color">
            <button type="button" [disabled]="working() || !editable()" [attr.aria-current]="step.current ? 'step' : null" [attr.aria-label]="(step.current ? 'opportunities.path.current' : 'opportunities.path.to') | transloco: { stage: step.stage.name }" [uiTooltip]="step.stage.name" (click)="move(step.stage)">
              <i></i><span>{{ step.stage.name }}</span>
            </button>
          </li>
        }
      </ol>
      <div class="state">
        <b>{{ amount() }}</b>
        <span class="stage"><i [style.background]="colour()"></i>{{ deal.stage?.name }}</span>
        @if (deal.daysInStage !== null) { <ui-badge [tone]="deal.isStale ? 'warn' : 'neutral'">{{ (deal.isStale ? 'opportunities.staleDays' : deal.daysInStage === 0 ? 'opportunities.today' : 'opportunities.days') | transloco: { days: deal.daysInStage } }}</ui-badge> }
        @if (deal.status === 'LOST' && deal.lostReason) { <span class="why">{{ 'opportunities.reasons.' + deal.lostReason | transloco }}@if (deal.competitor) { {{ 'opportunities.lostTo' | transloco: { competitor: deal.competitor } }} }</span> }
        <span class="grow"></span>
        @if (editable()) {
          @if (deal.status === 'OPEN') {
            <button uiButton size="sm" type="button" class="win" [loading]="working()" (click)="win()"><ui-icon name="trophy" [size]="14" />{{ 'opportunities.path.win' | transloco }}</button>
            <button uiButton size="sm" type="button" [loading]="working()" (click)="lose()"><ui-icon name="circle-x" [size]="14" />{{ 'opportunities.path.lose' | transloco }}</button>
          } @else {
            <button uiButton size="sm" type="button" [loading]="working()" (click)="reopen()"><ui-icon name="rotate-ccw" [size]="14" />{{ 'opportunities.path.reopen' | transloco }}</button>
          }
        }
      </div>
    } @else { <ui-skeleton class="block h-14" /> }
  `,
  styleUrl: './stage-path.css',
})
export class StagePath {
  readonly id = input.required<string>();
  readonly full = input(false);
  private readonly gateway = inject(OpportunitiesGateway);
  private readonly moves = inject(DealMoves);
  private readonly formats = inject(Formats);
  private readonly session = inject(SessionStore);
  protected readonly deal = signal<DealDetail | null>(null);
  private readonly busy = signal(false);
  protected readonly working = computed(() => this.busy() && !this.moves.asking());
  protected readonly editable = computed(() => this.session.can('edit', 'opportunity', this.deal() ?? undefined));
  protected readonly amount = computed(() => this.formats.money(this.deal()?.amount, this.deal()?.currency));
  protected readonly colour = computed(() => (this.stage() ? stageColour(this.stage()!) : ''));
  protected readonly steps = computed<readonly Step[]>(() => {
    const stages = this.deal()?.pipeline?.stages ?? [];
    const at = stages.findIndex((stage) => stage.id === this.deal()?.stageId);
    const lost = stages[at]?.type === 'LOST';
    return stages.map((stage, index) => ({ stage, color: stageColour(stage), current: index === at, reached: index === at || (stage.type === 'OPEN' && index < at && !lost) }));
  });
  private readonly stage = computed(() => this.steps().find((step) => step.current)?.stage ?? null);
  private watching: Subscription | null = null;

  constructor() {
    effect(() => {
      const id = this.id();
      untracked(() => this.watch(id));
    });
    const destroyed = inject(DestroyRef);
    destroyed.onDestroy(() => this.watching?.unsubscribe());
    inject(RecordsLive).events.pipe(takeUntilDestroyed(destroyed)).subscribe((event) => {
      if (event.kind === 'RESYNC' || event.recordId === this.id() || event.recordType === 'stage') void this.gateway.refreshDeal(this.id()).catch(() => undefined);
    });
  }

  protected move(stage: DealStage): Promise<void> {
    const deal = this.deal();
    return deal && stage.id !== deal.stageId ? this.run(() => this.moves.into(deal, stage)) : Promise.resolve();
  }

  protected win(): Promise<void> {
    const deal = this.deal()!;
    const won = deal.pipeline?.stages.find((stage) => stage.type === 'WON');
    return won ? this.run(() => this.moves.win(deal, won.id)) : Promise.resolve();
  }

  protected lose(): Promise<void> {
    return this.run(() => this.moves.lose(this.deal()!));
  }

  protected reopen(): Promise<void> {
    return this.run(() => this.moves.reopen(this.deal()!));
  }

  private async run(act: () => Promise<unknown>): Promise<void> {
    this.busy.set(true);
    try {
      if (await act()) await this.gateway.refreshDeal(this.id());
    } catch (error) {
      this.moves.explain(error);
    } finally {
      this.busy.set(false);
    }
  }

  private watch(id: string): void {
    this.watching?.unsubscribe();
    if (this.deal()?.id !== id) this.deal.set(null);
    // What is wrong with the record itself says the view around.
    this.watching = this.gateway.watchDeal(id).subscribe({ next: (deal) => this.deal.set(deal), error: () => undefined });
  }
}
