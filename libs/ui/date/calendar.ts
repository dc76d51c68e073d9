import { afterNextRender, Component, computed, ElementRef, inject, input, linkedSignal, output } from '@angular/core';
import { UiButton } from '../button/button.js';
import { UiIconButton } from '../button/icon-button.js';
import { UI_DATE_LOCALE } from '../locale/locale.js';
import { UI_TEXT } from '../text/ui-text.js';
import { addDays, addMonths, firstWeekday, monthWeeks } from './month.js';

/** A month to choose a day from. Arrow keys move by day and week, Page keys by month, Home and End within the week. */
@Component({
  selector: 'ui-calendar',
  imports: [UiButton, UiIconButton],
  template: `
    <div class="head">
      <button uiIconButton type="button" icon="chevron-left" size="sm" [label]="text().previousMonth" (click)="turn(-1)"></button>
      <span class="month" aria-live="polite">{{ monthName() }}</span>
      <button uiIconButton type="button" icon="chevron-right" size="sm" [label]="text().nextMonth" (click)="turn(1)"></button>
    </div>
    <div role="grid" class="days" [attr.aria-label]="monthName()">
      <div role="row" class="week">
        @for (name of weekdays(); track name.long) { <span role="columnheader" class="weekday" [attr.aria-label]="name.long">{{ name.short }}</span> }
      </div>
      @for (week of weeks(); track week[0]) {
        <div role="row" class="week">
          @for (day of week; track day) {
            <span role="gridcell" [attr.aria-selected]="day === value()">
              <button type="button" class="day" [attr.data-day]="day" [tabindex]="day === active() ? 0 : -1" [class.other]="day.slice(0, 7) !== active().slice(0, 7)" [class.chosen]="day === value()" [attr.aria-current]="day === today() ? 'date' : null" [attr.aria-label]="spoken(day)" (click)="chosen.emit(day)">{{ +day.slice(8) }}</button>
            </span>
          }
        </div>
      }
    </div>
    <button uiButton type="button" size="sm" variant="ghost" (click)="chosen.emit(today())">{{ text().today }}</button>
  `,
  styles: `
    :host { display: flex; flex-direction: column; gap: 6px; padding: 10px; }
    .head { display: flex; align-items: center; justify-content: space-between; }
    .month { font-weight: 600; }
    .week { display: grid; grid-template-columns: repeat(7, 32px); justify-items: center; }
    .weekday { color: var(--muted); font-size: var(--text-xs); line-height: 24px; }
    .day { width: 30px; height: 30px; padding: 0; border: 0; border-radius: var(--radius); background: none; color: var(--fg); font: 400 var(--text)/1 var(--font); font-variant-numeric: tabular-nums; }
    .day:hover { background: var(--hover); }
    .day.other { color: var(--faint); }
    .day[aria-current] { font-weight: 700; color: var(--brand-fg); }
    .day.chosen { background: var(--brand); color: var(--on-brand); }
    @media (pointer: coarse) { .week { grid-template-columns: repeat(7, 42px); } .day { width: 40px; height: 40px; } }
  `,
  host: { class: 'ui-popup', '(keydown)': 'onKey($event)' },
})
export class UiCalendar {
  readonly value = input<string | null>(null);
  readonly today = input(new Date().toISOString().slice(0, 10));
  readonly chosen = output<string>();
  protected readonly text = inject(UI_TEXT);
  private readonly locale = inject(UI_DATE_LOCALE);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly active = linkedSignal(() => this.value() ?? this.today());

  private readonly firstDay = computed(() => firstWeekday(this.locale()));
  protected readonly weeks = computed(() => monthWeeks(this.active(), this.firstDay()));
  protected readonly monthName = computed(() => this.format(this.active(), { month: 'long', year: 'numeric' }));
  protected readonly weekdays = computed(() => (this.weeks()[0] ?? []).map((day) => ({ short: this.format(day, { weekday: 'narrow' }), long: this.format(day, { weekday: 'long' }) })));

  constructor() {
    afterNextRender(() => this.focusActive());
  }

  protected spoken(day: string): string {
    return this.format(day, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  }

  protected turn(months: number): void {
    this.active.update((day) => addMonths(day, months));
  }

  protected onKey(event: KeyboardEvent): void {
    if (!(event.target instanceof Element) || !event.target.closest('[role="grid"]')) return;
    const weekday = ((new Date(`${this.active()}T00:00:00Z`).getUTCDay() || 7) - this.firstDay() + 7) % 7;
    const moves: Readonly<Record<string, (day: string) => string>> = {
      ArrowLeft: (day) => addDays(day, -1), ArrowRight: (day) => addDays(day, 1), ArrowUp: (day) => addDays(day, -7), ArrowDown: (day) => addDays(day, 7),
      PageUp: (day) => addMonths(day, event.shiftKey ? -12 : -1), PageDown: (day) => addMonths(day, event.shiftKey ? 12 : 1),
      Home: (day) => addDays(day, -weekday), End: (day) => addDays(day, 6 - weekday),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    this.active.update(move);
    setTimeout(() => this.focusActive());
  }

  private focusActive(): void {
    this.host.querySelector<HTMLElement>(`[data-day="${this.active()}"]`)?.focus();
  }

  private format(day: string, options: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(this.locale(), { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
  }
}
