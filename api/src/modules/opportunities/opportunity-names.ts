import { set, type Draft } from '../../platform/changes/draft.js';
import type { UnitOfWork } from '../../platform/database/database.js';
import { accountRecord } from '../accounts/index.js';
import { productRecord } from '../products/index.js';
import { productOf } from './opportunity-product.js';

/**
 * Names new opportunities that bring none, as deals in many files do: after account and product, else after the id they had where they come from.
 * One about which nothing is known stays without, and is refused for it.
 */
export async function nameUnnamed(drafts: readonly Draft[], unit: UnitOfWork): Promise<void> {
  const unnamed = drafts.filter((draft) => draft.operation === 'create' && draft.after['name'] === null);
  if (unnamed.length === 0) return;
  const [accounts, products] = await Promise.all([
    namesOf(unit, accountRecord.table, unnamed.map((draft) => draft.after['accountId'])),
    namesOf(unit, productRecord.table, unnamed.map(productOf)),
  ]);
  for (const draft of unnamed) {
    const known = [accounts.get(String(draft.after['accountId'])), products.get(String(productOf(draft)))].filter(Boolean).join(' – ');
    const externalId = draft.after['externalId'];
    const name = known || (typeof externalId === 'string' ? `Opportunity ${externalId}` : null);
    if (name) set(draft, 'name', name.slice(0, 255));
  }
}

async function namesOf(unit: UnitOfWork, table: string, ids: readonly unknown[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id): id is string => typeof id === 'string'))];
  if (wanted.length === 0) return new Map();
  const rows = await unit.query<{ id: string; name: string }>(`select id, name from ${table} where id = any($1::uuid[])`, [wanted]);
  return new Map(rows.map((row) => [row.id, row.name]));
}
