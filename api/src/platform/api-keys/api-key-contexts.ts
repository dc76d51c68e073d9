import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { ModuleId, PermissionOverrides, Role } from '@libs/contracts';
import { CallerMemory } from '../access/caller-memory.js';
import { narrowed } from '../access/narrowing.js';
import { anonymousContext, type Actor, type RequestContext } from '../context/request-context.js';
import { Database } from '../database/database.js';
import { AppError } from '../errors/app-error.js';
import { requestIdOf } from '../http/request-id.js';
import { acceptedLanguage } from '../i18n/accepted-language.js';
import { Tenants } from '../tenancy/tenants.service.js';
import { hashApiKey, tenantOfApiKey } from './api-key.js';

interface KeyRow {
  readonly id: string;
  readonly key_name: string;
  readonly key_role: Role;
  readonly modules: readonly ModuleId[] | null;
  readonly user_id: string;
  readonly member_id: string;
  readonly member_name: string;
  readonly member_role: Role;
  readonly permissions: PermissionOverrides | null;
  readonly locale: string;
  readonly timezone: string;
  readonly expires_at: string | null;
}

/** A key's maker, as remembered from request to request. */
interface Known {
  readonly id: string;
  readonly locale: string;
  readonly timezone: string;
  readonly expiresAt: string | null;
  readonly actor: Extract<Actor, { kind: 'member' }>;
}

const UNKNOWN = (): AppError => new AppError('UNAUTHENTICATED', 'This API key is not known here, has expired, or was revoked. Make a new one in the settings.');

/** Turns an API key into a context. It acts for the member who made it, never beyond what that member may do today. */
@Injectable()
export class ApiKeyContexts {
  constructor(
    private readonly database: Database,
    private readonly tenants: Tenants,
    private readonly memory: CallerMemory,
  ) {}

  /** @throws UNAUTHENTICATED */
  async contextOf(key: string, request: IncomingMessage): Promise<RequestContext> {
    const tenantId = tenantOfApiKey(key);
    const hostTenant = await this.tenants.byHost(request);
    if (!tenantId || (hostTenant && hostTenant.id !== tenantId)) throw UNKNOWN();
    const hash = hashApiKey(key);
    const { id, locale, timezone, actor } = await this.memory.recall(
      `key ${tenantId} ${hash}`,
      () => this.read(tenantId, hash),
      ({ actor: { userId, memberId }, expiresAt }) => ({ userId, tenantId, memberId, until: expiresAt ? Date.parse(expiresAt) : Infinity }),
    );
    const base: RequestContext = { ...anonymousContext(requestIdOf(request), acceptedLanguage(request)), userId: actor.userId, locale, timezone, apiKeyId: id };
    const refusal = await this.tenants.refusalOf(tenantId);
    return refusal ? { ...base, refusal } : { ...base, tenantId, actor };
  }

  private async read(tenantId: string, hash: string): Promise<Known> {
    const [row] = await this.database.runAs(
      'identity',
      (unit) =>
        unit.query<KeyRow & Record<string, unknown>>(
          `select k.id, k.name as key_name, k.role as key_role, k.modules, k.expires_at, m.user_id, m.id as member_id, m.name as member_name, m.role as member_role, m.permissions, u.locale, u.timezone
           from api_keys k join members m on m.tenant_id = k.tenant_id and m.id = k.created_by_id join users u on u.id = m.user_id
           where k.tenant_id = $1 and k.key_hash = $2 and k.revoked_at is null and (k.expires_at is null or k.expires_at > now()) and m.status = 'ACTIVE' and m.deleted_at is null`,
          [tenantId, hash],
        ),
      tenantId,
    );
    if (!row) throw UNKNOWN();
    await this.noteUse(tenantId, row.id);
    const { user_id: userId, member_id: memberId, locale, timezone, modules } = row;
    const { role, overrides } = narrowed({ role: row.member_role, overrides: row.permissions ?? {} }, row.key_role);
    return { id: row.id, locale, timezone, expiresAt: row.expires_at, actor: { kind: 'member', userId, memberId, name: `${row.member_name} (${row.key_name})`, role, overrides, via: 'api', ...(modules && { modules }) } };
  }

  /** To the minute, so that a busy key does not write with every call. */
  private async noteUse(tenantId: string, id: string): Promise<void> {
    await this.database.runAs(
      'identity',
      (unit) => unit.query(`update api_keys set last_used_at = now() where tenant_id = $1 and id = $2 and (last_used_at is null or last_used_at < now() - interval '1 minute')`, [tenantId, id]),
      tenantId,
    );
  }
}
