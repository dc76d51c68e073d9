import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { DemoSeed, type SeedStep } from '../../platform/seed/demo-seeds.js';
import { productRecord } from './product.record.js';

const PRODUCTS = [
  { name: 'Data Platform Team', sku: 'DP-T', family: 'Platform', price: '9600', description: 'Up to 25 users, one region, a year.' },
  { name: 'Data Platform Business', sku: 'DP-B', family: 'Platform', price: '28800', description: 'Up to 150 users, two regions, a year.' },
  { name: 'Data Platform Enterprise', sku: 'DP-E', family: 'Platform', price: '84000', description: 'Unlimited users, own region, single sign-on, a year.' },
  { name: 'Premium Support', sku: 'SUP-P', family: 'Services', price: '12000', description: 'Answer within an hour, a named engineer, a year.' },
  { name: 'Implementation Sprint', sku: 'IMP-S', family: 'Services', price: '18500', description: 'Two weeks, three people, one outcome.' },
  { name: 'Data Migration', sku: 'IMP-M', family: 'Services', price: '14200', description: 'From the old system, checked row by row.' },
  { name: 'Training Day', sku: 'TRN-D', family: 'Services', price: '2400', description: 'Up to twelve people, on site.' },
  { name: 'Reporting Starter', sku: 'RS-1', family: 'Retired', price: '3900', description: 'Followed by Data Platform Team.', active: false },
] as const;

/** What the demo workspace sells. */
@DemoSeed({ order: 20 })
export class ProductsSeed implements SeedStep {
  readonly title = 'Products';

  constructor(
    private readonly changeSets: ChangeSets,
    private readonly store: RecordStore,
  ) {}

  async seed(): Promise<void> {
    if ((await this.store.count(productRecord, {})) > 0) return;
    await this.changeSets.apply({ label: 'Set up the catalogue', changes: PRODUCTS.map((values) => ({ type: productRecord, operation: 'create', values })) });
  }
}
