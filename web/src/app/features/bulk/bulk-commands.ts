import { inject, Service } from '@angular/core';
import { UiDialogs, type IconName } from '@libs/ui';
import { firstValueFrom } from 'rxjs';
import { ErrorText } from '../../core/graphql/error-text.js';
import type { RecordTypeMetadata } from '../../core/records/record-metadata.js';
import { RecordsGateway } from '../../core/records/records.gateway.js';
import { SessionStore } from '../../core/session/session.store.js';
import { IDENTIFIED, MOST_MERGED } from '../duplicates/identified.js';
import { Merging } from '../duplicates/merging.js';
import { ActionDialog } from './action-dialog.js';
import type { BulkInput } from './bulk.gateway.js';
import { BulkWork } from './bulk-work.js';
import { ExportDialog } from './export-dialog.js';
import type { BulkTarget } from './selection.js';

export type BulkVerb = 'assign' | 'tag' | 'group' | 'edit' | 'merge' | 'export' | 'archive' | 'restore' | 'delete';

export interface BulkCommand {
  readonly verb: BulkVerb;
  readonly icon: IconName;
  /** Translation key. */
  readonly label: string;
  readonly tone: 'neutral' | 'bad';
}

export interface ActionData extends BulkTarget {
  readonly verb: Exclude<BulkVerb, 'export' | 'merge'>;
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
  private readonly merging = inject(Merging);
  private readonly records = inject(RecordsGateway);

  /** What this person may do with at least some records of the type. @param count how many are meant: only a few can become one */
  of(type: RecordTypeMetadata, archived: boolean, count: number): readonly BulkCommand[] {
    const has = (operation: string): boolean => type.operations.includes(operation);
    const may = (action: 'edit' | 'delete'): boolean => this.session.can(action, type.name);
    const edit = has('update') && may('edit');
    return [
      ...(edit && type.fields.some((field) => field.name === 'ownerId') ? [command('assign', 'user-check')] : []),
      ...(edit && type.fields.some((field) => field.name === 'tags' && field.kind === 'tags') ? [command('tag', 'tag')] : []),
      ...(type.name === 'contact' && this.session.can('edit', 'contactGroup') ? [command('group', 'group')] : []),
      ...(edit ? [command('edit', 'square-pen')] : []),
      ...(IDENTIFIED.has(type.name) && count >= 2 && count <= MOST_MERGED && may('edit') && this.session.has('merge:records') ? [command('merge', 'merge')] : []),
      ...(this.session.has('export:records') ? [command('export', 'download')] : []),
      ...(has('archive') && !archived && may('edit') ? [command('archive', 'archive')] : []),
      ...(has('restore') && archived && may('edit') ? [command('restore', 'archive-restore')] : []),
      ...(has('delete') && may('delete') ? [command('delete', 'trash-2', 'bad')] : []),
    ];
  }

  /** @returns whether it was begun; false when the person thought better of it, or it was refused */
  async run(verb: BulkVerb, target: BulkTarget): Promise<boolean> {
    if ((verb === 'archive' || verb === 'restore') && target.count <= UNASKED) return this.start(verb === 'archive' ? 'ARCHIVE' : 'RESTORE', target);
    if (verb === 'merge') return this.merge(target);
    const ref =
      verb === 'export'
        ? this.dialogs.open<boolean, BulkTarget, ExportDialog>(ExportDialog, { data: target, size: 'sm' })
        : this.dialogs.open<boolean, ActionData, ActionDialog>(ActionDialog, { data: { ...target, verb }, size: verb === 'edit' ? 'md' : 'sm', ...(verb === 'tag' || verb === 'group' ? { focus: '[role=combobox]' } : {}) });
    return firstValueFrom(ref.closed, { defaultValue: undefined }).then((begun) => begun ?? false);
  }

  private async merge({ type, selection }: BulkTarget): Promise<boolean> {
    try {
      return (await this.merging.merge(type.name, await this.idsOf(type, selection))) !== null;
    } catch (error) {
      this.errors.toast(error);
      return false;
    }
  }

  private async idsOf(type: RecordTypeMetadata, { ids, filter, search, archived, except }: BulkInput['selection']): Promise<readonly string[]> {
    if (ids) return ids;
    const left = new Set(except);
    const { records } = await this.records.list(type, [], { filter: (filter ?? null) as Readonly<Record<string, unknown>> | null, search: search ?? null, archived: archived === 'only' ? 'only' : null, first: MOST_MERGED + left.size });
    return records.map(({ id }) => id).filter((id) => !left.has(id));
  }

  private async start(action: BulkInput['action'], { type, selection }: BulkTarget): Promise<boolean> {
    try {
      await this.work.start({ recordType: type.name, selection, action });
      return true;
    } catch (error) {
      this.errors.toast(error);
      return false;
    }
  }
}
