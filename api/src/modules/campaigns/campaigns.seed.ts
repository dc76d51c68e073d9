import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import type { RecordChange } from '../../platform/changes/draft.js';
import { recordTypeNamed } from '../../platform/records/record-registry.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { DemoRandom } from '../../platform/seed/demo-random.js';
import { DemoSeed, type DemoRun, type SeedStep } from '../../platform/seed/demo-seeds.js';
import { campaignRecord } from './campaign.record.js';

const DAY = 86_400_000;
/** Days are counted from today. */
const CAMPAIGNS = [
  { name: 'Data Summit, our stand', channel: 'EVENT', status: 'COMPLETED', starts: -120, ends: -117, budget: '18000', owner: 'hanna', share: 0.16 },
  { name: 'Spring webinar: reports without spreadsheets', channel: 'WEBINAR', status: 'COMPLETED', starts: -80, ends: -80, budget: '3500', owner: 'member', share: 0.12 },
  { name: 'Search ads, migration', channel: 'SEARCH', status: 'ACTIVE', starts: -60, ends: 60, budget: '9600', owner: 'admin', share: 0.14 },
  { name: 'Customers bring customers', channel: 'REFERRAL', status: 'ACTIVE', starts: -200, ends: null, budget: '4000', owner: 'owner', share: 0.1 },
  { name: 'Partner letter', channel: 'PARTNER', status: 'PAUSED', starts: -30, ends: 30, budget: '2200', owner: 'member', share: 0.06 },
  { name: 'Winter roadshow', channel: 'EVENT', status: 'PLANNED', starts: 35, ends: 49, budget: '24000', owner: 'hanna', share: 0 },
] as const;

/** Campaigns of the past half year, and what came of them. */
@DemoSeed({ order: 60 })
export class CampaignsSeed implements SeedStep {
  readonly title = 'Campaigns';

  constructor(
    private readonly changeSets: ChangeSets,
    private readonly store: RecordStore,
  ) {}

  async seed(run: DemoRun): Promise<void> {
    if ((await this.store.count(campaignRecord, { archived: 'include' })) > 0) return;
    const day = (days: number | null): string | null => (days === null ? null : new Date(run.now.getTime() + days * DAY).toISOString().slice(0, 10));
    const { outcomes } = await this.changeSets.apply({
      label: 'Set up the campaigns',
      changes: CAMPAIGNS.map(({ name, channel, status, starts, ends, budget, owner }) => ({
        type: campaignRecord,
        operation: 'create',
        values: { name, channel, status, startsOn: day(starts), endsOn: day(ends), budget, ownerId: run.members.get(owner) ?? null },
      })),
    });
    const ids = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.id] : []));
    const random = new DemoRandom(60);
    const pick = (): string | null => {
      let place = random.next();
      const index = CAMPAIGNS.findIndex(({ share }) => (place -= share) < 0);
      return ids[index] ?? null;
    };
    const changes: RecordChange[] = [];
    for (const name of ['contact', 'opportunity']) {
      const type = recordTypeNamed(name);
      const { rows } = await this.store.list(type, { first: 200, fields: [], sort: [{ field: 'createdAt', direction: 'ASC' }] });
      for (const { id } of rows) {
        const campaignId = pick();
        if (campaignId) changes.push({ type, operation: 'update', id, values: { campaignId } });
      }
    }
    if (changes.length > 0) await this.changeSets.apply({ label: 'Named where they came from', changes });
  }
}
