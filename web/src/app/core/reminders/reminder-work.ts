import { inject, Service } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { UiToasts } from '@libs/ui';
import { Subject } from 'rxjs';
import { ErrorText } from '../graphql/error-text.js';
import { RecordsGateway } from '../records/records.gateway.js';
import { SessionStore } from '../session/session.store.js';
import { RemindersGateway, type ReminderRow, type SavedReminder, type Snooze } from './reminders.gateway.js';

type Known = Pick<ReminderRow, 'id' | 'message'>;

/** What people do with reminders, each with undo. Lists everywhere hear of it. */
@Service()
export class ReminderWork {
  private readonly gateway = inject(RemindersGateway);
  private readonly records = inject(RecordsGateway);
  private readonly session = inject(SessionStore);
  private readonly toasts = inject(UiToasts);
  private readonly errors = inject(ErrorText);
  private readonly transloco = inject(TranslocoService);
  private readonly changes = new Subject<void>();
  /** Something was added, done or put off: read again. */
  readonly changed = this.changes.asObservable();

  complete(reminder: Known, after?: () => void): Promise<boolean> {
    return this.run('reminders.said.done', reminder.message, () => this.gateway.complete(reminder.id), after);
  }

  snooze(reminder: Known, snooze: Snooze, after?: () => void): Promise<boolean> {
    return this.run('reminders.said.snoozed', reminder.message, () => this.gateway.snooze(reminder.id, snooze), after);
  }

  cancel(reminder: Known, after?: () => void): Promise<boolean> {
    return this.run('reminders.said.cancelled', reminder.message, () => this.gateway.cancel(reminder.id), after);
  }

  add(input: Parameters<RemindersGateway['create']>[0]): Promise<boolean> {
    return this.run('reminders.said.added', input.message, () => this.gateway.create(input));
  }

  private async run(key: string, message: string, act: () => Promise<SavedReminder>, after?: () => void): Promise<boolean> {
    try {
      const { changeSetId } = await act();
      const text = this.transloco.translate<string>(key, { message });
      // Viewers have reminders, and may undo nothing.
      if (this.session.has('revert:changes')) this.toasts.undoable(text, () => void this.undo(changeSetId));
      else this.toasts.success(text);
      after?.();
      return true;
    } catch (error) {
      this.errors.toast(error);
      return false;
    } finally {
      this.changes.next();
    }
  }

  private async undo(changeSetId: string): Promise<void> {
    try {
      await this.records.revert(changeSetId);
      this.toasts.success(this.transloco.translate('reminders.said.undone'));
    } catch (error) {
      this.errors.toast(error);
    } finally {
      this.changes.next();
    }
  }
}
