import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import type { RecordChange } from '../../platform/changes/draft.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import type { RecordType } from '../../platform/records/record-type.js';
import { DemoRandom } from '../../platform/seed/demo-random.js';
import { DemoSeed, type DemoRun, type SeedStep } from '../../platform/seed/demo-seeds.js';
import { accountRecord } from '../accounts/index.js';
import { contactRecord } from '../contacts/index.js';
import { opportunityRecord } from '../opportunities/index.js';
import { activityRecord, type ActivityStatus } from './activity.record.js';
import { DONE, PLANNED, SOME_DAY, type DemoTemplate } from './demo-activities.js';

const DAY = 86_400_000;
/** Whose lists the open ones are in; the demo's sign-ins twice, so that each finds a day's work. */
const DOERS = ['owner', 'member', 'admin', 'hanna', 'owner', 'member', 'priya', 'admin', 'tomas', 'jonas'];
/** How many of each kind; together 250. */
const COUNTS = { done: 158, missed: 7, overdue: 18, today: 21, upcoming: 40, someDay: 6 };

interface Book {
  readonly accounts: ReadonlyMap<string, AnyRow>;
  readonly contacts: readonly AnyRow[];
  readonly deals: ReadonlyMap<string, readonly AnyRow[]>;
}

/** Half a year of work with the people and deals of the demo, and the weeks ahead. */
@DemoSeed({ order: 50 })
export class ActivitiesSeed implements SeedStep {
  readonly title = 'Activities';

  constructor(
    private readonly changeSets: ChangeSets,
    private readonly store: RecordStore,
  ) {}

  async seed(run: DemoRun): Promise<void> {
    if ((await this.store.count(activityRecord, { archived: 'include' })) > 0) return;
    const [accounts, contacts, deals] = [await this.all(accountRecord), await this.all(contactRecord), await this.all(opportunityRecord)];
    if (contacts.length === 0) return;
    const book: Book = {
      accounts: new Map(accounts.map((row) => [row.id, row])),
      contacts,
      deals: Map.groupBy(deals.filter((deal) => deal['status'] === 'OPEN' && deal['accountId']), (deal) => deal['accountId'] as string),
    };
    await this.changeSets.apply({ label: 'Brought in the activities', changes: changesOf(book, run, new DemoRandom(50)) });
  }

  private async all(type: RecordType): Promise<readonly AnyRow[]> {
    return (await this.store.list(type, { first: 200, sort: [{ field: 'createdAt', direction: 'ASC' }] })).rows;
  }
}

function changesOf(book: Book, run: DemoRun, random: DemoRandom): RecordChange[] {
  const times = (count: number, make: (index: number) => RecordChange): RecordChange[] => Array.from({ length: count }, (_, index) => make(index));
  const doer = (index: number): string | null => run.members.get(DOERS[index % DOERS.length]!) ?? null;
  const planned = (index: number, at: string, more: Readonly<Record<string, unknown>> = {}): RecordChange => {
    const template = random.pick(PLANNED);
    return changeOf(book, random, template, { ownerId: doer(index), [template.type === 'MEETING' || template.type === 'DEMO' ? 'scheduledAt' : 'dueAt']: at, ...more });
  };
  const priority = (): string => random.pick(['NORMAL', 'NORMAL', 'NORMAL', 'HIGH', 'LOW', 'URGENT']);
  // More of what was done is recent than long ago.
  const past = (): string => workTime(run.now, -1 - Math.floor(random.next() ** 2 * 170), random);
  return [
    ...times(COUNTS.done, (index) => {
      const template = random.pick(DONE);
      const mentioned = template.type === 'NOTE' && index % 3 === 0 ? ['owner', 'member'].flatMap((key) => run.members.get(key) ?? []) : [];
      return changeOf(book, random, template, { status: 'COMPLETED', completedAt: past(), outcome: template.outcome ?? null, mentionIds: mentioned });
    }),
    ...times(COUNTS.missed, (index) => changeOf(book, random, random.pick(PLANNED.filter(({ type }) => type === 'MEETING')), { status: (index % 2 === 0 ? 'NO_SHOW' : 'CANCELLED') satisfies ActivityStatus, scheduledAt: past() })),
    ...times(COUNTS.overdue, (index) => planned(index, workTime(run.now, -random.between(1, 12), random), { priority: priority() })),
    ...times(COUNTS.today, (index) => planned(index, clock(run.now, random), { priority: priority() })),
    ...times(COUNTS.upcoming, (index) => planned(index, workTime(run.now, random.between(1, 30), random), { priority: priority(), ...(index % 9 === 0 ? { status: 'IN_PROGRESS' } : {}) })),
    ...times(COUNTS.someDay, (index) => changeOf(book, random, random.pick(SOME_DAY), { ownerId: doer(index), priority: 'LOW' })),
  ];
}

function changeOf(book: Book, random: DemoRandom, { type, subject, description, minutes }: DemoTemplate, more: Readonly<Record<string, unknown>>): RecordChange {
  const contact = random.pick(book.contacts);
  const account = book.accounts.get(contact['accountId'] as string);
  const deals = book.deals.get(contact['accountId'] as string) ?? [];
  const words = (text: string): string => text.replaceAll('{first}', String(contact['firstName'])).replaceAll('{account}', String(account?.['name'] ?? 'their company'));
  const { outcome, ...rest } = more;
  return {
    type: activityRecord,
    operation: 'create',
    values: {
      type,
      subject: words(subject),
      description: description ? words(description) : null,
      outcome: typeof outcome === 'string' ? words(outcome) : null,
      durationMinutes: minutes ?? null,
      contactId: contact.id,
      accountId: contact['accountId'],
      opportunityId: deals.length > 0 && random.next() < 0.6 ? random.pick(deals).id : null,
      ownerId: contact['ownerId'],
      ...rest,
    },
  };
}

/** A quarter hour of a working day that many days from now; weekends move away from today. */
function workTime(now: Date, days: number, random: DemoRandom): string {
  const at = new Date(now.getTime() + days * DAY);
  const weekday = at.getUTCDay();
  if (weekday === 0 || weekday === 6) at.setTime(at.getTime() + (days < 0 ? (weekday === 6 ? -1 : -2) : weekday === 6 ? 2 : 1) * DAY);
  return clock(at, random);
}

/** Between 07:00 and 15:45 UTC, which is the same day everywhere in Europe. */
function clock(day: Date, random: DemoRandom): string {
  const at = new Date(day);
  at.setUTCHours(random.between(7, 15), random.pick([0, 15, 30, 45]), 0, 0);
  return at.toISOString();
}
