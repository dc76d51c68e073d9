import { currentActor, currentMemberId } from '../../platform/context/request-context.js';
import type { Draft } from '../../platform/changes/draft.js';
import type { HookContext } from '../../platform/changes/record-hooks.js';
import type { UnitOfWork } from '../../platform/database/database.js';
import { contactRecord } from '../contacts/index.js';

/** Why somebody's lifecycle changed. */
export enum LifecycleCause {
  PERSON = 'PERSON',
  RULE = 'RULE',
  CONVERSION = 'CONVERSION',
  IMPORT = 'IMPORT',
  MACHINE = 'MACHINE',
}

/** Input to the hooks of contacts, in `RecordChange.extra`. */
export const causedBy = (cause: LifecycleCause): { readonly lifecycleCause: LifecycleCause } => ({ lifecycleCause: cause });

interface Step {
  readonly contact_id: string;
  readonly from_lifecycle: unknown;
  readonly to_lifecycle: unknown;
  readonly changed_at: string;
  readonly seconds_in_previous: number;
  readonly cause: LifecycleCause;
}

const moves = (drafts: readonly Draft[]): Draft[] => drafts.filter((draft) => draft.operation === 'update' && draft.changed.has('lifecycle'));

/** Appends the steps that the drafts made. Where somebody began is known from the contact itself, so that an import of new people writes no steps. */
export const recordSteps = (drafts: readonly Draft[], { unit, changeSetId }: HookContext): void =>
  insertSteps(unit, changeSetId, moves(drafts).map((draft) => stepOf(draft, draft.after['lifecycleChangedAt'] as string)));

function stepOf(draft: Draft, at: string): Step {
  const since = (draft.before!['lifecycleChangedAt'] as string | null) ?? draft.before!.createdAt;
  return {
    contact_id: draft.id,
    from_lifecycle: draft.before!['lifecycle'],
    to_lifecycle: draft.after['lifecycle'],
    changed_at: at,
    seconds_in_previous: Math.max(0, Math.round((Date.parse(at) - Date.parse(since)) / 1000)),
    cause: causeOf(draft),
  };
}

function causeOf(draft: Draft): LifecycleCause {
  const given = draft.change.extra?.['lifecycleCause'];
  if (given) return given as LifecycleCause;
  const actor = currentActor();
  if (actor.via === 'import') return LifecycleCause.IMPORT;
  return actor.kind === 'member' ? LifecycleCause.PERSON : LifecycleCause.MACHINE;
}

function insertSteps(unit: UnitOfWork, changeSetId: string, steps: readonly Step[]): void {
  if (steps.length === 0) return;
  void unit.behind(
    `insert into contact_lifecycle_changes (contact_id, from_lifecycle, to_lifecycle, changed_at, seconds_in_previous, cause, changed_by_id, change_set_id)
     select v.*, $2::uuid, $3::uuid from jsonb_to_recordset($1::jsonb)
       as v(contact_id uuid, from_lifecycle text, to_lifecycle text, changed_at timestamptz, seconds_in_previous bigint, cause text)`,
    [JSON.stringify(steps), currentMemberId(), changeSetId],
  );
}

/** Follows an undo: steps that were taken back vanish, and those that an undone undo brings back appear again. */
export async function revertSteps(drafts: readonly Draft[], { unit, changeSetId, also }: HookContext): Promise<void> {
  const moved = moves(drafts);
  const back = moved.filter((draft) => draft.changed.has('lifecycleChangedAt') && timeOf(draft.after) < timeOf(draft.before));
  if (back.length > 0) {
    await unit.query(
      `delete from contact_lifecycle_changes c using jsonb_to_recordset($1::jsonb) as v(id uuid, at timestamptz) where c.contact_id = v.id and c.changed_at > coalesce(v.at, '-infinity')`,
      [JSON.stringify(back.map((draft) => ({ id: draft.id, at: draft.after['lifecycleChangedAt'] })))],
    );
  }
  const forth = moved.filter((draft) => !back.includes(draft));
  const now = new Date().toISOString();
  insertSteps(unit, changeSetId, forth.map((draft) => stepOf(draft, draft.changed.has('lifecycleChangedAt') ? (draft.after['lifecycleChangedAt'] as string) : now)));
  // A later move kept the time from going back with the state: the way back is a step of its own.
  for (const draft of forth) if (!draft.changed.has('lifecycleChangedAt')) also({ type: contactRecord, operation: 'update', id: draft.id, values: { lifecycleChangedAt: now } });
}

const timeOf = (row: Readonly<Record<string, unknown>> | null): number => (typeof row?.['lifecycleChangedAt'] === 'string' ? Date.parse(row['lifecycleChangedAt']) : 0);
