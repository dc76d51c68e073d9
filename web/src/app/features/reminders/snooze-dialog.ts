import { DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiButton, UiDateInput, UiDialog, UiField, UiInput } from '@libs/ui';
import { Formats } from '../../core/format/formats.js';
import { addDays, momentOf } from '../../core/reminders/reminder-words.js';

/** A day and a time until which a reminder is put off. Closes with the moment. */
@Component({
  selector: 'app-snooze-dialog',
  imports: [TranslocoPipe, UiButton, UiDateInput, UiDialog, UiField, UiInput],
  template: `
    <ui-dialog [heading]="'reminders.pickTitle' | transloco">
      <form id="snooze-form" class="flex gap-3" (submit)="apply($event)">
        <ui-field class="flex-1" [label]="'reminders.day' | transloco"><ui-date [(value)]="day" /></ui-field>
        <ui-field [label]="'reminders.time' | transloco"><input uiInput type="time" [value]="time()" (input)="time.set($any($event.target).value)" /></ui-field>
      </form>
      <ng-container uiDialogFooter>
        <button uiButton type="button" (click)="ref.close()">{{ 'reminders.back' | transloco }}</button>
        <button uiButton variant="primary" type="submit" form="snooze-form" [disabled]="!moment()">{{ 'reminders.snooze' | transloco }}</button>
      </ng-container>
    </ui-dialog>
  `,
})
export class SnoozeDialog {
  protected readonly ref = inject<DialogRef<string, SnoozeDialog>>(DialogRef);
  private readonly formats = inject(Formats);
  protected readonly day = signal<string | null>(addDays(this.formats.today(), 1));
  protected readonly time = signal('09:00');
  protected readonly moment = computed(() => {
    const day = this.day();
    if (!day || !/^\d{2}:\d{2}$/.test(this.time())) return null;
    const moment = momentOf(day, this.time(), this.formats.timezone());
    return moment.getTime() > Date.now() ? moment.toISOString() : null;
  });

  protected apply(event: Event): void {
    event.preventDefault();
    const moment = this.moment();
    if (moment) this.ref.close(moment);
  }
}
