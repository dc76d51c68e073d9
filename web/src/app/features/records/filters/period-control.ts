import { Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiInput } from '@libs/ui';
import { COUNTED_PERIODS, NAMED_PERIODS, PERIOD_UNITS, periodKey, readPeriod, writePeriod, type CountedPeriod, type Period, type PeriodUnit } from './periods.js';

/** Chooses a period relative to today: a named one, or a number of days, weeks or months. */
@Component({
  selector: 'app-period-control',
  imports: [TranslocoPipe, UiInput],
  template: `
    <select #kind uiInput [attr.aria-label]="'views.filter.period' | transloco" [value]="chosen()" (change)="choose(kind.value)">
      @for (each of counted; track each) { <option [value]="each" [selected]="each === chosen()">{{ 'views.period.' + each | transloco }}</option> }
      @for (name of named; track name) { <option [value]="name" [selected]="name === chosen()">{{ 'views.period.' + key(name) | transloco }}</option> }
    </select>
    @if (span(); as span) {
      <input #count uiInput type="number" min="1" max="999" inputmode="numeric" class="count" [attr.aria-label]="'views.filter.count' | transloco" [value]="span.count" (input)="resize(count.value)" />
      <select #unit uiInput [attr.aria-label]="'views.filter.unit' | transloco" (change)="change({ unit: $any(unit.value) })">
        @for (each of units; track each) { <option [value]="each" [selected]="each === span.unit">{{ 'views.units.' + each + 's' | transloco }}</option> }
      </select>
    }
  `,
  styles: `
    :host { display: flex; flex: 1; flex-wrap: wrap; gap: 6px; min-width: 0; }
    select { flex: 1 1 110px; width: auto; }
    .count { flex: 0 0 64px; width: 64px; }
  `,
})
export class PeriodControl {
  readonly value = input<string | null>(null);
  readonly valueChange = output<string>();
  protected readonly counted = COUNTED_PERIODS;
  protected readonly named = NAMED_PERIODS;
  protected readonly units = PERIOD_UNITS;
  protected readonly key = periodKey;
  private readonly period = computed<Period>(() => readPeriod(this.value() ?? '') ?? { kind: 'last', count: 7, unit: 'day' });
  protected readonly chosen = computed(() => {
    const period = this.period();
    return period.kind === 'named' ? period.name : period.kind;
  });
  protected readonly span = computed(() => {
    const period = this.period();
    return period.kind === 'named' ? null : period;
  });

  protected choose(kind: string): void {
    const { count, unit } = this.span() ?? { count: 7, unit: 'day' as const };
    this.emit((COUNTED_PERIODS as readonly string[]).includes(kind) ? { kind: kind as CountedPeriod, count, unit } : { kind: 'named', name: kind });
  }

  protected resize(text: string): void {
    const count = Math.trunc(Number(text));
    if (count >= 1 && count <= 999) this.change({ count });
  }

  protected change(part: { readonly count?: number; readonly unit?: PeriodUnit }): void {
    const span = this.span();
    if (span) this.emit({ ...span, ...part });
  }

  private emit(period: Period): void {
    this.valueChange.emit(writePeriod(period));
  }
}
