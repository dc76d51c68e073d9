import { Injectable } from '@nestjs/common';
import { ROLES } from '@libs/contracts';
import { can, hasPermission } from '../../platform/access/ability.js';
import { refuse, set, type Draft } from '../../platform/changes/draft.js';
import type { HookContext, RecordHooks } from '../../platform/changes/record-hooks.js';
import { findRecordType } from '../../platform/records/record-registry.js';
import type { RecordType } from '../../platform/records/record-type.js';
import { savedViewRecord } from './saved-view.record.js';
import { problemOfColumns, problemOfFilter, problemOfGroup, problemOfSort } from './view-shape.js';

const CHECKS: readonly (readonly [string, (type: RecordType, value: never) => string | null])[] = [
  ['filter', problemOfFilter],
  ['sort', problemOfSort],
  ['columns', problemOfColumns],
];

/** Keeps views such that their lists can be asked, and each role with one default at most. */
@Injectable()
export class SavedViewHooks implements RecordHooks {
  async beforeWrite(drafts: readonly Draft[], context: HookContext): Promise<void> {
    const written = drafts.filter((draft) => draft.operation === 'create' || draft.operation === 'update');
    for (const draft of written) this.check(draft);
    await this.placeLast(written.filter((draft) => draft.operation === 'create'), context);
    for (const draft of written) await this.followDefaults(draft, context);
  }

  private check(draft: Draft): void {
    const type = this.typeOf(draft);
    if (!type) return;
    // What is stored stays usable when a field goes; only what is written now is held to the description of today.
    for (const [field, problemOf] of CHECKS) {
      // What followed from elsewhere was not written by anybody who could mend it.
      const problem = draft.changed.has(field) && !draft.change.derived ? problemOf(type, (draft.after[field] ?? null) as never) : null;
      if (problem) refuse(draft, field, problem);
    }
    const groupBy = (draft.after['groupBy'] as string | null) ?? null;
    const problem = draft.changed.has('groupBy') && groupBy !== null ? problemOfGroup(type, groupBy) : null;
    if (problem) refuse(draft, 'groupBy', problem);
    if (draft.after['kind'] === 'BOARD' && draft.changed.has('kind') && !type.board) refuse(draft, 'kind', `There is no board of ${type.labelPlural.toLowerCase()}. Choose TABLE or CARDS.`);
    if (draft.before && draft.changed.has('ownerId') && !draft.change.derived) refuse(draft, 'ownerId', 'A view stays with whoever made it. Share it, or duplicate it.');
    if (!draft.before && draft.after.ownerId !== draft.after.createdById) refuse(draft, 'ownerId', 'A view belongs to whoever makes it.');
    this.checkRoles(draft);
  }

  /** The record type the list is of, or null after a refusal. */
  private typeOf(draft: Draft): RecordType | null {
    const name = String(draft.after['recordType'] ?? '');
    const type = findRecordType(name);
    if (draft.before && draft.changed.has('recordType')) refuse(draft, 'recordType', 'A view stays with its list. Make a new one for the other.');
    // A type that is gone, or hidden from the caller, does not stop a view from being renamed.
    else if (!draft.before && (!type?.operations.includes('list') || !can('view', type))) refuse(draft, 'recordType', `There is no list of "${name}".`);
    else return type ?? null;
    return null;
  }

  private checkRoles(draft: Draft): void {
    if (draft.after['visibility'] === 'PRIVATE' && draft.changed.has('visibility') && !draft.changed.has('defaultRoles')) set(draft, 'defaultRoles', []);
    if (!draft.changed.has('defaultRoles')) return;
    const roles = draft.after['defaultRoles'] as readonly string[];
    const before = (draft.before?.['defaultRoles'] as readonly string[] | undefined) ?? [];
    if (roles.length === 0 && before.length === 0) return;
    const unknown = roles.find((role) => !(ROLES as readonly string[]).includes(role));
    if (unknown !== undefined) refuse(draft, 'defaultRoles', `There is no role "${unknown}". Use ${ROLES.join(', ')}.`);
    if (roles.length > 0 && draft.after['visibility'] !== 'SHARED') refuse(draft, 'defaultRoles', 'Share the view first: others can only start with what they can see.');
    if (roles.length > 0 && !hasPermission('manage:settings')) refuse(draft, 'defaultRoles', 'Only administrators choose the view that others start with.');
  }

  /** New views come last. */
  private async placeLast(created: readonly Draft[], { unit }: HookContext): Promise<void> {
    if (created.length === 0) return;
    const types = [...new Set(created.map((draft) => draft.after['recordType']))];
    const rows = await unit.query<{ record_type: string; last: number }>('select record_type, max(position) as last from saved_views where record_type = any($1) and deleted_at is null group by record_type', [types]);
    const last = new Map(rows.map((row) => [row.record_type, row.last]));
    for (const draft of created) {
      const type = String(draft.after['recordType']);
      const position = (last.get(type) ?? 0) + 1;
      last.set(type, position);
      set(draft, 'position', position);
    }
  }

  /** A role starts with one view: the one that had it before gives it up. */
  private async followDefaults(draft: Draft, { unit, also }: HookContext): Promise<void> {
    const roles = draft.after['defaultRoles'] as readonly string[];
    if (!draft.changed.has('defaultRoles') || roles.length === 0) return;
    const rows = await unit.query<{ id: string; default_roles: string[] }>(
      'select id, default_roles from saved_views where record_type = $1 and id <> $2 and default_roles && $3::text[] and deleted_at is null for update',
      [draft.after['recordType'], draft.id, roles],
    );
    for (const row of rows) also({ type: savedViewRecord, operation: 'update', id: row.id, values: { defaultRoles: row.default_roles.filter((role) => !roles.includes(role)) } });
  }
}
