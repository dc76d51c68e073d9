import { Injectable } from '@nestjs/common';
import { refuse, set, type Draft } from '../../platform/changes/draft.js';
import type { HookContext, RecordHooks } from '../../platform/changes/record-hooks.js';
import { currencyCode, isCurrency, unknownCurrency } from './currency-codes.js';
import { loadRates } from './rates.js';

/** Keeps rates to currencies that exist and differ from the base currency. */
@Injectable()
export class ExchangeRateHooks implements RecordHooks {
  async beforeWrite(drafts: readonly Draft[], { unit }: HookContext): Promise<void> {
    const { base } = await loadRates(unit);
    for (const draft of drafts) {
      if (draft.operation !== 'create' && draft.operation !== 'update') continue;
      const given = draft.after['currency'];
      if (typeof given !== 'string') continue;
      const code = currencyCode(given);
      if (code !== given) set(draft, 'currency', code);
      if (!isCurrency(code)) refuse(draft, 'currency', unknownCurrency(code));
      else if (code === base) refuse(draft, 'currency', `${code} is the base currency; its rate is always 1.`);
    }
  }
}
