import type { RecordChange } from '../../../platform/changes/draft.js';
import type { UnitOfWork } from '../../../platform/database/database.js';
import { reference } from '../../../platform/records/fields.js';
import { stageRecord, type StageType } from '../../pipelines/index.js';
import type { NameCandidate } from '../matching/index.js';
import type { ImportExtension } from '../planning/import-target.js';

/** How files call the end of a deal, whatever the stages of the pipeline are called. */
const CLOSED_NAMES: Readonly<Record<Exclude<StageType, 'OPEN'>, readonly string[]>> = {
  WON: ['won', 'closed won', 'closedwon', 'deal won', 'gewonnen', 'gagne', 'gagnee', 'ganado', 'ganada', 'vinto', 'vinta', 'ganho', 'gewonnen deal', 'wygrana'],
  LOST: ['lost', 'closed lost', 'closedlost', 'deal lost', 'verloren', 'perdu', 'perdue', 'perdido', 'perdida', 'perso', 'persa', 'przegrana'],
};

interface Stage {
  readonly id: string;
  readonly name: string;
  readonly type: StageType;
  readonly pipelineId: string;
}

/** Stages of the pipeline that the deals go into: the one set for all rows, else the default. */
async function stagesOf(unit: UnitOfWork, constants: Readonly<Record<string, unknown>>): Promise<Stage[]> {
  return unit.query<Stage & Record<string, unknown>>(
    `select s.id, s.name, s.type, s.pipeline_id as "pipelineId" from stages s join pipelines p on p.id = s.pipeline_id
     where s.deleted_at is null and p.deleted_at is null and case when $1::uuid is null then p.is_default else p.id = $1 end order by s.position`,
    [constants['pipelineId'] ?? null],
  );
}

/** Deals: a product column becomes a line item, and stages are looked up in the pipeline that the deals go into. */
export const opportunityTarget: ImportExtension = {
  recordType: 'opportunity',
  fields: {
    productId: reference('product', { label: 'Product', help: 'Becomes a line item.', aliases: ['product', 'product name', 'item', 'sku', 'product interest', 'deal - product name'] }),
  },

  async scope(unit, field, constants) {
    if (field !== 'stageId') return {};
    const [stage] = await stagesOf(unit, constants);
    return stage ? { pipelineId: stage.pipelineId } : {};
  },

  /** "Won" and "Lost" mean the stages that end the pipeline. */
  async names(unit, field, constants): Promise<readonly NameCandidate[]> {
    if (field !== 'stageId') return [];
    const stages = await stagesOf(unit, constants);
    const open = new Set(stages.filter((stage) => stage.type === 'OPEN').map((stage) => stage.name.toLowerCase()));
    return (['WON', 'LOST'] as const).flatMap((type) => {
      const stage = stages.find((candidate) => candidate.type === type);
      return stage ? CLOSED_NAMES[type].filter((name) => !open.has(name)).map((name) => ({ id: stage.id, name })) : [];
    });
  },

  /** A new stage joins the pipeline that the deals go into; its place and chance follow from there. */
  async create(unit, field, name, constants): Promise<readonly RecordChange[] | null> {
    if (field !== 'stageId') return null;
    const [stage] = await stagesOf(unit, constants);
    return stage ? [{ type: stageRecord, operation: 'create', values: { name, pipelineId: stage.pipelineId } }] : null;
  },
};
