import { Component, computed, DestroyRef, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner, UiButton, UiEmpty, UiSkeleton } from '@libs/ui';
import { Formats } from '../../core/format/formats.js';
import { toAppError, type AppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { usePage } from '../../core/page/page.js';
import { RecordsLive } from '../../core/records/records-live.js';
import { RemindersGateway, type ReminderRow } from '../../core/reminders/reminders.gateway.js';
import { ReminderWork } from '../../core/reminders/reminder-work.js';
import { momentOf, addDays } from '../../core/reminders/reminder-words.js';
import { SessionStore } from '../../core/session/session.store.js';
import { ReminderAdd } from './reminder-add.js';
import { ReminderList } from './reminder-list.js';

/** All of the person's reminders: what is late, what comes today and later, and what is over. */
@Component({
  selector: 'app-reminders-page',
  imports: [ReminderAdd, ReminderList, TranslocoPipe, UiBanner, UiButton, UiEmpty, UiSkeleton],
  template: `
    <div class="page">
      @if (session.can('create', 'reminder')) { <app-reminder-add /> }
      @if (error(); as problem) { <ui-banner tone="bad">{{ errors.of(problem) }} <button uiButton size="sm" type="button" (click)="load()">{{ 'app.retry' | transloco }}</button></ui-banner> }
      @if (open()) {
        @if (sections().length === 0 && past().length === 0) { <ui-empty icon="alarm-clock" [title]="'reminders.none' | transloco" [text]="'reminders.noneText' | transloco" /> }
        @for (section of sections(); track section.id) {
          <section [attr.aria-labelledby]="'reminders-' + section.id">
            <h2 [id]="'reminders-' + section.id" [class.late]="section.id === 'overdue'">{{ 'reminders.sections.' + section.id | transloco }} <span>{{ section.items.length }}</span></h2>
            <app-reminder-list [reminders]="section.items" />
          </section>
        }
        @if (past().length > 0) {
          <section aria-labelledby="reminders-past">
            <h2 id="reminders-past">{{ 'reminders.sections.past' | transloco }}</h2>
            <app-reminder-list [reminders]="past()" />
          </section>
        }
      } @else if (!error()) { @for (each of [1, 2, 3]; track each) { <ui-skeleton class="mb-3 block h-10" /> } }
    </div>
  `,
  styles: `
    .page { max-width: 760px; margin: 0 auto; padding: 20px clamp(12px, 3vw, 28px) 56px; }
    section { margin-top: 22px; }
    h2 { margin-bottom: 4px; font-size: var(--text); }
    h2 span { color: var(--muted); font-weight: 400; }
    .late { color: var(--bad); }
  `,
})
export class RemindersPage {
  protected readonly session = inject(SessionStore);
  protected readonly errors = inject(ErrorText);
  private readonly gateway = inject(RemindersGateway);
  private readonly formats = inject(Formats);
  protected readonly open = signal<readonly ReminderRow[] | null>(null);
  protected readonly past = signal<readonly ReminderRow[]>([]);
  protected readonly error = signal<AppError | null>(null);
  protected readonly sections = computed(() => {
    const now = new Date().toISOString();
    const tomorrow = momentOf(addDays(this.formats.today(), 1), '00:00', this.formats.timezone()).toISOString();
    const at = ({ remindAt, dueAt }: ReminderRow): string => remindAt ?? dueAt;
    const rows = this.open() ?? [];
    return [
      { id: 'overdue', items: rows.filter((row) => at(row) < now) },
      { id: 'today', items: rows.filter((row) => at(row) >= now && at(row) < tomorrow) },
      { id: 'upcoming', items: rows.filter((row) => at(row) >= tomorrow) },
    ].filter(({ items }) => items.length > 0);
  });

  constructor() {
    usePage(() => ({}));
    void this.load();
    const destroyed = inject(DestroyRef);
    inject(ReminderWork).changed.pipe(takeUntilDestroyed(destroyed)).subscribe(() => void this.load());
    inject(RecordsLive).events.pipe(takeUntilDestroyed(destroyed)).subscribe(({ kind, recordType }) => (recordType === 'reminder' || kind === 'RESYNC') && void this.load());
  }

  protected async load(): Promise<void> {
    try {
      const [open, past] = await Promise.all([this.gateway.open(null, 200), this.gateway.past()]);
      this.open.set(open);
      this.past.set(past);
      this.error.set(null);
    } catch (error) {
      this.error.set(toAppError(error));
    }
  }
}
