import type { UnitOfWork } from '../../platform/database/database.js';
import type { StageType } from '../pipelines/index.js';

/** What the rules of opportunities need to know of a stage. */
export interface StageInfo {
  readonly id: string;
  readonly pipelineId: string;
  readonly name: string;
  readonly probability: number;
  readonly type: StageType;
  readonly deleted: boolean;
  readonly pipelineIsDefault: boolean;
  readonly pipelineClosed: boolean;
}

/** The stages of all pipelines of the tenant, deleted ones too: an opportunity may come out of one. */
export class StageCatalogue {
  private readonly byId: ReadonlyMap<string, StageInfo>;

  constructor(private readonly stages: readonly StageInfo[]) {
    this.byId = new Map(stages.map((stage) => [stage.id, stage]));
  }

  get(id: unknown): StageInfo | undefined {
    return typeof id === 'string' ? this.byId.get(id) : undefined;
  }

  /** The first live stage of that type in the pipeline's order. */
  firstOf(pipelineId: unknown, type: StageType): StageInfo | undefined {
    return this.stages.find((stage) => stage.pipelineId === pipelineId && stage.type === type && !stage.deleted);
  }

  /** The live open stages of a pipeline, in its order. */
  openOf(pipelineId: unknown): StageInfo[] {
    return this.stages.filter((stage) => stage.pipelineId === pipelineId && stage.type === 'OPEN' && !stage.deleted);
  }

  /** Some pipeline in use besides the default. */
  get otherPipelineId(): string | undefined {
    return this.stages.find((stage) => !stage.pipelineIsDefault && !stage.pipelineClosed && !stage.deleted)?.pipelineId;
  }

  get defaultPipelineId(): string | undefined {
    return this.stages.find((stage) => stage.pipelineIsDefault)?.pipelineId;
  }
}

/** Reads them in one query; a tenant has dozens, not thousands. */
export async function loadStages(unit: UnitOfWork): Promise<StageCatalogue> {
  const rows = await unit.query<StageInfo & Record<string, unknown>>(
    `select s.id, s.pipeline_id as "pipelineId", s.name, s.probability, s.type, s.deleted_at is not null as deleted,
            p.is_default and p.deleted_at is null as "pipelineIsDefault", p.archived_at is not null or p.deleted_at is not null as "pipelineClosed"
     from stages s join pipelines p on p.tenant_id = s.tenant_id and p.id = s.pipeline_id order by s.pipeline_id, s.position, s.id`,
    [],
    'keeps',
  );
  return new StageCatalogue(rows);
}
