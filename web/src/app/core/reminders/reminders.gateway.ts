import { inject, Service } from '@angular/core';
import { GraphqlClient } from '../graphql/graphql-client.js';
import { CancelReminderDocument, CompleteReminderDocument, CreateReminderDocument, RemindersDocument, SnoozeReminderDocument, type CreateReminderInput, type ReminderFilter, type ReminderRowFragment, type SnoozeFor } from './operations.generated.js';

export type ReminderRow = ReminderRowFragment;
export type Snooze = { readonly choice: SnoozeFor } | { readonly until: string };

/** A reminder as saved, and what undoes the saving. */
export interface SavedReminder {
  readonly reminder: ReminderRow;
  readonly changeSetId: string;
}

/** The person's own reminders. Every method throws `AppError`. */
@Service()
export class RemindersGateway {
  private readonly graphql = inject(GraphqlClient);

  /** Still to come or waiting to be done, earliest first; of one record or of all. */
  async open(recordId: string | null, first = 100): Promise<readonly ReminderRow[]> {
    return this.read({ status: { in: ['PENDING', 'SNOOZED'] }, ...(recordId ? { recordId: { eq: recordId } } : {}) }, first, 'ASC');
  }

  /** Done and cancelled ones, latest first. */
  async past(first = 30): Promise<readonly ReminderRow[]> {
    return this.read({ status: { in: ['DONE', 'CANCELLED'] } }, first, 'DESC');
  }

  async create(input: CreateReminderInput): Promise<SavedReminder> {
    return (await this.graphql.mutate(CreateReminderDocument, { input })).createReminder;
  }

  async complete(id: string): Promise<SavedReminder> {
    return (await this.graphql.mutate(CompleteReminderDocument, { id })).completeReminder;
  }

  async snooze(id: string, snooze: Snooze): Promise<SavedReminder> {
    return (await this.graphql.mutate(SnoozeReminderDocument, { id, until: 'until' in snooze ? snooze.until : null, choice: 'choice' in snooze ? snooze.choice : null })).snoozeReminder;
  }

  async cancel(id: string): Promise<SavedReminder> {
    return (await this.graphql.mutate(CancelReminderDocument, { id })).cancelReminder;
  }

  private async read(filter: ReminderFilter, first: number, direction: 'ASC' | 'DESC'): Promise<readonly ReminderRow[]> {
    return (await this.graphql.query(RemindersDocument, { filter, first, after: null, sort: [{ field: 'remindAt', direction }] })).reminders.nodes;
  }
}
