import { Component, computed, inject, input } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiSkeleton } from '@libs/ui';
import { Formats } from '../../core/format/formats.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { dealPart } from './deal-part.js';
import { OpportunitiesGateway, type StageStep } from './opportunities.gateway.js';
import { stageColour } from './stage-colour.js';

/** The way of a deal through its stages, the last step first. */
@Component({
  selector: 'app-stage-history',
  imports: [UiBanner, UiSkeleton],
  template: `
    @if (part.error(); as error) { <ui-banner tone="bad">{{ errors.of(error) }}</ui-banner> }
    @if (steps(); as steps) {
      <ol>
        @for (step of steps; track step.id) {
          <li>
            <i [style.background]="step.color"></i>
            <div><b>{{ step.name }}</b><p>{{ step.detail }}</p></div>
            <time [attr.datetime]="step.at">{{ step.when }}</time>
          </li>
        }
      </ol>
    } @else if (!part.error()) { <ui-skeleton class="block h-20" /> }
  `,
  styles: `
    ol { margin: 0; padding: 0; list-style: none; }
    li { position: relative; display: flex; gap: 10px; padding: 0 0 16px; }
    li:not(:last-child)::before { content: ''; position: absolute; top: 14px; bottom: 0; left: 4px; width: 1px; background: var(--line-strong); }
    i { position: relative; flex: none; width: 9px; height: 9px; margin-top: 5px; border-radius: 50%; }
    div { flex: 1; min-width: 0; }
    b { font-weight: 500; }
    p { margin: 1px 0 0; color: var(--muted); font-size: var(--text-sm); }
    time { color: var(--muted); font-size: var(--text-sm); white-space: nowrap; }
  `,
})
export class StageHistory {
  readonly id = input.required<string>();
  readonly full = input(false);
  protected readonly errors = inject(ErrorText);
  private readonly gateway = inject(OpportunitiesGateway);
  private readonly formats = inject(Formats);
  private readonly transloco = inject(TranslocoService);
  protected readonly part = dealPart(this.id, [], (id) => this.gateway.stageHistory(id));
  protected readonly steps = computed(() => this.part.value()?.toReversed().map((step) => this.row(step)) ?? null);

  private row(step: StageStep) {
    const gone = this.transloco.translate<string>('opportunities.history.gone');
    const from = step.fromStage ? this.transloco.translate<string>('opportunities.history.from', { stage: step.fromStage.name }) : this.transloco.translate<string>('opportunities.history.started');
    const after = step.secondsInPreviousStage === null ? '' : this.transloco.translate<string>('opportunities.history.after', { time: this.duration(step.secondsInPreviousStage) });
    const by = step.changedBy?.name ?? this.transloco.translate<string>('opportunities.history.byMachine');
    return { id: step.id, name: step.toStage?.name ?? gone, color: step.toStage ? stageColour(step.toStage) : 'var(--line-strong)', detail: [`${from} ${after}`.trim(), by].join(' · '), at: step.changedAt, when: this.formats.dateTime(step.changedAt) };
  }

  private duration(seconds: number): string {
    const [unit, size] = seconds >= 86_400 ? (['day', 86_400] as const) : seconds >= 3_600 ? (['hour', 3_600] as const) : (['minute', 60] as const);
    return this.formats.number(Math.round(seconds / size), { style: 'unit', unit, unitDisplay: 'long' });
  }
}
