import { Injectable } from '@nestjs/common';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { FATAL_ROW_ISSUES } from './reading/index.js';
import type { RowAction, RowCandidate, RowOutcome, RowPlan, RowReason, StagedRow, StoredDecision } from './import-model.js';

const SELECT = `select line, cells, issues, plan, outcome, reasons, match_key as "matchKey", title_key as "titleKey", record_id as "recordId", candidates, decision, decision_record_id as "decisionRecordId" from import_rows`;

export interface RowUpdate {
  readonly line: number;
  readonly plan?: RowPlan;
  readonly outcome?: RowOutcome;
  readonly reasons?: readonly RowReason[];
  readonly matchKey?: string | null;
  readonly titleKey?: string | null;
  readonly recordId?: string | null;
  readonly candidates?: readonly RowCandidate[];
}

export interface RowFilter {
  readonly plan?: readonly RowPlan[] | null;
  readonly outcome?: readonly RowOutcome[] | null;
}

/** The raw rows of imports, and what people decided about their values. */
@Injectable()
export class RowStore {
  constructor(private readonly database: Database) {}

  async clear(unit: UnitOfWork, importId: string): Promise<void> {
    await unit.query('delete from import_rows where import_id = $1', [importId]);
  }

  async insert(unit: UnitOfWork, importId: string, rows: readonly { readonly line: number; readonly cells: readonly string[]; readonly issues: readonly string[] }[]): Promise<void> {
    await unit.query(
      `insert into import_rows (import_id, line, cells, issues) select $1, v.line, v.cells, v.issues from jsonb_to_recordset($2::jsonb) as v(line integer, cells jsonb, issues text[])`,
      [importId, JSON.stringify(rows).replaceAll('\\u0000', '')],
    );
  }

  /** The next rows after a line, of the given plans if any are given. */
  async next(unit: UnitOfWork, importId: string, afterLine: number, limit: number, plans: readonly RowPlan[] | null = null): Promise<StagedRow[]> {
    return unit.query<StagedRow>(`${SELECT} where import_id = $1 and line > $2 and ($4::text[] is null or plan = any($4)) order by line limit $3`, [importId, afterLine, limit, plans]);
  }

  async page(importId: string, filter: RowFilter, afterLine: number, limit: number): Promise<StagedRow[]> {
    return this.database.read<StagedRow>(`${SELECT} where import_id = $1 and line > $2 and ($4::text[] is null or plan = any($4)) and ($5::text[] is null or outcome = any($5)) order by line limit $3`, [
        importId,
        afterLine,
        limit,
        filter.plan ?? null,
        filter.outcome ?? null,
      ]);
  }

  async count(importId: string, filter: RowFilter): Promise<number> {
    const [row] = await this.database.read<{ count: number }>('select count(*)::int as count from import_rows where import_id = $1 and ($2::text[] is null or plan = any($2)) and ($3::text[] is null or outcome = any($3))', [
        importId,
        filter.plan ?? null,
        filter.outcome ?? null,
      ]);
    return row!.count;
  }

  /** Writes what was found out about rows; what an update leaves out stays. */
  async update(unit: UnitOfWork, importId: string, updates: readonly RowUpdate[]): Promise<void> {
    if (updates.length === 0) return;
    const rows = updates.map((row) => ({ line: row.line, plan: row.plan, outcome: row.outcome, reasons: row.reasons, match_key: row.matchKey, title_key: row.titleKey, record_id: row.recordId, candidates: row.candidates }));
    await unit.query(
      `update import_rows r set plan = coalesce(v.plan, r.plan), outcome = coalesce(v.outcome, r.outcome), reasons = coalesce(v.reasons, r.reasons),
         match_key = coalesce(v.match_key, r.match_key), title_key = coalesce(v.title_key, r.title_key), record_id = coalesce(v.record_id, r.record_id),
         candidates = coalesce(v.candidates, r.candidates)
       from jsonb_to_recordset($2::jsonb) as v(line integer, plan text, outcome text, reasons jsonb, match_key text, title_key text, record_id uuid, candidates jsonb)
       where r.import_id = $1 and r.line = v.line`,
      [importId, JSON.stringify(rows)],
    );
  }

  /** Forgets an earlier dry run. */
  async forgetPlans(unit: UnitOfWork, importId: string): Promise<void> {
    await unit.query('update import_rows set plan = null, reasons = null, match_key = null, title_key = null, record_id = null, candidates = null where import_id = $1 and plan is not null', [importId]);
  }

  /** Rows whose key an earlier row of the file has are duplicates: they will not be written. */
  async markDuplicates(unit: UnitOfWork, importId: string): Promise<void> {
    await unit.query(
      // Materialised: over rows that were only just written the planner would compute the windows anew for each of them.
      `with repeated as materialized (
         select line, first from (
           select line, row_number() over w as place, first_value(line) over w as first from import_rows
           where import_id = $1 and match_key is not null and plan in ('CREATE', 'UPDATE', 'UNCHANGED') window w as (partition by match_key order by line)
         ) keyed where place > 1)
       update import_rows r set plan = 'DUPLICATE',
         reasons = coalesce(r.reasons, '[]'::jsonb) || jsonb_build_array(jsonb_build_object('code', 'DUPLICATE_IN_FILE', 'message', 'Line ' || repeated.first || ' of the file has the same key.'))
       from repeated where r.import_id = $1 and r.line = repeated.line`,
      [importId],
    );
  }

  async countBy<K extends string>(unit: UnitOfWork, importId: string, column: 'plan' | 'outcome'): Promise<Partial<Record<K, number>>> {
    const rows = await unit.query<{ key: K; count: number }>(`select ${column} as key, count(*)::int as count from import_rows where import_id = $1 and ${column} is not null group by 1`, [importId]);
    return Object.fromEntries(rows.map((row) => [row.key, row.count])) as Partial<Record<K, number>>;
  }

  /** Rows that are not to be written get their outcome at once. */
  async settleUnwritten(unit: UnitOfWork, importId: string): Promise<void> {
    await unit.query(
      `update import_rows set outcome = case plan when 'UNCHANGED' then 'UNCHANGED' else 'SKIPPED' end
       where import_id = $1 and outcome is null and plan in ('UNCHANGED', 'DUPLICATE', 'CONFLICT', 'MISSING', 'INVALID')`,
      [importId],
    );
  }

  /** Distinct values of the columns and how many rows carry each; the most frequent first. A row that has one in two of them carries it once. */
  async values(unit: UnitOfWork, importId: string, columns: readonly number[], limit: number): Promise<{ value: string; rows: number }[]> {
    return unit.query(
      `select value, count(*)::int as rows
       from import_rows, lateral (select distinct on (lower(btrim(cells ->> at))) btrim(cells ->> at) as value from unnest($2::int[]) at order by lower(btrim(cells ->> at)), at) cell
       where import_id = $1 and value <> '' and not issues && $4::text[]
       group by 1 order by 2 desc, 1 limit $3`,
      [importId, columns, limit, [...FATAL_ROW_ISSUES]],
    );
  }

  /** Names that rows of this file go by, folded, with the record each became if it has. */
  async titles(unit: UnitOfWork, importId: string, keys: readonly string[]): Promise<Map<string, string | null>> {
    const rows = await unit.query<{ key: string; id: string | null }>(
      `select distinct on (title_key) title_key as key, record_id as id from import_rows where import_id = $1 and title_key = any($2) and (plan is null or plan in ('CREATE', 'UPDATE', 'UNCHANGED')) order by title_key, line`,
      [importId, keys],
    );
    return new Map(rows.map((row) => [row.key, row.id]));
  }

  /**
   * Notes what was decided about rows that wait for it.
   *
   * @param lines null: all that wait
   * @param recordId with MERGE: the record; without one, the row's best candidate
   */
  async decideRows(unit: UnitOfWork, importId: string, lines: readonly number[] | null, action: RowAction | null, recordId: string | null): Promise<number> {
    const decided = await unit.query(
      `update import_rows set decision = $3, decision_record_id = case when $3 = 'MERGE' then coalesce($4::uuid, (candidates -> 0 ->> 'recordId')::uuid) end
       where import_id = $1 and candidates is not null and ($2::integer[] is null or line = any($2))
         and ($3 is distinct from 'MERGE' or $4::uuid is null or candidates @> jsonb_build_array(jsonb_build_object('recordId', $4::text))) returning line`,
      [importId, lines, action, recordId],
    );
    return decided.length;
  }

  async decisions(unit: UnitOfWork, importId: string): Promise<StoredDecision[]> {
    return unit.query('select field, value, action, record_id as "recordId", choice from import_decisions where import_id = $1', [importId]);
  }

  async decide(unit: UnitOfWork, importId: string, memberId: string | null, decisions: readonly (StoredDecision & { readonly created?: boolean })[]): Promise<void> {
    await unit.query(
      `insert into import_decisions (import_id, field, value, action, record_id, choice, created, decided_by_id)
       select $1, v.field, v.value, v.action, v.record_id, v.choice, coalesce(v.created, false), $3 from jsonb_to_recordset($2::jsonb) as v(field text, value text, action text, record_id uuid, choice text, created boolean)
       on conflict (tenant_id, import_id, field, value) do update
       set action = excluded.action, record_id = excluded.record_id, choice = excluded.choice, created = excluded.created, decided_by_id = excluded.decided_by_id, decided_at = now()`,
      [importId, JSON.stringify(decisions.map(({ recordId, ...rest }) => ({ ...rest, record_id: recordId }))), memberId],
    );
  }

  async forgetDecisions(unit: UnitOfWork, importId: string, values: readonly { readonly field: string; readonly value: string }[]): Promise<void> {
    await unit.query('delete from import_decisions d using jsonb_to_recordset($2::jsonb) as v(field text, value text) where d.import_id = $1 and d.field = v.field and d.value = v.value', [importId, JSON.stringify(values)]);
  }
}
