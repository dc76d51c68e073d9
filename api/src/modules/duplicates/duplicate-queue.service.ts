import { Injectable } from '@nestjs/common';
import { can, requireCan } from '../../platform/access/ability.js';
import { abilityToSql, SqlParameters } from '../../platform/access/ability-to-sql.js';
import { currentMemberId } from '../../platform/context/request-context.js';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { notFound, validationError } from '../../platform/errors/app-error.js';
import { Licences } from '../../platform/licensing/licences.service.js';
import { foldForSearch } from '../../platform/records/search-text.js';
import type { IdentifiedType } from './identity-keys.js';
import { groupPairs, type PairGroup } from './pair-groups.js';
import type { Pair } from './pair-store.js';

export type PairStatus = 'OPEN' | 'DISMISSED';
export type QueueOrder = 'SCORE' | 'NEWEST' | 'OLDEST';

/** Which pairs to show. */
export interface QueueQuery {
  readonly status: PairStatus;
  readonly search: string | null;
  /** Only pairs at least this alike. */
  readonly minScore: number;
  /** Only pairs that agree in this. */
  readonly reason: string | null;
  readonly order: QueueOrder;
}

export interface QueuePage {
  readonly groups: readonly PairGroup[];
  readonly total: number;
  readonly pairs: number;
}

/** Pairs that are put into groups at a time; whoever has more merges these first. */
const MOST_PAIRS = 20_000;
const ORDERS: Readonly<Record<QueueOrder, string>> = { SCORE: 'p.score desc, p.id', NEWEST: 'p.found_at desc, p.id', OLDEST: 'p.found_at, p.id' };

/** What waits for a person's decision. Everybody sees what they may merge: pairs of which they may edit both. */
@Injectable()
export class DuplicateQueue {
  constructor(
    private readonly database: Database,
    private readonly licences: Licences,
  ) {}

  async page(type: IdentifiedType, query: QueueQuery, first: number, skip: number): Promise<QueuePage> {
    await this.licences.requireForRecords([type]);
    const pairs = await this.database.run((unit) => readPairs(unit, type, query));
    const groups = groupPairs(pairs);
    return { groups: groups.slice(skip, skip + first), total: groups.length, pairs: pairs.length };
  }

  /** Open and dismissed pairs of the type that the caller may decide about. */
  async counts(type: IdentifiedType): Promise<Record<PairStatus, number>> {
    await this.licences.requireForRecords([type]);
    const parameters = new SqlParameters();
    const rows = await this.database.read<{ status: PairStatus; count: number }>(`select p.status, count(*)::int as count ${fromPairs(type, parameters)} group by 1`, parameters.values);
    return { OPEN: 0, DISMISSED: 0, ...Object.fromEntries(rows.map(({ status, count }) => [status, count])) };
  }

  /** Moves pairs between open and dismissed. @throws NOT_FOUND when one is unknown or not the caller's to decide about. */
  async decide(type: IdentifiedType, ids: readonly string[], status: PairStatus): Promise<void> {
    await this.licences.requireForRecords([type]);
    requireCan('edit', type);
    if (ids.length === 0 || ids.length > 500) throw validationError({ ids: ['Must be 1 to 500 pairs.'] });
    await this.database.run(async (unit) => {
      const parameters = new SqlParameters();
      const from = fromPairs(type, parameters);
      const known = await unit.query<{ id: string }>(`select p.id ${from} and p.id = any(${parameters.add(ids)}::uuid[])`, parameters.values);
      if (known.length !== new Set(ids).size) throw notFound('This pair');
      await unit.query('update duplicate_pairs set status = $2, decided_at = case when $2 = $4 then null else now() end, decided_by_id = case when $2 = $4 then null else $3::uuid end where id = any($1::uuid[])', [ids, status, currentMemberId(), 'OPEN']);
    });
  }
}

async function readPairs(unit: UnitOfWork, type: IdentifiedType, query: QueueQuery): Promise<Pair[]> {
  if (!can('edit', type)) return [];
  const parameters = new SqlParameters();
  const conditions = [`p.status = ${parameters.add(query.status)}`, `p.score >= ${parameters.add(query.minScore)}::real`];
  if (query.search) conditions.push(`strpos(a.search_text || ' ' || b.search_text, ${parameters.add(foldForSearch(query.search))}) > 0`);
  if (query.reason) conditions.push(`p.reasons @> ${parameters.add(JSON.stringify([{ code: query.reason }]))}::jsonb`);
  return unit.query<Pair & Record<string, unknown>>(
    `select p.id, p.a_id as "aId", p.b_id as "bId", p.score, p.reasons, p.found_at as "foundAt" ${fromPairs(type, parameters)} and ${conditions.join(' and ')}
     order by ${ORDERS[query.order]} limit ${MOST_PAIRS}`,
    parameters.values,
  );
}

/** Pairs of two live records both of which the caller may edit. */
function fromPairs(type: IdentifiedType, parameters: SqlParameters): string {
  const side = (alias: string): string => `join ${type.table} ${alias} on ${alias}.id = p.${alias}_id and ${alias}.deleted_at is null and ${abilityToSql('edit', type, alias, parameters)}`;
  return `from duplicate_pairs p ${side('a')} ${side('b')} where p.record_type = ${parameters.add(type.name)}`;
}
