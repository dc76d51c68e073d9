import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import { newId } from '../../platform/records/new-id.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { DemoSeed, type DemoRun, type SeedStep } from '../../platform/seed/demo-seeds.js';
import { accountRecord } from './account.record.js';
import { DEMO_ACCOUNTS } from './demo-accounts.js';

/** Northern countries are served from Hamburg, southern ones from Lisbon; the demo's own sign-ins have a share of each. */
const NORTH = ['hanna', 'tomas', 'member', 'owner'];
const SOUTH = ['priya', 'jonas', 'admin', 'priya'];
const SOUTHERN = new Set(['France', 'Italy', 'Portugal', 'Spain']);

/** The companies of the demo. */
@DemoSeed({ order: 10 })
export class AccountsSeed implements SeedStep {
  readonly title = 'Accounts';

  constructor(
    private readonly changeSets: ChangeSets,
    private readonly store: RecordStore,
  ) {}

  async seed(run: DemoRun): Promise<void> {
    if ((await this.store.count(accountRecord, { archived: 'include' })) > 0) return;
    const ids = new Map(DEMO_ACCOUNTS.map(({ name }) => [name, newId()]));
    await this.changeSets.apply({
      label: 'Brought in the accounts',
      changes: DEMO_ACCOUNTS.map(({ name, domain, city, country, revenue, founded, parent, tags, ...rest }, index) => {
        const owners = SOUTHERN.has(country) ? SOUTH : NORTH;
        return {
          type: accountRecord,
          operation: 'create' as const,
          id: ids.get(name)!,
          values: {
            ...rest,
            name,
            website: `https://www.${domain}`,
            billingCity: city,
            billingCountry: country,
            annualRevenue: (revenue * 1_000_000).toFixed(2),
            foundedYear: founded,
            parentId: parent ? ids.get(parent)! : null,
            ownerId: run.members.get(owners[index % owners.length]!) ?? null,
            tags: tags ?? [],
          },
        };
      }),
    });
  }
}
