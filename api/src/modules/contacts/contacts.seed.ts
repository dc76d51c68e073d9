import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import type { RecordChange } from '../../platform/changes/draft.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { DemoRandom } from '../../platform/seed/demo-random.js';
import { DemoSeed, type SeedStep } from '../../platform/seed/demo-seeds.js';
import { accountRecord, type Account } from '../accounts/index.js';
import type { CONTACT_LIFECYCLES } from './contact.record.js';
import { contactRecord } from './contact.record.js';
import { LEAD_SOURCES, mailboxOf, NAMES, PERSON_NOTES, POSITIONS } from './demo-people.js';

type Lifecycle = (typeof CONTACT_LIFECYCLES)[number];

const LIFECYCLES: Readonly<Record<string, readonly Lifecycle[]>> = {
  CUSTOMER: ['CUSTOMER', 'CUSTOMER', 'EVANGELIST', 'CUSTOMER'],
  PROSPECT: ['LEAD', 'MQL', 'SQL', 'OPPORTUNITY', 'LEAD'],
  CHURNED: ['CHURNED'],
};

/** Two to five people at each company of the demo. */
@DemoSeed({ order: 11 })
export class ContactsSeed implements SeedStep {
  readonly title = 'Contacts';

  constructor(
    private readonly changeSets: ChangeSets,
    private readonly store: RecordStore,
  ) {}

  async seed(): Promise<void> {
    if ((await this.store.count(contactRecord, { archived: 'include' })) > 0) return;
    const { rows } = await this.store.list(accountRecord, { first: 200 });
    const random = new DemoRandom(11);
    const taken = new Set<string>();
    await this.changeSets.apply({ label: 'Brought in the contacts', changes: rows.flatMap((row) => peopleOf(row, random, taken)) });
  }
}

function peopleOf(row: AnyRow, random: DemoRandom, taken: Set<string>): RecordChange[] {
  const account = row as unknown as Account;
  const names = NAMES[account.billingCountry ?? ''] ?? NAMES['Germany']!;
  const count = random.between(2, (account.employees ?? 0) > 250 ? 5 : 4);
  return Array.from({ length: count }, (_, index): RecordChange => {
    let [firstName, lastName] = [random.pick(names.given), random.pick(names.family)];
    while (taken.has(`${firstName} ${lastName}`)) [firstName, lastName] = [random.pick(names.given), random.pick(names.family)];
    taken.add(`${firstName} ${lastName}`);
    const [jobTitle, department] = index < 2 ? POSITIONS[(taken.size + index) % 4]! : random.pick(POSITIONS);
    const digits = random.between(0, 9999);
    return {
      type: contactRecord,
      operation: 'create',
      values: {
        firstName,
        lastName,
        jobTitle,
        department,
        accountId: account.id,
        ownerId: account.ownerId,
        email: account.domain ? `${mailboxOf(firstName, lastName)}@${account.domain}` : null,
        phone: names.phone?.(digits) ?? null,
        lifecycle: random.pick(LIFECYCLES[account.type ?? 'OTHER'] ?? ['LEAD']),
        leadSource: random.pick(LEAD_SOURCES),
        preferredChannel: random.pick(['EMAIL', 'PHONE', 'EMAIL', 'IN_PERSON', null]),
        // The first two at every company are those whom the team stays in touch with.
        touchEveryDays: [30, 90][index] ?? null,
        doNotCall: random.next() < 0.04,
        doNotEmail: random.next() < 0.05,
        mailingCity: account.billingCity,
        mailingCountry: account.billingCountry,
        tags: index === 0 && random.next() < 0.4 ? ['decision maker'] : [],
        notes: random.next() < 0.25 ? random.pick(PERSON_NOTES) : null,
      },
    };
  });
}
