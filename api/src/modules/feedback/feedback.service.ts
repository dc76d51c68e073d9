import { Injectable } from '@nestjs/common';
import { requireMember, requirePermission } from '../../platform/access/ability.js';
import { Database } from '../../platform/database/database.js';
import { AppError, notFound, validationError } from '../../platform/errors/app-error.js';
import type { StoredFile } from '../../platform/storage/file-store.js';
import type { Feedback, FeedbackPage, SendFeedbackInput } from './feedback.types.js';

const LONGEST = 5_000;
const MOST_PAGE = 100;
/** Pictures of one member in a day. */
const MOST_PICTURES = 30;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const COLUMNS = `f.id, f.kind, f.message, f.page, case when f.picture_id is not null then '/files/feedback/' || f.picture_id end as "pictureUrl", m.name as "from", f.created_at as "createdAt", f.settled_at as "settledAt"`;
const FROM = 'from feedback f left join members m on m.tenant_id = f.tenant_id and m.id = f.created_by_id';

export interface Picture {
  readonly storageKey: string;
  readonly contentType: string;
  readonly bytes: number;
}

/** What members say about the product: sent by everybody, read by those who run the workspace. */
@Injectable()
export class FeedbackBox {
  constructor(private readonly database: Database) {}

  /** @throws VALIDATION_ERROR */
  async send(input: SendFeedbackInput): Promise<Feedback> {
    const { memberId } = requireMember();
    const message = input.message.trim();
    const problems: Record<string, string[]> = {};
    if (!message) problems['message'] = ['Write what you want to say.'];
    else if (message.length > LONGEST) problems['message'] = [`Use at most ${LONGEST} characters.`];
    else if (message.includes('\u0000')) problems['message'] = ['The text has characters that cannot be kept.'];
    if (input.page && (!input.page.startsWith('/') || input.page.length > 500)) problems['page'] = ['Must be the path of a page.'];
    const picture = input.pictureId ? await this.ownPicture(input.pictureId, memberId) : null;
    if (input.pictureId && !picture) problems['pictureId'] = ['This picture is not there. Upload it again.'];
    if (Object.keys(problems).length > 0) throw validationError(problems);
    return this.database.run(async (unit) => {
      const [row] = await unit.query<{ id: string }>('insert into feedback (kind, message, page, picture_id, created_by_id) values ($1, $2, $3, $4, $5) returning id', [input.kind, message, input.page ?? null, input.pictureId ?? null, memberId]);
      const [sent] = await unit.query<Feedback & Record<string, unknown>>(`select ${COLUMNS} ${FROM} where f.id = $1`, [row!.id]);
      return sent!;
    });
  }

  /** Newest first. @param after id of the last one seen */
  async page(first: number, after: string | null): Promise<FeedbackPage> {
    requirePermission('manage:settings');
    if (!Number.isInteger(first) || first < 1 || first > MOST_PAGE) throw validationError({ first: [`A page has 1 to ${MOST_PAGE} entries.`] });
    if (after && !UUID.test(after)) throw validationError({ after: ['This is no cursor of this list.'] });
    const found = await this.database.read<Feedback & Record<string, unknown>>(`select ${COLUMNS} ${FROM} where $1::uuid is null or (f.created_at, f.id) < (select l.created_at, l.id from feedback l where l.id = $1) order by f.created_at desc, f.id desc limit ${first + 1}`,
        [after]);
    const nodes = found.slice(0, first);
    return { nodes, pageInfo: { hasNextPage: found.length > first, hasPreviousPage: after !== null, startCursor: nodes[0]?.id ?? null, endCursor: nodes.at(-1)?.id ?? null } };
  }

  /** @throws NOT_FOUND */
  async settle(id: string, settled: boolean): Promise<Feedback> {
    requirePermission('manage:settings');
    if (!UUID.test(id)) throw notFound('This message');
    const [row] = await this.database.run(async (unit) => {
      await unit.query('update feedback set settled_at = case when $2 then coalesce(settled_at, now()) end where id = $1', [id, settled]);
      return unit.query<Feedback & Record<string, unknown>>(`select ${COLUMNS} ${FROM} where f.id = $1`, [id]);
    });
    if (!row) throw notFound('This message');
    return row;
  }

  /** Pictures are kept, also those that no message came with. @throws RATE_LIMITED */
  async checkAllowance(): Promise<void> {
    const { memberId } = requireMember();
    const [row] = await this.database.read<{ sent: number }>(`select count(*)::int as sent from feedback_pictures where uploaded_by_id = $1 and created_at > now() - interval '1 day'`, [memberId]);
    if (row!.sent >= MOST_PICTURES) throw new AppError('RATE_LIMITED', `You can send ${MOST_PICTURES} pictures a day. Send what you want to say without one.`, { retryAfter: 3600 });
  }

  async keepPicture(file: StoredFile, contentType: string): Promise<string> {
    const { memberId } = requireMember();
    const [row] = await this.database.run((unit) => unit.query<{ id: string }>('insert into feedback_pictures (storage_key, content_type, bytes, uploaded_by_id) values ($1, $2, $3, $4) returning id', [file.key, contentType, file.bytes, memberId]));
    return row!.id;
  }

  /** For those who read feedback. @throws NOT_FOUND */
  async picture(id: string): Promise<Picture> {
    requirePermission('manage:settings');
    const [row] = UUID.test(id)
      ? await this.database.read<Picture & Record<string, unknown>>('select p.storage_key as "storageKey", p.content_type as "contentType", p.bytes from feedback_pictures p where p.id = $1 and exists (select from feedback f where f.tenant_id = p.tenant_id and f.picture_id = p.id)', [id])
      : [];
    if (!row) throw notFound('This picture');
    return row;
  }

  private async ownPicture(id: string, memberId: string): Promise<boolean> {
    if (!UUID.test(id)) return false;
    return (await this.database.read('select 1 from feedback_pictures where id = $1 and uploaded_by_id = $2', [id, memberId])).length > 0;
  }
}
