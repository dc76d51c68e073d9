import { Injectable } from '@nestjs/common';
import { languageOfLocale, type ModuleId, type PermissionOverrides, type Role } from '@libs/contracts';
import type { RequestContext, Via } from '../context/request-context.js';
import { Database } from '../database/database.js';
import { writtenToIn } from '../i18n/written-to-in.js';
import { narrowed } from './narrowing.js';

interface MemberRow {
  readonly user_id: string;
  readonly name: string;
  readonly role: Role;
  readonly permissions: PermissionOverrides;
  readonly locale: string;
  readonly written_to_in: string;
  readonly timezone: string;
  readonly key_name: string | null;
  readonly key_role: Role | null;
  readonly modules: readonly ModuleId[] | null;
}

/** Contexts for work that a member left behind: jobs that run later, events that arrive later. */
@Injectable()
export class MemberContexts {
  constructor(private readonly database: Database) {}

  /**
   * The member with the permissions of this moment; null unless both the member and the tenant are active.
   *
   * @param apiKeyId the key that the work was asked for with: it then reaches no further than the key, and ends with it
   */
  async contextOf(tenantId: string, memberId: string, via: Via, requestId: string, apiKeyId: string | null = null): Promise<RequestContext | null> {
    const [row] = await this.database.runAs(
      'identity',
      (unit) =>
        unit.query<MemberRow>(
          `select m.user_id, m.name, m.role, m.permissions, u.locale, ${writtenToIn('u')} as written_to_in, u.timezone, k.name as key_name, k.role as key_role, k.modules
           from members m join users u on u.id = m.user_id join tenants t on t.id = m.tenant_id
           left join api_keys k on k.tenant_id = m.tenant_id and k.id = $3 and k.created_by_id = m.id and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
           where m.tenant_id = $1 and m.id = $2 and m.status = 'ACTIVE' and m.deleted_at is null and t.status = 'ACTIVE'`,
          [tenantId, memberId, apiKeyId],
        ),
      tenantId,
    );
    if (!row || (apiKeyId && !row.key_role)) return null;
    const { user_id: userId, locale, timezone, key_name: key, key_role: keyRole, modules } = row;
    const base = { requestId, tenantId, userId, locale, timezone, language: languageOfLocale(row.written_to_in) ?? 'en' } as const;
    const authority = { role: row.role, overrides: row.permissions };
    if (!apiKeyId || !keyRole) return { ...base, actor: { kind: 'member', userId, memberId, name: row.name, ...authority, via } };
    return { ...base, apiKeyId, actor: { kind: 'member', userId, memberId, name: `${row.name} (${key ?? ''})`, ...narrowed(authority, keyRole), via, ...(modules && { modules }) } };
  }
}
