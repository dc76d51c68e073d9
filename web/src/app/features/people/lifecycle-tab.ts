import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiIcon, UiSkeleton } from '@libs/ui';
import { Formats } from '../../core/format/formats.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { dealPart } from '../opportunities/deal-part.js';
import { PeopleGateway, type LifecycleStep } from './people.gateway.js';
import { duration } from './person-looks.js';

/** The way of a contact through its lifecycle, the last step first, and what the lead became. */
@Component({
  selector: 'app-lifecycle-tab',
  imports: [RouterLink, TranslocoPipe, UiBanner, UiIcon, UiSkeleton],
  template: `
    @if (part.error(); as error) { <ui-banner tone="bad">{{ errors.of(error) }}</ui-banner> }
    @if (part.value(); as shown) {
      @if (shown.conversion; as conversion) {
        <dl>
          <div><dt><ui-icon name="badge-check" [size]="14" />{{ 'people.history.converted' | transloco: { state: stateOf(conversion.fromLifecycle) } }}</dt><dd>{{ formats.dateTime(conversion.createdAt) }}</dd></div>
          @if (conversion.account; as account) { <div><dt>{{ 'people.history.account' | transloco }}</dt><dd><a class="ui-link" [routerLink]="['/accounts', account.id]">{{ account.name }}</a>@if (conversion.madeAccount) { <span class="quiet"> · {{ 'people.history.madeAccount' | transloco }}</span> }</dd></div> }
          @if (conversion.opportunity; as deal) { <div><dt>{{ 'people.history.opportunity' | transloco }}</dt><dd><a class="ui-link" [routerLink]="['/opportunities', deal.id]">{{ deal.name }}</a></dd></div> }
        </dl>
      }
      @if (steps().length === 0) { <p class="quiet">{{ 'people.history.none' | transloco }}</p> }
      <ol>
        @for (step of steps(); track step.id) {
          <li [class.now]="$first">
            <i></i>
            <div><b>{{ step.name }}</b>@if ($first) { <span class="quiet"> {{ step.sofar }}</span> }<p>{{ step.detail }}</p></div>
            <time [attr.datetime]="step.at">{{ step.when }}</time>
          </li>
        }
      </ol>
    } @else if (!part.error()) { <ui-skeleton class="block h-24" /> }
  `,
  styles: `
    dl { margin: 0 0 18px; padding: 10px 12px; border: 1px solid var(--line); border-radius: var(--radius-lg); background: var(--raised); }
    dl div { display: flex; flex-wrap: wrap; gap: 2px 12px; justify-content: space-between; padding: 2px 0; }
    dt { display: flex; gap: 6px; align-items: center; color: var(--muted); }
    dd { margin: 0; }
    ol { margin: 0; padding: 0; list-style: none; }
    li { position: relative; display: flex; gap: 10px; padding: 0 0 16px; }
    li:not(:last-child)::before { content: ''; position: absolute; top: 14px; bottom: 0; left: 4px; width: 1px; background: var(--line-strong); }
    i { position: relative; flex: none; width: 9px; height: 9px; margin-top: 5px; border-radius: 50%; background: var(--line-strong); }
    .now i { background: var(--brand); }
    li div { flex: 1; min-width: 0; }
    b { font-weight: 500; }
    p { margin: 1px 0 0; }
    p, .quiet, time { color: var(--muted); font-size: var(--text-sm); }
    time { white-space: nowrap; }
  `,
})
export class LifecycleTab {
  readonly id = input.required<string>();
  readonly full = input(false);
  protected readonly errors = inject(ErrorText);
  protected readonly formats = inject(Formats);
  private readonly gateway = inject(PeopleGateway);
  private readonly transloco = inject(TranslocoService);
  protected readonly part = dealPart(this.id, [], (id) => this.gateway.lifecycle(id));
  protected readonly steps = computed(() => this.part.value()?.lifecycleHistory.toReversed().map((step) => this.row(step)) ?? []);

  protected stateOf(lifecycle: string | null | undefined): string {
    return lifecycle ? this.transloco.translate<string>(`people.lifecycles.${lifecycle}`) : this.transloco.translate<string>('people.history.empty');
  }

  private row(step: LifecycleStep) {
    const first = step.cause === null;
    const from = first ? this.transloco.translate<string>('people.history.started') : this.transloco.translate<string>('people.history.from', { state: this.stateOf(step.from) });
    const after = step.secondsInPrevious === null ? '' : this.transloco.translate<string>('people.history.after', { time: duration(this.formats, step.secondsInPrevious) });
    const cause = step.cause && step.cause !== 'PERSON' ? this.transloco.translate<string>(`people.history.cause.${step.cause}`) : '';
    const by = step.changedBy?.name ?? this.transloco.translate<string>('people.history.byMachine');
    const sofar = this.transloco.translate<string>('people.history.sofar', { time: duration(this.formats, Math.max(0, Date.now() - Date.parse(step.changedAt)) / 1000) });
    return { id: step.id, name: this.stateOf(step.to), detail: [`${from} ${after}`.trim(), cause, by].filter(Boolean).join(' · '), at: step.changedAt, when: this.formats.dateTime(step.changedAt), sofar };
  }
}
