import { inject, Service } from '@angular/core';
import { ErrorText } from '../../core/graphql/error-text.js';
import { RecordEditing } from '../records/record-editing.js';
import { ActivitiesGateway, type ActivityRow, type SavedActivity } from './activities.gateway.js';
import { isOpen } from './activity-looks.js';

/** Completing, reopening and moving activities as people do it: at once, with undo. Lists, timelines and the start page share it. */
@Service()
export class ActivityWork {
  private readonly gateway = inject(ActivitiesGateway);
  private readonly editing = inject(RecordEditing);
  private readonly errors = inject(ErrorText);

  /** Done, or not done after all. @returns the activity as it is now, or null when that failed */
  toggle(activity: ActivityRow, after: () => void): Promise<ActivityRow | null> {
    return this.run(isOpen(activity) ? 'activities.completed' : 'activities.reopened', () => (isOpen(activity) ? this.gateway.complete(activity.id) : this.gateway.reopen(activity.id)), after);
  }

  reschedule(activity: ActivityRow, dueAt: string, after: () => void): Promise<ActivityRow | null> {
    return this.run('activities.moved', () => this.gateway.reschedule(activity.id, dueAt), after);
  }

  async run(key: string, act: () => Promise<SavedActivity>, after: () => void): Promise<ActivityRow | null> {
    try {
      const { activity, changeSetId } = await act();
      this.editing.offerUndo(key, activity.subject, changeSetId, after);
      after();
      return activity;
    } catch (error) {
      this.errors.toast(error);
      return null;
    }
  }
}
