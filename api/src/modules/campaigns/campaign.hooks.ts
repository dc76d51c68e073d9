import { Injectable } from '@nestjs/common';
import { refuse, set, type Draft } from '../../platform/changes/draft.js';
import type { HookContext, RecordHooks } from '../../platform/changes/record-hooks.js';
import { currencyCode, isCurrency, loadRates, missingRate, multiply, unknownCurrency, type Rates } from '../currencies/index.js';

/** Keeps days in order, and the budget in the base currency. */
@Injectable()
export class CampaignHooks implements RecordHooks {
  async beforeWrite(all: readonly Draft[], { unit }: HookContext): Promise<void> {
    const drafts = all.filter(({ operation }) => operation === 'create' || operation === 'update');
    for (const draft of drafts) {
      const { startsOn, endsOn } = draft.after as { startsOn?: string | null; endsOn?: string | null };
      if (startsOn && endsOn && endsOn < startsOn && (draft.changed.has('startsOn') || draft.changed.has('endsOn'))) refuse(draft, 'endsOn', 'A campaign ends on or after the day it starts.');
    }
    const priced = drafts.filter(({ before, changed }) => before === null || changed.has('budget') || changed.has('currency'));
    if (priced.length === 0) return;
    const rates = await loadRates(unit);
    for (const draft of priced) followBudget(draft, rates);
  }
}

function followBudget(draft: Draft, rates: Rates): void {
  const { budget, currency } = draft.after as { budget?: string | null; currency?: string | null };
  if (budget?.startsWith('-')) return refuse(draft, 'budget', 'A budget is zero or more.');
  const code = currency ? currencyCode(currency) : rates.base;
  if (!isCurrency(code)) return refuse(draft, 'currency', unknownCurrency(code));
  if (code !== currency && (currency || budget)) set(draft, 'currency', code);
  const rate = rates.of(code);
  if (budget && rate === null) return refuse(draft, 'currency', missingRate(code, rates.base));
  const base = budget ? multiply(budget, [rate ?? 1], rates.base) : null;
  if (budget && base === null) return refuse(draft, 'budget', 'The budget is too large.');
  if (draft.after['budgetBase'] !== base) set(draft, 'budgetBase', base);
}
