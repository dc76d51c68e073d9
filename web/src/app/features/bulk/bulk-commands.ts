import { inject, Service, type Type } from '@angular/core';
import { UiDialogs, UiToasts, type IconName } from '@libs/ui';
import { toAppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import type { RecordTypeMetadata } from '../../core/records/record-metadata.js';
import { SessionStore } from '../../core/session/session.store.js';
import { ActionDialog } from './action-dialog.js';
import type { BulkInput } from './bulk.gateway.js';
import { BulkWork } from './bulk-work.js';

export type BulkVerb = 'assign' | 'tag' | 'edit' | 'archive' | 'restore' | 'delete';

export interface BulkCommand {
  readonly verb: BulkVerb;
  readonly icon: IconName;
  /** Translation key. */
  readonly label: string;
  readonly tone: 'neutral' | 'bad';
}

/** The records an action is about, and how the dialog speaks of them. */
export interface BulkTarget {
  readonly type: RecordTypeMetadata;
  readonly selection: BulkInput['selection'];
  readonly count: number;
}

export interface ActionData extends BulkTarget {
  readonly verb: BulkVerb;
}

/** Up to so many records are archived without a question, because one click brings them back at once. */
const UNASKED = 100;

const command = (verb: BulkVerb, icon: IconName, tone: 'neutral' | 'bad' = 'neutral'): BulkCommand => ({ verb, icon, tone, label: `bulk.verb.${verb}` });

/** What can be done with many records of a type, for the bar below a list and the menu of a row alike. */
@Service()
export class BulkCommands {
  private readonly session = inject(SessionStore);
  private readonly dialogs = inject(UiDialogs);
  private readonly work = inject(BulkWork);
  private readonly errors = inject(ErrorText);
  private readonly toasts = inject(UiToasts);

  /** What this person may do with at least some records of the type. */
  of(type: RecordTypeMetadata, archived: boolean): readonly BulkCommand[] {
    const has = (operation: string): boolean => type.operations.includes(operation);
    const may = (action: 'edit' | 'delete'): boolean => this.session.can(action, type.name);
    const edit = has('update') && may('edit');
    return [
      ...(edit && type.fields.some((field) => field.name === 'ownerId') ? [command('assign', 'user-check')] : []),
      ...(edit && type.fields.some((field) => field.name === 'tags' && field.kind === 'tags') ? [command('tag', 'tag')] : []),
      ...(edit ? [command('edit', 'square-pen')] : []),
      ...(has('archive') && !archived && may('edit') ? [command('archive', 'archive')] : []),
      ...(has('restore') && archived && may('edit') ? [command('restore', 'archive-restore')] : []),
      ...(has('delete') && may('delete') ? [command('delete', 'trash-2', 'bad')] : []),
    ];
  }

  /** @returns whether it was begun; false when the person thought better of it, or it was refused */
  async run(verb: BulkVerb, target: BulkTarget): Promise<boolean> {
    if ((verb === 'archive' || verb === 'restore') && target.count <= UNASKED) return this.start(verb === 'archive' ? 'ARCHIVE' : 'RESTORE', target);
    const dialog: Type<ActionDialog> = ActionDialog;
    const ref = this.dialogs.open<boolean, ActionData, ActionDialog>(dialog, { data: { ...target, verb }, size: verb === 'edit' ? 'md' : 'sm' });
    return new Promise((resolve) => ref.closed.subscribe((begun) => resolve(begun ?? false)));
  }

  private async start(action: BulkInput['action'], { type, selection }: BulkTarget): Promise<boolean> {
    try {
      await this.work.start({ recordType: type.name, selection, action });
      return true;
    } catch (error) {
      const reasons = Object.values(toAppError(error).details).flat();
      if (reasons.length > 0) this.toasts.error(reasons.join(' '));
      else this.errors.toast(error);
      return false;
    }
  }
}
