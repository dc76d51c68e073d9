import { Injectable } from '@nestjs/common';
import { refuse, set, type Draft } from '../../platform/changes/draft.js';
import type { HookContext, RecordHooks } from '../../platform/changes/record-hooks.js';
import type { UnitOfWork } from '../../platform/database/database.js';
import { formatMoney } from '../../platform/records/money.js';
import { loadRates, multiply } from '../currencies/index.js';
import { amountsOf } from './amount-rules.js';
import { FROM_LINE_ITEMS } from './opportunity-product.js';
import { opportunityRecord } from './opportunity.record.js';

/** Derives the totals of line items, and carries their sum to the opportunity as soon as any of them has a price. */
@Injectable()
export class LineItemHooks implements RecordHooks {
  async beforeWrite(all: readonly Draft[], { unit }: HookContext): Promise<void> {
    const drafts = all.filter((draft) => draft.operation === 'create' || draft.operation === 'update');
    if (drafts.length === 0) return;
    const deals = await dealsOf(unit, drafts);
    for (const draft of drafts) {
      if (draft.before && draft.changed.has('opportunityId')) refuse(draft, 'opportunityId', 'A line item stays on its opportunity. Add one to the other opportunity.');
      const deal = deals.get(draft.after['opportunityId'] as string);
      if (!deal) continue;
      if (draft.after['position'] === null) set(draft, 'position', ++deal.last);
      const { unitPrice, quantity, discountPercent } = draft.after as unknown as { unitPrice: string | null; quantity: number; discountPercent: number };
      const total = unitPrice === null ? null : multiply(unitPrice, [quantity, (100 - discountPercent) / 100], deal.currency);
      if (unitPrice !== null && total === null) refuse(draft, 'unitPrice', 'The total is too large.');
      else if (draft.after['total'] !== total) set(draft, 'total', total);
    }
  }

  async afterWrite(drafts: readonly Draft[], { unit, also }: HookContext): Promise<void> {
    for (const { id, total } of await differingSums(unit, drafts)) also({ type: opportunityRecord, operation: 'update', id, values: { amount: total }, extra: FROM_LINE_ITEMS });
  }

  /** The same after an undo that could put back only one of the two; there the opportunity's own rules do not run, so its derived amounts are set here. */
  async afterRevert(drafts: readonly Draft[], { unit, also }: HookContext): Promise<void> {
    const differing = await differingSums(unit, drafts);
    if (differing.length === 0) return;
    const { base } = await loadRates(unit);
    for (const { id, total, rate, probability } of differing) {
      also({ type: opportunityRecord, operation: 'update', id, values: { amount: total, ...amountsOf({ amount: total, rate, probability }, base) }, extra: FROM_LINE_ITEMS });
    }
  }
}

const dealIds = (drafts: readonly Draft[]): string[] => [...new Set(drafts.map((draft) => draft.after['opportunityId'] as string))];

/** Currency and last position of the opportunities that the items are on. */
async function dealsOf(unit: UnitOfWork, drafts: readonly Draft[]): Promise<Map<string, { currency: string; last: number }>> {
  const rows = await unit.query<{ id: string; currency: string; last: number }>(
    `select o.id, o.currency, coalesce((select max(l.position) from line_items l where l.tenant_id = o.tenant_id and l.opportunity_id = o.id and l.deleted_at is null), 0) as last
     from opportunities o where o.id = any($1::uuid[])`,
    [dealIds(drafts)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

interface DifferingSum {
  id: string;
  total: string;
  rate: number;
  probability: number | null;
}

/** Opportunities whose amount is not what their priced line items add up to. */
async function differingSums(unit: UnitOfWork, drafts: readonly Draft[]): Promise<DifferingSum[]> {
  const rows = await unit.query<DifferingSum & Record<string, unknown>>(
    // Summed up before the join: whatever the planner knows of fresh tables, it reads only the items of these opportunities.
    `select o.id, s.total::text, o.rate, o.probability
     from (select opportunity_id, sum(total) as total from line_items where opportunity_id = any($1::uuid[]) and deleted_at is null and total is not null group by 1) s
     join opportunities o on o.id = s.opportunity_id where o.id = any($1::uuid[]) and o.deleted_at is null and o.amount is distinct from s.total`,
    [dealIds(drafts)],
  );
  return rows.map((row) => ({ ...row, total: formatMoney(row.total) }));
}
