import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiDialogs, UiIcon, UiIconButton, UiMenu, UiMenuFor, UiMenuItem } from '@libs/ui';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import type { ReminderRow } from '../../core/reminders/reminders.gateway.js';
import { ReminderWork } from '../../core/reminders/reminder-work.js';
import { ReminderWords, SNOOZES } from '../../core/reminders/reminder-words.js';
import { SnoozeDialog } from './snooze-dialog.js';

/** Reminders as rows: done with a click, put off or ended from a menu. */
@Component({
  selector: 'app-reminder-list',
  imports: [RouterLink, TranslocoPipe, UiIcon, UiIconButton, UiMenu, UiMenuFor, UiMenuItem],
  template: `
    <ul>
      @for (row of rows(); track row.reminder.id) {
        <li [class.over]="!row.open">
          @if (row.open) {
            <button type="button" class="tick" (click)="work.complete(row.reminder)" [attr.aria-label]="'reminders.complete' | transloco: { message: row.reminder.message }"><ui-icon name="circle" [size]="17" /></button>
          } @else { <span class="tick"><ui-icon [name]="row.reminder.status === 'DONE' ? 'circle-check' : 'circle-x'" [size]="17" /></span> }
          <div class="what">
            <span class="message">{{ row.reminder.message }}</span>
            <span class="facts">
              <time [attr.datetime]="row.reminder.remindAt" [class.late]="row.late">{{ row.when }}</time>
              @if (row.reminder.status === 'SNOOZED') { <span>{{ 'reminders.snoozed' | transloco }}</span> }
              @if (row.repeats) { <span class="repeats"><ui-icon name="refresh-cw" [size]="11" />{{ row.repeats }}</span> }
              @if (about() && row.link) { <a class="ui-link" [routerLink]="row.link">{{ row.reminder.about?.title }}</a> }
            </span>
          </div>
          @if (row.open) {
            <button uiIconButton type="button" size="sm" icon="alarm-clock" [label]="'reminders.snoozeOne' | transloco: { message: row.reminder.message }" [uiMenuFor]="later"></button>
            <ng-template #later>
              <ui-menu>
                @for (choice of snoozes; track choice) { <button uiMenuItem (triggered)="work.snooze(row.reminder, { choice })">{{ 'reminders.snoozes.' + choice | transloco }}</button> }
                <button uiMenuItem icon="calendar-clock" (triggered)="pick(row.reminder)">{{ 'reminders.pick' | transloco }}</button>
                <button uiMenuItem icon="x" tone="bad" (triggered)="work.cancel(row.reminder)">{{ (row.repeats ? 'reminders.endSeries' : 'reminders.cancel') | transloco }}</button>
              </ui-menu>
            </ng-template>
          }
        </li>
      }
    </ul>
  `,
  styles: `
    ul { margin: 0; padding: 0; list-style: none; }
    li { display: flex; gap: 9px; align-items: flex-start; padding: 8px 4px; border-bottom: 1px solid var(--line); }
    li:hover { background: var(--hover); }
    .tick { display: grid; place-items: center; flex: none; width: 26px; height: 26px; padding: 0; border: 0; border-radius: 50%; background: none; color: var(--muted); }
    button.tick:hover { color: var(--ok); }
    .what { display: flex; flex: 1; flex-direction: column; min-width: 0; padding-top: 2px; }
    .message { font-weight: 500; overflow-wrap: anywhere; }
    .over .message { color: var(--muted); font-weight: 400; text-decoration: line-through; }
    .facts { display: flex; flex-wrap: wrap; gap: 3px 10px; align-items: center; color: var(--muted); font-size: var(--text-sm); line-height: 24px; }
    .facts a { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .repeats { display: inline-flex; gap: 4px; align-items: center; }
    .late { color: var(--bad); }
    @media (pointer: coarse) { .tick { width: 40px; height: 40px; } }
  `,
})
export class ReminderList {
  readonly reminders = input.required<readonly ReminderRow[]>();
  /** Whether it says what each is about. */
  readonly about = input(true);
  protected readonly work = inject(ReminderWork);
  protected readonly snoozes = SNOOZES;
  private readonly words = inject(ReminderWords);
  private readonly types = inject(RecordTypesStore);
  private readonly dialogs = inject(UiDialogs);
  protected readonly rows = computed(() =>
    this.reminders().map((reminder) => {
      const open = reminder.status === 'PENDING' || reminder.status === 'SNOOZED';
      const type = reminder.about ? this.types.find(reminder.about.recordType) : undefined;
      return {
        reminder,
        open,
        when: this.words.when(reminder.completedAt ?? reminder.remindAt ?? reminder.dueAt),
        late: open && (reminder.remindAt ?? '') < new Date().toISOString(),
        repeats: reminder.recurrence ? this.words.repeats(reminder.recurrence) : null,
        link: type && reminder.about ? `/${type.plural}/${reminder.about.recordId}` : null,
      };
    }),
  );

  protected pick(reminder: ReminderRow): void {
    this.dialogs.open<string, ReminderRow, SnoozeDialog>(SnoozeDialog, { data: reminder, size: 'sm' }).closed.subscribe((until) => until && void this.work.snooze(reminder, { until }));
  }
}
