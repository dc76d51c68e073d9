import { Injectable } from '@nestjs/common';
import { requireMember } from '../../platform/access/ability.js';
import { Database } from '../../platform/database/database.js';
import { notFound, validationError } from '../../platform/errors/app-error.js';
import { NotificationFeed } from './notification-feed.js';
import { pageOf } from './notification-links.js';
import { describedType, type Notice, type NotificationPriority, type NotificationType } from './notification-types.js';

export interface Notification {
  readonly id: string;
  readonly type: NotificationType;
  readonly priority: NotificationPriority;
  readonly title: string;
  readonly actionUrl: string | null;
  readonly recordType: string | null;
  readonly recordId: string | null;
  readonly actorName: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly readAt: string | null;
}

export interface NotificationPage {
  readonly nodes: readonly Notification[];
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

const COLUMNS = `n.id, n.type, n.priority, n.title, n.action_url as "actionUrl", n.record_type as "recordType", n.record_id as "recordId", n.actor_name as "actorName", n.data,
  n.created_at as "createdAt", n.expires_at as "expiresAt", n.read_at as "readAt"`;
const SHOWN = `n.deleted_at is null and n.expires_at > now()`;
const MAX_IDS = 500;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What members are told inside the product. Each sees and changes only their own. */
@Injectable()
export class Notifications {
  constructor(
    private readonly database: Database,
    private readonly feed: NotificationFeed,
  ) {}

  /**
   * Tells members, each at most once of the same source, as far as they want to hear of it and are active. May be called again with the same notices after
   * a worker died: what is stored stays one, and whoever is online hears of it then.
   */
  async tell(notices: readonly Notice[]): Promise<void> {
    if (notices.length === 0) return;
    const rows = notices.map((notice) => ({
      member_id: notice.memberId,
      type: notice.type,
      priority: describedType(notice.type).priority,
      days: describedType(notice.type).days,
      wanted: describedType(notice.type).channels.includes('IN_APP'),
      title: notice.title,
      action_url: pageOf(notice.recordType, notice.recordId),
      record_type: notice.recordType ?? null,
      record_id: notice.recordId ?? null,
      actor_name: notice.actorName ?? null,
      data: notice.data ?? {},
      source: notice.source,
    }));
    await this.database.run(async (unit) => {
      await unit.query(
        `insert into notifications (member_id, type, priority, title, action_url, record_type, record_id, actor_name, data, source, expires_at)
         select v.member_id, v.type, v.priority, v.title, v.action_url, v.record_type, v.record_id, v.actor_name, v.data, v.source, now() + make_interval(days => v.days)
         from jsonb_to_recordset($1::jsonb) as v(member_id uuid, type text, priority text, days integer, wanted boolean, title text, action_url text, record_type text, record_id uuid, actor_name text, data jsonb, source text)
         join members m on m.id = v.member_id and m.status = 'ACTIVE' and m.deleted_at is null
         left join notification_preferences p on p.member_id = v.member_id and p.type = v.type and p.channel = 'IN_APP'
         where coalesce(p.enabled, v.wanted) on conflict on constraint notifications_once do nothing`,
        [JSON.stringify(rows)],
      );
      const stored = await unit.query<{ id: string; memberId: string }>(
        `select n.id, n.member_id as "memberId" from notifications n
         join jsonb_to_recordset($1::jsonb) as v(member_id uuid, source text) on n.member_id = v.member_id and n.source = v.source order by n.id`,
        [JSON.stringify(rows)],
      );
      const latest = new Map(stored.map(({ id, memberId }) => [memberId, id]));
      unit.afterCommit(() => void this.feed.announce(latest));
    });
  }

  /** The present member's, newest first. */
  async list({ first, after, unreadOnly }: { readonly first: number; readonly after?: string | null; readonly unreadOnly?: boolean }): Promise<NotificationPage> {
    const { memberId } = requireMember();
    if (first < 1 || first > 100) throw validationError({ first: ['A page has 1 to 100 notifications.'] });
    if (after && !UUID.test(after)) throw validationError({ after: ['This cursor does not belong to this list. Start from its first page.'] });
    const rows = await this.database.read<Notification>(`select ${COLUMNS} from notifications n where n.member_id = $1 and ${SHOWN} and ($2::boolean is not true or n.read_at is null)
           and ($3::uuid is null or (n.created_at, n.id) < (select c.created_at, c.id from notifications c where c.member_id = $1 and c.id = $3))
         order by n.created_at desc, n.id desc limit $4`,
        [memberId, unreadOnly ?? false, after ?? null, first + 1]);
    const nodes = rows.slice(0, first);
    return { nodes, hasNextPage: rows.length > first, endCursor: nodes.at(-1)?.id ?? null };
  }

  async unread(): Promise<number> {
    const { memberId } = requireMember();
    const [row] = await this.database.read<{ count: number }>(`select count(*)::int as count from notifications n where n.member_id = $1 and ${SHOWN} and n.read_at is null`, [memberId]);
    return row?.count ?? 0;
  }

  /** One of the present member's; null when it is gone. */
  async find(id: string): Promise<Notification | null> {
    const { memberId } = requireMember();
    const [row] = await this.database.read<Notification>(`select ${COLUMNS} from notifications n where n.member_id = $1 and n.id = $2 and ${SHOWN}`, [memberId, id]);
    return row ?? null;
  }

  /** @throws NOT_FOUND when one of them is not the member's; then none is marked */
  mark(ids: readonly string[], read: boolean): Promise<number> {
    return this.change(ids, read ? 'read_at = coalesce(n.read_at, now())' : 'read_at = null', 'n.deleted_at is null');
  }

  async markAllRead(): Promise<number> {
    const { memberId } = requireMember();
    const rows = await this.database.run(async (unit) => {
      const marked = await unit.query<{ id: string }>(`update notifications n set read_at = now() where n.member_id = $1 and n.deleted_at is null and n.read_at is null returning n.id`, [memberId]);
      unit.afterCommit(() => void this.feed.announce(new Map([[memberId, null]])));
      return marked;
    });
    return rows.length;
  }

  remove(ids: readonly string[]): Promise<number> {
    return this.change(ids, 'deleted_at = coalesce(n.deleted_at, now())', 'true');
  }

  /** Brings back what was removed lately. */
  restore(ids: readonly string[]): Promise<number> {
    return this.change(ids, 'deleted_at = null', 'true');
  }

  private async change(ids: readonly string[], assignment: string, condition: string): Promise<number> {
    const { memberId } = requireMember();
    const wanted = [...new Set(ids.map((id) => id.toLowerCase()))];
    if (wanted.length > MAX_IDS) throw validationError({ ids: [`At most ${MAX_IDS} at a time.`] });
    if (wanted.some((id) => !UUID.test(id))) throw notFound('This notification');
    return this.database.run(async (unit) => {
      const rows = await unit.query(`update notifications n set ${assignment} where n.member_id = $1 and n.id = any($2::uuid[]) and ${condition} returning n.id`, [memberId, wanted]);
      if (rows.length < wanted.length) throw notFound('This notification');
      unit.afterCommit(() => void this.feed.announce(new Map([[memberId, null]])));
      return rows.length;
    });
  }
}
