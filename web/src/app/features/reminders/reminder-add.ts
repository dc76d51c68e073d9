import { Component, computed, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiButton, UiDateInput, UiField, UiIcon, UiInput } from '@libs/ui';
import { Formats } from '../../core/format/formats.js';
import { ReminderWork } from '../../core/reminders/reminder-work.js';
import { addDays, momentOf, nextMonday, REPEATS, ruleFrom } from '../../core/reminders/reminder-words.js';

const CHOICES = ['hour', 'evening', 'tomorrow', 'monday', 'month', 'pick'] as const;
type Choice = (typeof CHOICES)[number];
const MORNING = '09:00';
const EVENING = '17:00';

/** A reminder in a few keystrokes: what, and when by a natural choice. Enter adds it. */
@Component({
  selector: 'app-reminder-add',
  imports: [TranslocoPipe, UiButton, UiDateInput, UiField, UiIcon, UiInput],
  template: `
    <form (submit)="save($event)">
      <div class="line">
        <ui-icon name="alarm-clock" [size]="15" />
        <input class="words" maxlength="500" [attr.aria-label]="'reminders.what' | transloco" [placeholder]="'reminders.whatPlaceholder' | transloco" [value]="message()" (input)="message.set($any($event.target).value)" />
      </div>
      @if (message()) {
        <div class="whens" role="radiogroup" [attr.aria-label]="'reminders.when' | transloco">
          @for (each of choices(); track each) {
            <button type="button" role="radio" [attr.aria-checked]="choice() === each" [attr.tabindex]="choice() === each ? 0 : -1" (click)="choice.set(each)" (keydown)="step($event)">{{ 'reminders.choices.' + each | transloco }}</button>
          }
        </div>
        <div class="more">
          @if (choice() === 'pick') {
            <ui-field [label]="'reminders.day' | transloco"><ui-date [(value)]="day" /></ui-field>
            <ui-field [label]="'reminders.time' | transloco"><input uiInput type="time" [value]="time()" (input)="time.set($any($event.target).value)" /></ui-field>
          }
          <ui-field [label]="'reminders.repeat' | transloco">
            <select uiInput (change)="repeat.set($any($event.target).value)">
              <option value="">{{ 'reminders.never' | transloco }}</option>
              @for (rule of rules; track rule) { <option [value]="rule" [selected]="rule === repeat()">{{ 'reminders.repeats.' + rule | transloco }}</option> }
            </select>
          </ui-field>
          <span class="grow"></span>
          <button uiButton variant="primary" type="submit" [loading]="saving()" [disabled]="!moment() || !message().trim()">{{ 'reminders.add' | transloco }}</button>
        </div>
      }
    </form>
  `,
  styles: `
    form { display: flex; flex-direction: column; gap: 10px; margin-bottom: 14px; padding: 8px 10px; border: 1px solid var(--line); border-radius: var(--radius-lg); background: var(--surface); }
    form:focus-within { border-color: var(--line-strong); }
    .line { display: flex; gap: 8px; align-items: center; color: var(--muted); }
    .words { flex: 1; min-width: 0; min-height: 30px; border: 0; outline: none; background: none; color: var(--fg); font: inherit; }
    .words::placeholder { color: var(--muted); }
    .whens { display: flex; flex-wrap: wrap; gap: 4px; }
    .whens button { min-height: 28px; padding: 0 10px; border: 1px solid var(--line); border-radius: 99px; background: none; color: var(--muted); font: 500 var(--text-sm)/1 var(--font); }
    .whens button:hover { background: var(--hover); }
    .whens button[aria-checked='true'] { border-color: var(--brand); background: var(--brand-soft); color: var(--brand-fg); }
    .more { display: flex; flex-wrap: wrap; gap: 10px; align-items: end; }
    .grow { flex: 1; }
    @media (pointer: coarse) { .whens button { min-height: 40px; } }
  `,
})
export class ReminderAdd {
  /** What it is about; nothing in particular without. */
  readonly recordType = input<string | null>(null);
  readonly recordId = input<string | null>(null);
  private readonly work = inject(ReminderWork);
  private readonly formats = inject(Formats);
  protected readonly rules = REPEATS;
  protected readonly message = signal('');
  protected readonly choice = signal<Choice>('tomorrow');
  protected readonly repeat = signal('');
  protected readonly day = signal<string | null>(null);
  protected readonly time = signal(MORNING);
  protected readonly saving = signal(false);
  /** "This evening" is offered while it lies ahead. */
  protected readonly choices = computed(() => {
    this.message();
    return CHOICES.filter((each) => each !== 'evening' || momentOf(this.formats.today(), EVENING, this.formats.timezone()).getTime() > Date.now());
  });
  protected readonly moment = computed(() => this.momentOf(this.choice()));

  protected step(event: KeyboardEvent): void {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const all = this.choices();
    const next = all.at((all.indexOf(this.choice()) + by) % all.length)!;
    this.choice.set(next);
    (event.currentTarget as HTMLElement).parentElement!.querySelectorAll<HTMLElement>('button')[all.indexOf(next)]?.focus();
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const [message, moment, recordType, recordId] = [this.message().trim(), this.momentOf(this.choice()), this.recordType(), this.recordId()];
    if (!message || !moment || this.saving()) return;
    this.saving.set(true);
    const saved = await this.work.add({ message, dueAt: moment.toISOString(), ...(this.repeat() ? { recurrence: ruleFrom(this.repeat(), this.formats.clockTime(moment.toISOString()).slice(0, 10)) } : {}), ...(recordType && recordId ? { recordType, recordId } : {}) });
    this.saving.set(false);
    if (!saved) return;
    this.message.set('');
    this.repeat.set('');
    this.choice.set('tomorrow');
  }

  private momentOf(choice: Choice): Date | null {
    const [today, zone] = [this.formats.today(), this.formats.timezone()];
    switch (choice) {
      case 'hour':
        return new Date(Date.now() + 3_600_000);
      case 'evening':
        return momentOf(today, EVENING, zone);
      case 'tomorrow':
        return momentOf(addDays(today, 1), MORNING, zone);
      case 'monday':
        return momentOf(nextMonday(today), MORNING, zone);
      case 'month':
        return momentOf(addDays(today, 30), MORNING, zone);
      default: {
        const day = this.day();
        return day && /^\d{2}:\d{2}$/.test(this.time()) ? momentOf(day, this.time(), zone) : null;
      }
    }
  }
}
