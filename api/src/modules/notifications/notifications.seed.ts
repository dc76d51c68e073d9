import { currentMemberId } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { titleOf } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { DemoSeed, type DemoRun, type SeedStep } from '../../platform/seed/demo-seeds.js';
import { activityRecord } from '../activities/index.js';
import { opportunityRecord } from '../opportunities/index.js';
import { Notifications } from './notifications.service.js';
import type { Notice, NotificationType } from './notification-types.js';

const HOUR = 3_600_000;
/** Hours ago; which of the records of that kind; whether it was read. */
const TOLD: readonly { readonly type: NotificationType; readonly hours: number; readonly record: 'deal' | 'note'; readonly say: (actor: string, record: string) => string; readonly read?: boolean; readonly data?: Readonly<Record<string, unknown>> }[] = [
  { type: 'MENTION', hours: 1, record: 'note', say: (actor, record) => `${actor} mentioned you in “${record}”` },
  { type: 'DEAL_STAGE_CHANGED', hours: 5, record: 'deal', say: (actor, record) => `${actor} moved “${record}” to Negotiation`, data: { stage: 'Negotiation' } },
  { type: 'DEAL_WON', hours: 26, record: 'deal', say: (actor, record) => `${actor} marked “${record}” as won`, read: true },
  { type: 'DEAL_ASSIGNED', hours: 30, record: 'deal', say: (actor, record) => `${actor} assigned you “${record}”`, read: true, data: { count: 1 } },
];
const WHO = ['owner', 'admin', 'member'];

/** What the demo's people were told these days. */
@DemoSeed({ order: 66 })
export class NotificationsSeed implements SeedStep {
  readonly title = 'Notifications';

  constructor(
    private readonly database: Database,
    private readonly store: RecordStore,
    private readonly notifications: Notifications,
  ) {}

  async seed(run: DemoRun): Promise<void> {
    const [present] = await this.database.read(`select from notifications where member_id = $1 and source like 'demo:%' limit 1`, [currentMemberId()]);
    if (present) return;
    const names = new Map((await this.database.read<{ id: string; name: string }>('select id, name from members')).map(({ id, name }) => [id, name]));
    const people = [...run.members].filter(([key]) => !WHO.includes(key) && key !== 'viewer').map(([, id]) => names.get(id) ?? '');
    const deals = (await this.store.list(opportunityRecord, { first: 40 })).rows;
    const notes = (await this.store.list(activityRecord, { first: 40, filter: { type: { eq: 'NOTE' } } })).rows;
    if (deals.length === 0 || notes.length === 0) return;
    const told = WHO.flatMap((key, who) => {
      const memberId = run.members.get(key);
      return memberId ? TOLD.map((each, index) => ({ ...each, memberId, index, row: each.record === 'deal' ? deals[(who * 7 + index) % deals.length]! : notes[(who + index) % notes.length]! })) : [];
    });
    const notices = told.map(({ memberId, type, record, row, say, data, index }): Notice => {
      const actorName = people[index % people.length] ?? 'Hanna Berg';
      const title = titleOf(record === 'deal' ? opportunityRecord : activityRecord, row);
      return { memberId, type, title: say(actorName, title), actorName, source: `demo:${type}`, recordType: record === 'deal' ? 'opportunity' : 'activity', recordId: row.id, data: { record: title, ...data } };
    });
    await this.notifications.tell(notices);
    await this.database.run(async (unit) => {
      for (const { type, hours, read } of TOLD) {
        const at = new Date(run.now.getTime() - hours * HOUR).toISOString();
        await unit.query(`update notifications set created_at = $2, read_at = $3 where source = $1`, [`demo:${type}`, at, read ? at : null]);
      }
    });
  }
}
