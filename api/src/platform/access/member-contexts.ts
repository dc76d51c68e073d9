import { Injectable } from '@nestjs/common';
import { languageOfLocale, type PermissionOverrides, type Role } from '@libs/contracts';
import type { RequestContext, Via } from '../context/request-context.js';
import { Database } from '../database/database.js';

interface MemberRow {
  readonly user_id: string;
  readonly name: string;
  readonly role: Role;
  readonly permissions: PermissionOverrides;
  readonly locale: string;
  readonly timezone: string;
}

/** Contexts for work that a member left behind: jobs that run later, events that arrive later. */
@Injectable()
export class MemberContexts {
  constructor(private readonly database: Database) {}

  /** The member with the permissions of this moment; null unless both the member and the tenant are active. */
  async contextOf(tenantId: string, memberId: string, via: Via, requestId: string): Promise<RequestContext | null> {
    const [row] = await this.database.runAs(
      'identity',
      (unit) =>
        unit.query<MemberRow>(
          `select m.user_id, m.name, m.role, m.permissions, u.locale, u.timezone
           from members m join users u on u.id = m.user_id join tenants t on t.id = m.tenant_id
           where m.tenant_id = $1 and m.id = $2 and m.status = 'ACTIVE' and m.deleted_at is null and t.status = 'ACTIVE'`,
          [tenantId, memberId],
        ),
      tenantId,
    );
    if (!row) return null;
    const { user_id: userId, name, role, permissions: overrides, locale, timezone } = row;
    return { requestId, tenantId, userId, locale, timezone, language: languageOfLocale(locale) ?? 'en', actor: { kind: 'member', userId, memberId, name, role, overrides, via } };
  }
}
