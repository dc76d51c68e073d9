import { Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiAvatar, UiIcon, UiTooltip, UiValue, type GridColumn } from '@libs/ui';
import { Formats } from '../../core/format/formats.js';
import type { ClientRecord } from '../../core/records/record-metadata.js';
import { SHOWN_AT_FIRST } from './card-fields.js';
import type { DealCard } from './opportunities.gateway.js';

/** What the board shows of a deal. */
@Component({
  selector: 'app-deal-card',
  imports: [TranslocoPipe, UiAvatar, UiIcon, UiTooltip, UiValue],
  template: `
    <div class="top">
      <span class="name">{{ deal().name }}</span>
      @if (fields().has('ownerId') ? deal().owner : null; as owner) { <ui-avatar [name]="owner.name" [uiTooltip]="owner.name" /> }
    </div>
    @if (fields().has('accountId')) { <span class="account" [class.none]="!deal().account">{{ deal().account?.name ?? ('opportunities.noAccount' | transloco) }}</span> }
    @if (deal().nextActivity; as next) {
      <span class="next" [class.late]="late()"><ui-icon name="calendar-clock" [size]="13" /><span>{{ next.subject }}</span><time>{{ nextDay() }}</time></span>
    }
    @for (column of lines(); track column.id) {
      @if (column.text(deal())) { <span class="line"><span class="what" [uiTooltip]="column.label">{{ column.label }}</span><ui-value [column]="column" [row]="deal()" /></span> }
    }
    <div class="foot">
      <b>@if (fields().has('amount')) { {{ amount() || '–' }} }</b>
      @if (fields().has('probability') && deal().probability !== null) { <span class="days">{{ formats.percent(deal().probability! / 100) }}</span> }
      @if (fields().has('stageChangedAt') && days() !== null) { <span class="days" [class.stale]="deal().isStale" [uiTooltip]="(deal().isStale ? 'opportunities.staleFor' : 'opportunities.inStageFor') | transloco: { days: days() }">{{ 'opportunities.daysShort' | transloco: { days: days() } }}</span> }
      @if (fields().has('expectedCloseOn') ? day() : null; as day) { <time class="close" [class.late]="overdue()">{{ day }}</time> }
    </div>
  `,
  styles: `
    :host { display: flex; flex-direction: column; gap: 3px; min-width: 0; }
    .top { display: flex; gap: 8px; align-items: flex-start; }
    .name { flex: 1; min-width: 0; font-weight: 500; line-height: 1.35; overflow-wrap: anywhere; }
    .account { overflow: hidden; color: var(--muted); text-overflow: ellipsis; white-space: nowrap; }
    .account.none { font-style: italic; }
    .line { display: flex; gap: 8px; align-items: center; min-width: 0; min-height: 20px; font-size: var(--text-sm); }
    .what { flex: 0 0 84px; overflow: hidden; color: var(--muted); text-overflow: ellipsis; white-space: nowrap; }
    ui-value { flex: 1; }
    .next { display: flex; gap: 5px; align-items: center; color: var(--muted); font-size: var(--text-sm); }
    .next span { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .foot { display: flex; gap: 8px; align-items: center; margin-top: 4px; min-height: 20px; }
    b { flex: 1; min-width: 0; font-weight: 600; font-variant-numeric: tabular-nums; }
    .days { padding: 0 7px; border-radius: 99px; background: var(--neutral-soft); color: var(--neutral); font-size: var(--text-sm); line-height: 20px; }
    .days.stale { background: var(--warn-soft); color: var(--warn); }
    .close { color: var(--muted); font-size: var(--text-sm); white-space: nowrap; }
    .late { color: var(--bad); }
  `,
})
export class DealCardView {
  readonly deal = input.required<DealCard>();
  /** Names of the fields it shows at their places, beside name and next activity. */
  readonly fields = input<ReadonlySet<string>>(SHOWN_AT_FIRST);
  /** Fields it shows below each other; those that are empty take no room. */
  readonly lines = input<readonly GridColumn<ClientRecord>[]>([]);
  protected readonly formats = inject(Formats);
  protected readonly amount = computed(() => this.formats.money(this.deal().amount, this.deal().currency));
  protected readonly days = computed(() => this.deal().daysInStage);
  protected readonly open = computed(() => this.deal().status === 'OPEN');
  protected readonly day = computed(() => this.formats.date(this.open() ? this.deal().expectedCloseOn : (this.deal().closedOn ?? this.deal().expectedCloseOn)));
  protected readonly overdue = computed(() => this.open() && (this.deal().expectedCloseOn ?? '9999') < this.formats.today());
  protected readonly nextDay = computed(() => this.formats.date(this.deal().nextActivity?.dueAt));
  protected readonly late = computed(() => {
    const due = this.deal().nextActivity?.dueAt;
    return due !== null && due !== undefined && Date.parse(due) < Date.now();
  });
}

/** The card in words, for screen readers: with what somebody chose to see on it. */
export function dealInWords(deal: DealCard, lines: readonly GridColumn<ClientRecord>[], formats: Formats, words: TranslocoService): string {
  const chosen = lines.flatMap((column) => (column.text(deal) ? [`${column.label}: ${column.text(deal)}`] : []));
  const parts = [deal.name, deal.account?.name ?? words.translate<string>('opportunities.noAccount'), formats.money(deal.amount, deal.currency), deal.owner?.name ?? '', deal.isStale ? words.translate<string>('opportunities.staleFor', { days: deal.daysInStage }) : '', ...chosen];
  return parts.filter(Boolean).join(', ');
}
