import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { BatchLoader } from '../../platform/records/batch-loader.js';
import { answersInSql } from '../../platform/records/record-json.js';
import { decodeRow, selectList, type AnyRow } from '../../platform/records/record-rows.js';
import { stageRecord } from './stage.record.js';

answersInSql('Pipeline.stages', {
  target: stageRecord,
  where: (pipeline, stage) => [`${stage}.pipeline_id = ${pipeline}.id`, `${stage}.deleted_at is null`],
  order: (stage) => `${stage}.position, ${stage}.id`,
});

/** Stages of many pipelines in one query. */
@Injectable()
export class StageLoaders {
  constructor(private readonly database: Database) {}

  /** Live stages by pipeline id, in their order. */
  readonly ofPipeline = new BatchLoader<AnyRow[]>(
    async (pipelineIds) => {
      const rows = await this.database.read(`select ${selectList(stageRecord, 't')} from stages t where t.pipeline_id = any($1::uuid[]) and t.deleted_at is null order by t.position, t.id`, [pipelineIds]);
      return Map.groupBy(rows.map((row) => decodeRow(stageRecord.allFields, row)), (row) => row['pipelineId'] as string);
    },
    () => [],
  );
}
