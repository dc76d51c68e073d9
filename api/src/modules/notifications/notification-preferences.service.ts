import { Injectable } from '@nestjs/common';
import { requireMember } from '../../platform/access/ability.js';
import { OnTenantCreated, type TenantPreparation } from '../../platform/auth/tenant-created.js';
import type { Draft } from '../../platform/changes/draft.js';
import type { HookContext, RecordHooks } from '../../platform/changes/record-hooks.js';
import { currentTenantId } from '../../platform/context/request-context.js';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { CHANNELS, describedType, NOTIFICATION_TYPE_NAMES, type Channel, type NotificationType } from './notification-types.js';

export interface NotificationPreference {
  readonly type: NotificationType;
  readonly channel: Channel;
  readonly enabled: boolean;
  /** What holds for who chose nothing. */
  readonly standard: boolean;
}

/** Every type by every channel, as it is by default. */
const STANDARD: readonly { readonly type: NotificationType; readonly channel: Channel; readonly enabled: boolean }[] = NOTIFICATION_TYPE_NAMES.flatMap((type) =>
  CHANNELS.map((channel) => ({ type, channel, enabled: describedType(type).channels.includes(channel) })),
);

/** What each member wants to be told, and by which ways. */
@Injectable()
export class NotificationPreferences {
  constructor(private readonly database: Database) {}

  /** The present member's, of every type and channel there is. */
  async list(): Promise<NotificationPreference[]> {
    const { memberId } = requireMember();
    const rows = await this.database.read<{ type: string; channel: string; enabled: boolean }>('select type, channel, enabled from notification_preferences where member_id = $1', [memberId]);
    const chosen = new Map(rows.map((row) => [`${row.type}/${row.channel}`, row.enabled]));
    return STANDARD.map(({ type, channel, enabled }) => ({ type, channel, enabled: chosen.get(`${type}/${channel}`) ?? enabled, standard: enabled }));
  }

  async set(type: NotificationType, channel: Channel, enabled: boolean): Promise<NotificationPreference[]> {
    const { memberId } = requireMember();
    await this.database.run((unit) =>
      unit.query(
        `insert into notification_preferences (member_id, type, channel, enabled) values ($1, $2, $3, $4)
         on conflict on constraint notification_preferences_one do update set enabled = excluded.enabled, updated_at = now()`,
        [memberId, type, channel, enabled],
      ),
    );
    return this.list();
  }
}

/** Writes the default preferences of members who have none yet. The tenant is named because a sign-up's transaction sees members of all. */
async function writeStandard(unit: UnitOfWork, memberIds: readonly string[] | null): Promise<void> {
  await unit.query(
    `insert into notification_preferences (member_id, type, channel, enabled)
     select m.id, v.type, v.channel, v.enabled from members m cross join jsonb_to_recordset($1::jsonb) as v(type text, channel text, enabled boolean)
     where m.tenant_id = $3 and ($2::uuid[] is null or m.id = any($2::uuid[])) on conflict on constraint notification_preferences_one do nothing`,
    [JSON.stringify(STANDARD), memberIds, currentTenantId()],
  );
}

/** The founder's preferences come with the tenant, in the same transaction. */
@OnTenantCreated({ order: 20 })
@Injectable()
export class FirstPreferences implements TenantPreparation {
  prepareTenant(unit: UnitOfWork): Promise<void> {
    return writeStandard(unit, null);
  }
}

/** Every later member's come with the member. */
@Injectable()
export class MemberPreferences implements RecordHooks {
  async afterWrite(drafts: readonly Draft[], { unit }: HookContext): Promise<void> {
    const created = drafts.filter(({ operation }) => operation === 'create').map(({ id }) => id);
    if (created.length > 0) await writeStandard(unit, created);
  }
}
