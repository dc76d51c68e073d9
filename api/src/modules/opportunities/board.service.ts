import { Injectable } from '@nestjs/common';
import { SqlParameters } from '../../platform/access/ability-to-sql.js';
import { Database } from '../../platform/database/database.js';
import { notFound } from '../../platform/errors/app-error.js';
import { sumsOf } from '../../platform/records/kept-sums.js';
import type { RecordFilter } from '../../platform/records/record-filter.js';
import { formatMoney } from '../../platform/records/money.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { loadRates } from '../currencies/index.js';
import { pipelineRecord, StageLoaders } from '../pipelines/index.js';
import type { OpportunityBoard } from './opportunities.types.js';
import { opportunityRecord } from './opportunity.record.js';

interface Sums {
  stageId: string;
  count: number;
  amountBase: string;
  weightedBase: string;
}

/** The board of a pipeline: counts and sums in one query, under the very conditions that lists have. */
@Injectable()
export class OpportunityBoards {
  constructor(
    private readonly database: Database,
    private readonly store: RecordStore,
    private readonly stages: StageLoaders,
  ) {}

  /** @param pipelineId the default pipeline when null @throws NOT_FOUND */
  async board(pipelineId: string | null, filter: RecordFilter | null, search: string | null): Promise<OpportunityBoard> {
    const pipeline = pipelineId ? await this.store.get(pipelineRecord, pipelineId) : await this.defaultPipeline();
    const within: RecordFilter = { and: [{ pipelineId: { eq: pipeline.id } }, ...(filter ? [filter] : [])] };
    const [stages, { base, rows }] = await this.database.gathering(() => Promise.all([this.stages.ofPipeline.load(pipeline.id), this.sums(within, search)]));
    const sums = new Map(rows.map((row) => [row.stageId, row]));
    const total = (key: 'amountBase' | 'weightedBase'): string => formatMoney(rows.reduce((sum, row) => sum + BigInt(row[key]), 0n));
    return {
      pipeline,
      currency: base,
      count: rows.reduce((count, row) => count + row.count, 0),
      amountBase: total('amountBase'),
      weightedBase: total('weightedBase'),
      stages: stages.map((stage) => {
        const row = sums.get(stage.id);
        return {
          stage,
          count: row?.count ?? 0,
          amountBase: formatMoney(row?.amountBase ?? 0n),
          weightedBase: formatMoney(row?.weightedBase ?? 0n),
          query: { filter: { and: [{ stageId: { eq: stage.id } }, within] }, search },
        };
      }),
    };
  }

  private async sums(filter: RecordFilter, search: string | null): Promise<{ base: string; rows: Sums[] }> {
    const parameters = new SqlParameters();
    const { from, count } = sumsOf(opportunityRecord, { filter, search }, parameters);
    const sql = `select t.stage_id as "stageId", ${count} as count, coalesce(sum(t.amount_base), 0)::text as "amountBase", coalesce(sum(t.weighted_amount_base), 0)::text as "weightedBase" ${from} group by 1`;
    const [rates, rows] = await Promise.all([loadRates({ query: (text, values) => this.database.read(text, values) }), this.database.read<Sums & Record<string, unknown>>(sql, parameters.values)]);
    return { base: rates.base, rows };
  }

  private async defaultPipeline(): Promise<AnyRow> {
    const { rows } = await this.store.list(pipelineRecord, { first: 1, filter: { isDefault: { eq: true } } });
    if (!rows[0]) throw notFound('A default pipeline');
    return rows[0];
  }
}
