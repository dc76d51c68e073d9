import { Injectable } from '@nestjs/common';
import { refuse, set, type Draft } from '../../platform/changes/draft.js';
import type { HookContext, RecordHooks } from '../../platform/changes/record-hooks.js';
import { inWords } from '../../platform/i18n/phrasebook.js';
import { DEFAULT_STAGES, type StageTemplate } from './default-stages.js';
import { StageOccupancy } from './stage-occupancy.js';
import { stageRecord } from './stage.record.js';

/** A pipeline comes with stages, goes with them, and never leaves a tenant without a default. */
@Injectable()
export class PipelineHooks implements RecordHooks {
  constructor(private readonly occupancy: StageOccupancy) {}

  async beforeWrite(drafts: readonly Draft[], context: HookContext): Promise<void> {
    await this.firstIsDefault(drafts.filter((draft) => draft.operation === 'create'), context);
    for (const draft of drafts) {
      if ((draft.operation === 'archive' || draft.operation === 'delete') && draft.before?.['isDefault']) {
        refuse(draft, '', 'This is the default pipeline. Make another one the default first.');
      }
    }
    await this.deleteStages(drafts.filter((draft) => draft.operation === 'delete'), context);
  }

  afterWrite(drafts: readonly Draft[], context: HookContext): Promise<void> {
    for (const draft of drafts) {
      if (draft.operation !== 'create') continue;
      const stages = (draft.change.extra?.['stages'] as readonly StageTemplate[] | undefined) ?? DEFAULT_STAGES.map((stage) => ({ ...stage, name: inWords(stage.name) }));
      stages.forEach((stage, index) => context.also({ type: stageRecord, operation: 'create', values: { ...stage, pipelineId: draft.id, position: index + 1 } }));
    }
    return Promise.resolve();
  }

  private async firstIsDefault(created: readonly Draft[], { unit }: HookContext): Promise<void> {
    const [first] = created;
    if (!first || created.some((draft) => draft.after['isDefault'] === true)) return;
    const present = await unit.query('select 1 from pipelines where is_default and deleted_at is null');
    if (present.length === 0) set(first, 'isDefault', true);
  }

  private async deleteStages(deleted: readonly Draft[], { unit, also }: HookContext): Promise<void> {
    if (deleted.length === 0) return;
    const stages = await unit.query<{ id: string; pipeline_id: string }>('select id, pipeline_id from stages where pipeline_id = any($1::uuid[]) and deleted_at is null order by position', [
      deleted.map((draft) => draft.id),
    ]);
    const counts = await this.occupancy.count(unit, stages.map((stage) => stage.id));
    for (const draft of deleted) {
      const own = stages.filter((stage) => stage.pipeline_id === draft.id);
      const held = own.reduce((total, stage) => total + (counts.get(stage.id) ?? 0), 0);
      if (held > 0) refuse(draft, '', held === 1 ? 'One opportunity is in this pipeline. Move it to another one, or archive the pipeline.' : `${held} opportunities are in this pipeline. Move them to another one, or archive the pipeline.`);
      else for (const stage of own) also({ type: stageRecord, operation: 'delete', id: stage.id });
    }
  }
}
