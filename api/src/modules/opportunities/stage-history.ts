import { currentMemberId } from '../../platform/context/request-context.js';
import type { Draft } from '../../platform/changes/draft.js';
import type { HookContext } from '../../platform/changes/record-hooks.js';
import type { UnitOfWork } from '../../platform/database/database.js';
import { opportunityRecord } from './opportunity.record.js';
import { knownSteps } from './stage-rules.js';

interface Step {
  readonly opportunity_id: string;
  readonly from_stage_id: string | null;
  readonly to_stage_id: string;
  readonly changed_at: string;
  readonly seconds_in_previous: number | null;
}

const seconds = (from: unknown, to: string): number | null => (typeof from === 'string' ? Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000)) : null);

/** Appends the steps that the drafts made; a new opportunity's first step leads from nowhere. */
export function recordSteps(drafts: readonly Draft[], { unit, changeSetId }: HookContext): void {
  const moved = drafts.filter((draft) => draft.operation === 'create' || (draft.operation === 'update' && draft.changed.has('stageId')));
  insertSteps(unit, changeSetId, moved.flatMap(stepsOf));
}

function stepsOf(draft: Draft): Step[] {
  const { before, after } = draft;
  const last = step(draft.id, before?.['stageId'] ?? null, after['stageId'], before?.['stageChangedAt'], after['stageChangedAt'] as string);
  const known = knownSteps(draft);
  if (known.length === 0) return [last];
  const told = known.map((entry, index) => step(draft.id, known[index - 1]?.stageId ?? null, entry.stageId, known[index - 1]?.at, new Date(entry.at).toISOString()));
  // A history that ends elsewhere than the opportunity stands is completed by the last step.
  const end = known.at(-1)!;
  return end.stageId === after['stageId'] ? told : [...told, step(draft.id, end.stageId, after['stageId'], end.at, after['stageChangedAt'] as string)];
}

const step = (opportunityId: string, from: unknown, to: unknown, since: unknown, at: string): Step => ({
  opportunity_id: opportunityId,
  from_stage_id: from as string | null,
  to_stage_id: to as string,
  changed_at: at,
  seconds_in_previous: seconds(since, at),
});

function insertSteps(unit: UnitOfWork, changeSetId: string, steps: readonly Step[]): void {
  if (steps.length === 0) return;
  void unit.behind(
    `insert into opportunity_stage_changes (opportunity_id, from_stage_id, to_stage_id, changed_at, seconds_in_previous, changed_by_id, change_set_id)
     select v.*, $2::uuid, $3::uuid from jsonb_to_recordset($1::jsonb) as v(opportunity_id uuid, from_stage_id uuid, to_stage_id uuid, changed_at timestamptz, seconds_in_previous bigint)`,
    [JSON.stringify(steps), currentMemberId(), changeSetId],
  );
}

/**
 * Follows an undo: steps that were taken back vanish, and steps that an undone undo brings back appear again. Where a later move keeps the time from
 * going back with the stage, the way back is a step of its own.
 */
export async function revertSteps(drafts: readonly Draft[], { unit, changeSetId, also }: HookContext): Promise<void> {
  const moved = drafts.filter((draft) => draft.operation === 'update' && draft.changed.has('stageId'));
  const back = moved.filter((draft) => draft.changed.has('stageChangedAt') && isEarlier(draft.after['stageChangedAt'], draft.before?.['stageChangedAt']));
  const forth = moved.filter((draft) => !back.includes(draft));
  if (back.length > 0) {
    await unit.query(
      `delete from opportunity_stage_changes c using jsonb_to_recordset($1::jsonb) as v(id uuid, at timestamptz) where c.opportunity_id = v.id and c.changed_at > coalesce(v.at, '-infinity')`,
      [JSON.stringify(back.map((draft) => ({ id: draft.id, at: draft.after['stageChangedAt'] })))],
    );
  }
  const now = new Date().toISOString();
  insertSteps(unit, changeSetId, forth.map((draft) => {
    const at = draft.changed.has('stageChangedAt') ? (draft.after['stageChangedAt'] as string) : now;
    return step(draft.id, draft.before!['stageId'], draft.after['stageId'], draft.before!['stageChangedAt'], at);
  }));
  for (const draft of forth) {
    if (!draft.changed.has('stageChangedAt')) also({ type: opportunityRecord, operation: 'update', id: draft.id, values: { stageChangedAt: now } });
  }
}

const isEarlier = (a: unknown, b: unknown): boolean => Date.parse(String(a)) < Date.parse(String(b));
