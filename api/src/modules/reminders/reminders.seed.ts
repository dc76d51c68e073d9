import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import type { RecordType } from '../../platform/records/record-type.js';
import { DemoRandom } from '../../platform/seed/demo-random.js';
import { DemoSeed, type DemoRun, type SeedStep } from '../../platform/seed/demo-seeds.js';
import { contactRecord } from '../contacts/index.js';
import { opportunityRecord } from '../opportunities/index.js';
import { reminderRecord } from './reminder.record.js';

const HOUR = 3_600_000;
/** Hours are counted from now; `{first}` is the contact's first name. */
const REMINDERS: readonly { readonly message: string; readonly hours: number; readonly about: 'contact' | 'deal' | null; readonly recurrence?: string }[] = [
  { message: 'Ask {first} how the first week went', hours: -26, about: 'contact' },
  { message: 'Send {first} the article on data contracts', hours: 3, about: 'contact' },
  { message: 'Check whether the contract came back signed', hours: 22, about: 'deal' },
  { message: 'Look through the pipeline before the Monday call', hours: 68, about: null, recurrence: 'FREQ=WEEKLY' },
  { message: "{first}'s birthday: a card, by hand", hours: 24 * 9, about: 'contact', recurrence: 'FREQ=YEARLY' },
  { message: 'Ask again about the budget for next year', hours: 24 * 16, about: 'deal' },
  { message: 'Write the quarterly note to the references', hours: 24 * 24, about: null, recurrence: 'FREQ=MONTHLY;INTERVAL=3' },
];
const WHOSE = ['owner', 'admin', 'member'];

/** What the demo's people want to be reminded of, from yesterday on. */
@DemoSeed({ order: 64 })
export class RemindersSeed implements SeedStep {
  readonly title = 'Reminders';

  constructor(
    private readonly changeSets: ChangeSets,
    private readonly store: RecordStore,
  ) {}

  async seed(run: DemoRun): Promise<void> {
    if ((await this.store.count(reminderRecord, {})) > 0) return;
    const [contacts, deals] = [await this.all(contactRecord), await this.all(opportunityRecord)];
    const open = deals.filter((deal) => deal['status'] === 'OPEN');
    if (contacts.length === 0 || open.length === 0) return;
    const random = new DemoRandom(64);
    const changes = WHOSE.flatMap((key) => {
      const ownerId = run.members.get(key);
      return ownerId ? REMINDERS.map((each) => ({ each, ownerId })) : [];
    }).map(({ each: { message, hours, about, recurrence }, ownerId }) => {
      const record = about === 'contact' ? random.pick(contacts) : about === 'deal' ? random.pick(open) : null;
      const dueAt = new Date(Math.round((run.now.getTime() + hours * HOUR) / (15 * 60_000)) * 15 * 60_000).toISOString();
      return {
        type: reminderRecord,
        operation: 'create' as const,
        derived: true,
        values: {
          message: message.replaceAll('{first}', String(record?.['firstName'] ?? 'them')),
          dueAt,
          startsAt: dueAt,
          recurrence: recurrence ?? null,
          recordType: record && (about === 'contact' ? 'contact' : 'opportunity'),
          recordId: record?.id ?? null,
          ownerId,
        },
      };
    });
    await this.changeSets.apply({ label: 'Set up reminders', changes });
  }

  private async all(type: RecordType): Promise<readonly AnyRow[]> {
    return (await this.store.list(type, { first: 100, sort: [{ field: 'createdAt', direction: 'ASC' }] })).rows;
  }
}
