import { Injectable } from '@nestjs/common';
import { OnEvent } from '../../platform/events/on-event.decorator.js';
import type { OutboxEvent } from '../../platform/events/outbox-event.js';
import { findRecordType } from '../../platform/records/record-registry.js';
import { titleOf, type AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { NoticeEvents, type Deed } from './notice-events.js';
import type { Notice, NotificationType } from './notification-types.js';
import { Notifications } from './notifications.service.js';

const ACTOR = 'Notifications';
/** Moving or closing so many deals at once is a clean-up; their owners need no list of it. */
const MANY = 20;
const ASSIGNED: Readonly<Record<string, NotificationType>> = { opportunity: 'DEAL_ASSIGNED', account: 'ACCOUNT_ASSIGNED', activity: 'TASK_ASSIGNED' };
const OUTCOMES = { 'opportunity.won': ['DEAL_WON', 'won'], 'opportunity.lost': ['DEAL_LOST', 'lost'] } as const satisfies Record<string, readonly [NotificationType, string]>;

/** Turns events into notifications. Each may be handled twice: the event's id is what a member is told of once. */
@Injectable()
export class EventNotices {
  constructor(
    private readonly store: RecordStore,
    private readonly events: NoticeEvents,
    private readonly notifications: Notifications,
  ) {}

  @OnEvent(['opportunity.assigned', 'account.assigned', 'activity.assigned'], ACTOR)
  async assigned(event: OutboxEvent): Promise<void> {
    const record = await this.recordOf(event);
    const type = ASSIGNED[event.recordType ?? ''];
    const { memberId, count } = event.data as { memberId: string; count: number };
    // Whoever has it by now is told by the event of that.
    if (!record || !type || record.row.ownerId !== memberId) return;
    const { actorName } = await this.events.deedOf(event);
    const what = count > 1 ? `${count} ${record.labelPlural}` : `“${record.title}”`;
    await this.tell(event, { memberId, type, title: `${actorName ?? 'Somebody'} assigned you ${what}`, actorName, data: { record: record.title, count, kind: record.row['type'] ?? null }, ...(count > 1 ? { recordId: null } : {}) });
  }

  @OnEvent(['opportunity.won', 'opportunity.lost'], ACTOR)
  async closed(event: OutboxEvent): Promise<void> {
    const record = await this.recordOf(event);
    const outcome = OUTCOMES[event.kind as keyof typeof OUTCOMES];
    const deed = await this.events.deedOf(event);
    if (!record?.row.ownerId || isRoutine(deed)) return;
    const [type, word] = outcome;
    await this.tell(event, { memberId: record.row.ownerId, type, title: `${deed.actorName ?? 'Somebody'} marked “${record.title}” as ${word}`, actorName: deed.actorName, data: { record: record.title, lostReason: event.data['lostReason'] ?? null } });
  }

  @OnEvent('opportunity.stageChanged', ACTOR)
  async moved(event: OutboxEvent): Promise<void> {
    const record = await this.recordOf(event);
    // Winning and losing are told of by themselves.
    if (!record?.row.ownerId || record.row['status'] !== 'OPEN') return;
    const deed = await this.events.deedOf(event);
    if (isRoutine(deed)) return;
    const { toStage, fromStage } = event.data;
    await this.tell(event, { memberId: record.row.ownerId, type: 'DEAL_STAGE_CHANGED', title: `${deed.actorName ?? 'Somebody'} moved “${record.title}” to ${String(toStage)}`, actorName: deed.actorName, data: { record: record.title, stage: toStage, fromStage } });
  }

  @OnEvent('activity.mentioned', ACTOR)
  async mentioned(event: OutboxEvent): Promise<void> {
    const record = await this.recordOf(event);
    const deed = await this.events.deedOf(event);
    if (!record || deed.via === 'import') return;
    for (const memberId of event.data['memberIds'] as string[]) {
      await this.tell(event, { memberId, type: 'MENTION', title: `${deed.actorName ?? 'Somebody'} mentioned you in “${record.title}”`, actorName: deed.actorName, data: { record: record.title, kind: record.row['type'] ?? null } });
    }
  }

  /** Its end is news to whoever began it: it may have run for long. */
  @OnEvent('import.finished', ACTOR)
  async importFinished(event: OutboxEvent): Promise<void> {
    const { importId, name, memberId, status, outcomes } = event.data as { importId: string; name: string; memberId: string | null; status: string; outcomes: Readonly<Record<string, number>> };
    if (!memberId) return;
    const done = (outcomes['CREATED'] ?? 0) + (outcomes['UPDATED'] ?? 0);
    const title = status === 'COMPLETED' ? (done === 1 ? `Import of ${name} finished: one record written` : `Import of ${name} finished: ${done} records written`) : `Import of ${name} stopped with an error`;
    await this.notifications.tell([{ memberId, type: 'IMPORT_FINISHED', title, source: sourceOf(event), recordType: 'import', recordId: importId, data: { record: name, count: done, failed: status !== 'COMPLETED' } }]);
  }

  /** Nobody is left whom it is about, so that the owners hear of it. */
  @OnEvent('importProfile.paused', ACTOR)
  async importsPaused(event: OutboxEvent): Promise<void> {
    const { profileId, name } = event.data as { profileId: string; name: string };
    const owners = await this.events.owners();
    await this.notifications.tell(owners.map((memberId): Notice => ({ memberId, type: 'IMPORT_PAUSED', title: `Scheduled imports of “${name}” are paused: nobody is there to go on with them`, source: sourceOf(event), recordType: 'importProfile', recordId: profileId, data: { record: name } })));
  }

  /** Nobody is told of what they did themselves. */
  private async tell(event: OutboxEvent, notice: Omit<Notice, 'source' | 'recordType'>): Promise<void> {
    if (notice.memberId === event.actorId) return;
    await this.notifications.tell([{ recordType: event.recordType, recordId: event.recordId, ...notice, source: sourceOf(event) }]);
  }

  private async recordOf(event: OutboxEvent): Promise<{ row: AnyRow; title: string; labelPlural: string } | null> {
    const type = findRecordType(event.recordType ?? '');
    const [row] = type && event.recordId ? await this.store.byIds(type, [event.recordId]) : [];
    return type && row ? { row, title: titleOf(type, row), labelPlural: type.labelPlural.toLowerCase() } : null;
  }
}

const sourceOf = (event: OutboxEvent): string => `event:${event.id}`;
const isRoutine = ({ via, size }: Deed): boolean => via === 'import' || size > MANY;
