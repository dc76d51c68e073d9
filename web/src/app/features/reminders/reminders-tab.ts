import { Component, DestroyRef, effect, inject, input, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner, UiSkeleton } from '@libs/ui';
import { toAppError, type AppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { RecordsLive } from '../../core/records/records-live.js';
import { RemindersGateway, type ReminderRow } from '../../core/reminders/reminders.gateway.js';
import { ReminderWork } from '../../core/reminders/reminder-work.js';
import { SessionStore } from '../../core/session/session.store.js';
import { ReminderAdd } from './reminder-add.js';
import { ReminderList } from './reminder-list.js';

/** The person's own reminders about a record. */
@Component({
  selector: 'app-reminders-tab',
  imports: [ReminderAdd, ReminderList, TranslocoPipe, UiBanner, UiSkeleton],
  template: `
    @if (session.can('create', 'reminder')) { <app-reminder-add [recordType]="recordType()" [recordId]="recordId()" /> }
    @if (error(); as problem) { <ui-banner tone="bad">{{ errors.of(problem) }}</ui-banner> }
    @if (reminders(); as shown) {
      @if (shown.length > 0) { <app-reminder-list [reminders]="shown" [about]="false" /> } @else { <p class="none">{{ 'reminders.noneHere' | transloco }}</p> }
    } @else if (!error()) { <ui-skeleton class="block h-16" /> }
  `,
  styles: `.none { margin: 0; color: var(--muted); }`,
})
export class RemindersTab {
  readonly recordType = input.required<string>();
  readonly recordId = input.required<string>();
  protected readonly session = inject(SessionStore);
  protected readonly errors = inject(ErrorText);
  private readonly gateway = inject(RemindersGateway);
  protected readonly reminders = signal<readonly ReminderRow[] | null>(null);
  protected readonly error = signal<AppError | null>(null);

  constructor() {
    effect(() => {
      this.recordId();
      untracked(() => {
        this.reminders.set(null);
        void this.load();
      });
    });
    const destroyed = inject(DestroyRef);
    inject(ReminderWork).changed.pipe(takeUntilDestroyed(destroyed)).subscribe(() => void this.load());
    inject(RecordsLive).events.pipe(takeUntilDestroyed(destroyed)).subscribe(({ kind, recordType }) => (recordType === 'reminder' || kind === 'RESYNC') && void this.load());
  }

  private async load(): Promise<void> {
    const id = this.recordId();
    try {
      const reminders = await this.gateway.open(id);
      if (id === this.recordId()) this.reminders.set(reminders);
      this.error.set(null);
    } catch (error) {
      this.error.set(toAppError(error));
    }
  }
}
