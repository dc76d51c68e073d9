import { Injectable } from '@nestjs/common';
import { refuse, set, type Draft } from '../../platform/changes/draft.js';
import type { HookContext, RecordHooks } from '../../platform/changes/record-hooks.js';
import { currencyCode, isCurrency, loadRates, unknownCurrency } from '../currencies/index.js';

/** Gives each price a currency that exists. */
@Injectable()
export class ProductHooks implements RecordHooks {
  async beforeWrite(drafts: readonly Draft[], { unit }: HookContext): Promise<void> {
    const written = drafts.filter((draft) => draft.changed.has('currency') || draft.changed.has('price'));
    if (written.length === 0) return;
    const { base } = await loadRates(unit);
    for (const draft of written) {
      const { price, currency } = draft.after as { price?: unknown; currency?: unknown };
      if (typeof currency === 'string') {
        const code = currencyCode(currency);
        if (code !== currency) set(draft, 'currency', code);
        if (!isCurrency(code)) refuse(draft, 'currency', unknownCurrency(code));
      } else if (price !== null) set(draft, 'currency', base);
      if (typeof price === 'string' && price.startsWith('-')) refuse(draft, 'price', 'A price is zero or more.');
    }
  }
}
