import { Injectable } from '@nestjs/common';
import { currentActor } from '../../platform/context/request-context.js';
import { refuse, set, type Draft } from '../../platform/changes/draft.js';
import type { HookContext, RecordHooks } from '../../platform/changes/record-hooks.js';
import { preconditionFailed } from '../../platform/errors/app-error.js';
import { StageOccupancy } from './stage-occupancy.js';
import { STAGE_TYPES, stageRecord, type StageType } from './stage.record.js';

const NEEDED: Readonly<Record<StageType, string>> = { OPEN: 'an open', WON: 'a won', LOST: 'a lost' };

/** Keeps pipelines whole: an open, a won and a lost stage at least, and no stage gone that something stands in. */
@Injectable()
export class StageHooks implements RecordHooks {
  constructor(private readonly occupancy: StageOccupancy) {}

  async beforeWrite(drafts: readonly Draft[], context: HookContext): Promise<void> {
    for (const draft of drafts) {
      if (draft.before && draft.changed.has('pipelineId')) refuse(draft, 'pipelineId', 'A stage stays in its pipeline. Add a stage to the other one.');
      guessType(draft);
      fixProbability(draft);
    }
    await this.place(drafts.filter((draft) => draft.operation === 'create' && draft.after['position'] === null), context);
    await this.refuseOccupied(drafts, context);
  }

  async afterWrite(drafts: readonly Draft[], { unit, also }: HookContext): Promise<void> {
    await requireWholePipelines(drafts, { unit });
    for (const draft of drafts) {
      if (draft.operation !== 'update' || !draft.changed.has('probability')) continue;
      const [from, to] = [draft.before!['probability'], draft.after['probability']] as [number, number];
      for (const change of await this.occupancy.reweigh(unit, draft.id, from, to)) also(change);
    }
  }

  /** New stages without a place go behind the last open one, closed ones to the end. */
  private async place(drafts: readonly Draft[], { unit, also }: HookContext): Promise<void> {
    if (drafts.length === 0) return;
    const present = await unit.query<PlacedStage & Record<string, unknown>>(
      'select id, pipeline_id as "pipelineId", type, position, probability from stages where pipeline_id = any($1::uuid[]) and deleted_at is null order by position, id',
      [drafts.map((draft) => draft.after['pipelineId'])],
    );
    for (const [pipelineId, added] of Map.groupBy(drafts, (draft) => draft.after['pipelineId'] as string)) {
      const order: { id: string; type: unknown; probability: unknown }[] = present.filter((stage) => stage.pipelineId === pipelineId);
      for (const draft of added) {
        const lastOpen = order.findLastIndex((stage) => stage.type === 'OPEN');
        if (draft.after['probability'] === null && currentActor().via === 'import') set(draft, 'probability', order[lastOpen]?.probability ?? 0);
        const { type, probability } = draft.after as unknown as PlacedStage;
        order.splice(type === 'OPEN' ? lastOpen + 1 : order.length, 0, { id: draft.id, type, probability });
      }
      for (const draft of added) set(draft, 'position', order.findIndex((stage) => stage.id === draft.id) + 1);
      for (const stage of present) {
        const position = order.findIndex((other) => other.id === stage.id) + 1;
        if (position > 0 && position !== stage.position) also({ type: stageRecord, operation: 'update', id: stage.id, values: { position } });
      }
    }
  }

  private async refuseOccupied(drafts: readonly Draft[], { unit }: HookContext): Promise<void> {
    const concerned = drafts.filter((draft) => draft.operation === 'delete' || (draft.before && draft.changed.has('type')));
    if (concerned.length === 0) return;
    const counts = await this.occupancy.count(unit, concerned.map((draft) => draft.id));
    for (const draft of concerned) {
      const count = counts.get(draft.id) ?? 0;
      if (count === 0) continue;
      if (draft.operation === 'delete') refuse(draft, 'moveTo', count === 1 ? 'One opportunity is in this stage. Choose the stage that takes it.' : `${count} opportunities are in this stage. Choose the stage that takes them.`);
      else refuse(draft, 'type', count === 1 ? 'One opportunity is in this stage and would change from open to closed or back. Move it first.' : `${count} opportunities are in this stage and would change from open to closed or back. Move them first.`);
    }
  }
}

interface PlacedStage {
  id: string;
  pipelineId: string;
  type: string;
  position: number | null;
  probability: number;
}

/** A stage that comes into being with a file that only names it is open unless its name says otherwise. */
function guessType(draft: Draft): void {
  if (draft.operation !== 'create' || currentActor().via !== 'import' || draft.change.values?.['type'] !== undefined) return;
  const name = String(draft.after['name'] ?? '');
  if (/\b(won|gewonnen|gagn[ée]|ganad[oa])\b/i.test(name)) set(draft, 'type', 'WON');
  else if (/\b(lost|verloren|perdu|perdid[oa])\b/i.test(name)) set(draft, 'type', 'LOST');
}

/** Won is certain and lost is out; only open stages have a chance of their own. */
function fixProbability(draft: Draft): void {
  if (draft.operation !== 'create' && draft.operation !== 'update') return;
  const certain = { OPEN: null, WON: 100, LOST: 0 }[draft.after['type'] as StageType];
  if (certain !== null && draft.after['probability'] !== certain) set(draft, 'probability', certain);
}

/** @throws PRECONDITION_FAILED when a pipeline that still exists is left without a stage of some type */
async function requireWholePipelines(drafts: readonly Draft[], { unit }: Pick<HookContext, 'unit'>): Promise<void> {
  const touched = drafts.filter((draft) => draft.operation === 'delete' || draft.changed.has('type'));
  if (touched.length === 0) return;
  const rows = await unit.query<{ name: string; types: string[] | null }>(
    `select p.name, array_agg(distinct s.type) filter (where s.id is not null) as types
     from pipelines p left join stages s on s.tenant_id = p.tenant_id and s.pipeline_id = p.id and s.deleted_at is null
     where p.id = any($1::uuid[]) and p.deleted_at is null group by p.id, p.name`,
    [[...new Set(touched.map((draft) => draft.after['pipelineId']))]],
  );
  for (const { name, types } of rows) {
    const missing = STAGE_TYPES.find((type) => !types?.includes(type));
    if (missing) throw preconditionFailed(`The pipeline ${name} needs ${NEEDED[missing]} stage. Add another one first.`);
  }
}
