import { Injectable } from '@nestjs/common';
import { SqlParameters } from '../../platform/access/ability-to-sql.js';
import { Database } from '../../platform/database/database.js';
import { BatchLoader } from '../../platform/records/batch-loader.js';
import { formatMoney, parseMoney } from '../../platform/records/money.js';
import { listConditions } from '../../platform/records/record-list.js';
import { recordTypeNamed } from '../../platform/records/record-registry.js';
import { loadRates } from '../currencies/index.js';

/** What came of a campaign, as far as the member sees it; money in the base currency. */
export interface CampaignFigures {
  readonly currency: string;
  readonly contactCount: number;
  /** Contacts that no opportunity has made more of yet. */
  readonly leadCount: number;
  readonly opportunityCount: number;
  readonly openCount: number;
  readonly pipelineBase: string;
  readonly weightedBase: string;
  readonly wonCount: number;
  readonly wonBase: string;
  readonly lostCount: number;
}

interface DealRow extends Pick<CampaignFigures, 'opportunityCount' | 'openCount' | 'wonCount' | 'lostCount'> {
  readonly id: string;
  readonly pipeline: string;
  readonly weighted: string;
  readonly won: string;
}

const LEADS = ['LEAD', 'MQL', 'SQL'];

/** Sums up contacts and opportunities by campaign: two queries for any number of campaigns. */
@Injectable()
export class FiguresOfCampaigns {
  readonly loader = new BatchLoader<CampaignFigures>((ids) => this.read(ids), () => NONE);

  constructor(private readonly database: Database) {}

  private async read(ids: readonly string[]): Promise<ReadonlyMap<string, CampaignFigures>> {
    const [contactSql, dealSql] = [contactsOf(ids), dealsOf(ids)];
    return this.database.run(async (unit) => {
      const { base } = await loadRates(unit);
      const contacts = new Map((await unit.query<{ id: string; contactCount: number; leadCount: number }>(contactSql.text, contactSql.values)).map((row) => [row.id, row]));
      const deals = new Map((await unit.query<DealRow>(dealSql.text, dealSql.values)).map((row) => [row.id, row]));
      return new Map(
        ids.map((id): [string, CampaignFigures] => {
          const { contactCount = 0, leadCount = 0 } = contacts.get(id) ?? {};
          const deal = deals.get(id);
          if (!deal) return [id, { ...NONE, currency: base, contactCount, leadCount }];
          const { opportunityCount, openCount, wonCount, lostCount, pipeline, weighted, won } = deal;
          return [id, { currency: base, contactCount, leadCount, opportunityCount, openCount, wonCount, lostCount, pipelineBase: formatMoney(pipeline), weightedBase: formatMoney(weighted), wonBase: formatMoney(won) }];
        }),
      );
    });
  }
}

const NONE = { currency: '', contactCount: 0, leadCount: 0, opportunityCount: 0, openCount: 0, pipelineBase: '0.00', weightedBase: '0.00', wonCount: 0, wonBase: '0.00', lostCount: 0 } as const satisfies CampaignFigures;

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

// Contacts and opportunities point at campaigns, so they are known here by name only.
function contactsOf(ids: readonly string[]): Statement {
  const parameters = new SqlParameters();
  const [wanted, leads] = [parameters.add(ids), parameters.add(LEADS)];
  const conditions = listConditions(recordTypeNamed('contact'), {}, parameters);
  const text = `select t.campaign_id as id, count(*)::int as "contactCount", count(*) filter (where t.lifecycle = any(${leads}::text[]))::int as "leadCount"
    from contacts t where t.campaign_id = any(${wanted}::uuid[]) and ${conditions.join(' and ')} group by 1`;
  return { text, values: parameters.values };
}

function dealsOf(ids: readonly string[]): Statement {
  const parameters = new SqlParameters();
  const wanted = parameters.add(ids);
  const conditions = listConditions(recordTypeNamed('opportunity'), {}, parameters);
  const sum = (column: string, status: string): string => `coalesce(sum(t.${column}) filter (where t.status = '${status}'), 0)::text`;
  const count = (status: string): string => `count(*) filter (where t.status = '${status}')::int`;
  const text = `select t.campaign_id as id, count(*)::int as "opportunityCount", ${count('OPEN')} as "openCount", ${count('WON')} as "wonCount", ${count('LOST')} as "lostCount",
      ${sum('amount_base', 'OPEN')} as pipeline, ${sum('weighted_amount_base', 'OPEN')} as weighted, ${sum('amount_base', 'WON')} as won
    from opportunities t where t.campaign_id = any(${wanted}::uuid[]) and ${conditions.join(' and ')} group by 1`;
  return { text, values: parameters.values };
}

/** Won revenue beyond the budget, as a share of it: 1.5 is a gain of one and a half times what was spent. Null without a budget. */
export function returnOnBudget(budgetBase: string | null, wonBase: string): number | null {
  const [budget, won] = [budgetBase === null ? null : parseMoney(budgetBase), parseMoney(wonBase)];
  if (budget === null || won === null || budget <= 0n) return null;
  return Number(((won - budget) * 10_000n) / budget) / 10_000;
}
