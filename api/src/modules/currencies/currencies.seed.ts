import { DemoSeed, type SeedStep } from '../../platform/seed/demo-seeds.js';
import { Currencies } from './currencies.service.js';

const RATES = { EUR: 1.09, GBP: 1.27, SEK: 0.096 } as const;

/** Rates of the currencies that the demo's customers pay in. */
@DemoSeed({ order: 22 })
export class CurrenciesSeed implements SeedStep {
  readonly title = 'Exchange rates';

  constructor(private readonly currencies: Currencies) {}

  async seed(): Promise<void> {
    const present = new Set((await this.currencies.overview()).rates.map((row) => row['currency']));
    for (const [currency, rate] of Object.entries(RATES)) if (!present.has(currency)) await this.currencies.set(currency, rate);
  }
}
