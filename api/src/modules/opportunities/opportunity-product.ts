import { refuse, type Draft, type RecordChange } from '../../platform/changes/draft.js';
import type { HookContext } from '../../platform/changes/record-hooks.js';
import type { UnitOfWork } from '../../platform/database/database.js';
import { productRecord } from '../products/index.js';
import { lineItemRecord } from './line-item.record.js';

interface ItemOfDeal {
  id: string;
  opportunity_id: string;
  product_id: string;
  /** One piece without discount: its price is the deal's amount. */
  simple: boolean;
  priced: boolean;
}

type FollowUp = Omit<RecordChange, 'derived'>;

/** The one product of a deal as files name it; it becomes a line item. */
export const productOf = (draft: Draft): string | null => (draft.change.extra?.['productId'] as string | null | undefined) ?? null;
/** Set on the change by which line items carry their sum to the opportunity. */
export const FROM_LINE_ITEMS = { fromLineItems: true } as const;
const amountEntered = (draft: Draft): boolean => draft.operation === 'update' && draft.changed.has('amount') && !draft.change.extra?.['fromLineItems'];

/**
 * Keeps an opportunity and its line items of one mind when either the amount or the product is given with the opportunity itself: a product becomes
 * a line item, an amount the price of the only one. Where several line items make up the amount it is theirs to change.
 *
 * @returns the changes to line items that follow from each draft
 */
export async function planLineItems(drafts: readonly Draft[], unit: UnitOfWork): Promise<Map<Draft, FollowUp>> {
  const concerned = drafts.filter((draft) => productOf(draft) !== null || amountEntered(draft));
  await checkProducts(concerned, unit);
  const present = await itemsOf(concerned, unit);
  const plan = new Map<Draft, FollowUp>();
  for (const draft of concerned) {
    const followUp = followUpOf(draft, present.get(draft.id) ?? []);
    if (followUp) plan.set(draft, { ...followUp, ...(draft.change.source ? { source: draft.change.source } : {}) });
  }
  return plan;
}

function followUpOf(draft: Draft, items: readonly ItemOfDeal[]): FollowUp | null {
  const productId = productOf(draft);
  const amount = draft.after['amount'];
  const [item] = items;
  if (!item) return productId ? { type: lineItemRecord, operation: 'create', values: { opportunityId: draft.id, productId, quantity: 1, unitPrice: amount } } : null;
  const entered = amountEntered(draft);
  if (items.length === 1 && item.simple) {
    const values = {
      ...(productId && productId !== item.product_id ? { productId } : {}),
      ...(entered && (item.priced || productId) ? { unitPrice: amount } : {}),
    };
    return Object.keys(values).length > 0 ? { type: lineItemRecord, operation: 'update', id: item.id, values } : null;
  }
  if (entered && items.some((other) => other.priced)) refuse(draft, 'amount', 'The amount is the sum of the line items. Change those instead.');
  if (productId && !items.some((other) => other.product_id === productId)) refuse(draft, 'productId', 'This opportunity has several line items. Change those instead.');
  return null;
}

async function checkProducts(drafts: readonly Draft[], unit: UnitOfWork): Promise<void> {
  const wanted = new Set(drafts.map(productOf).filter((id) => id !== null));
  if (wanted.size === 0) return;
  const rows = await unit.query<{ id: string }>(`select id::text from ${productRecord.table} where id::text = any($1) and deleted_at is null`, [[...wanted]]);
  const found = new Set(rows.map((row) => row.id));
  for (const draft of drafts) {
    const id = productOf(draft);
    if (id && !found.has(id)) refuse(draft, 'productId', 'There is no such product. It may have been deleted.');
  }
}

async function itemsOf(drafts: readonly Draft[], unit: UnitOfWork): Promise<Map<string, ItemOfDeal[]>> {
  const ids = drafts.filter((draft) => draft.operation === 'update').map((draft) => draft.id);
  if (ids.length === 0) return new Map();
  const rows = await unit.query<ItemOfDeal & Record<string, unknown>>(
    `select id, opportunity_id, product_id, quantity = 1 and discount_percent = 0 as simple, total is not null as priced
     from line_items where opportunity_id = any($1::uuid[]) and deleted_at is null`,
    [ids],
  );
  return Map.groupBy(rows, (row) => row.opportunity_id);
}

/** Sends what was planned on its way; the drafts are written. */
export function sendFollowUps(drafts: readonly Draft[], plan: ReadonlyMap<Draft, FollowUp>, { also }: Pick<HookContext, 'also'>): void {
  for (const draft of drafts) {
    const followUp = plan.get(draft);
    if (followUp) also(followUp);
  }
}
