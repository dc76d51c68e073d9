import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { DemoRandom } from '../../platform/seed/demo-random.js';
import { DemoSeed, type DemoRun, type SeedStep } from '../../platform/seed/demo-seeds.js';
import { contactRecord } from '../contacts/index.js';
import { ContactGroups } from './contact-groups.service.js';
import { groupRecord } from './group.record.js';

const GROUPS = [
  { name: 'Advisory board', icon: 'STAR', colour: 'AMBER', cadenceDays: 30, members: 9, description: 'Customers we ask before we build.' },
  { name: 'Data Summit dinner', icon: 'HANDSHAKE', colour: 'VIOLET', members: 14, description: 'Who sat with us, and wants to again.' },
  { name: 'References', icon: 'TROPHY', colour: 'GREEN', cadenceDays: 90, members: 11, description: 'Will take a call from a prospect.' },
  { name: 'Press and analysts', icon: 'MEGAPHONE', colour: 'BLUE', cadenceDays: 60, members: 5 },
  { name: 'Old colleagues', icon: 'HEART', colour: 'PINK', visibility: 'PRIVATE', cadenceDays: 120, members: 6 },
] as const;
const BY_FILTER = [
  { name: 'Customers', icon: 'HEART', colour: 'TEAL', filter: { lifecycle: { in: ['CUSTOMER', 'EVANGELIST'] } } },
  { name: 'Never contacted', icon: 'FLAG', colour: 'RED', filter: { lastContactedAt: { isNull: true } } },
];

/** Groups of the demo's contacts. */
@DemoSeed({ order: 62 })
export class GroupsSeed implements SeedStep {
  readonly title = 'Groups';

  constructor(
    private readonly changeSets: ChangeSets,
    private readonly store: RecordStore,
    private readonly groups: ContactGroups,
  ) {}

  async seed(run: DemoRun): Promise<void> {
    if ((await this.store.count(groupRecord, {})) > 0) return;
    const { rows } = await this.store.list(contactRecord, { first: 200, fields: [], sort: [{ field: 'createdAt', direction: 'ASC' }] });
    if (rows.length === 0) return;
    const random = new DemoRandom(62);
    await this.changeSets.apply({ label: 'Set up groups', changes: BY_FILTER.map((values) => ({ type: groupRecord, operation: 'create', values: { ...values, kind: 'DYNAMIC', ownerId: run.members.get('admin') ?? null } })) });
    for (const { members, ...values } of GROUPS) {
      const { id } = await this.changeSets.applyOne('Set up a group', { type: groupRecord, operation: 'create', values });
      await this.groups.add(id, { ids: [...new Set(Array.from({ length: members }, () => random.pick(rows).id))] });
    }
  }
}
