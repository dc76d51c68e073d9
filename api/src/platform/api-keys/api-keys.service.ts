import { Injectable } from '@nestjs/common';
import { MODULES, ROLES, type Role } from '@libs/contracts';
import { requireMember, requirePermission } from '../access/ability.js';
import { AccessWatch } from '../access/access-watch.js';
import { currentContext, currentTenantId } from '../context/request-context.js';
import { Database } from '../database/database.js';
import { forbidden, notFound, validationError } from '../errors/app-error.js';
import { newApiKey } from './api-key.js';
import type { ApiKey, CreateApiKeyInput, CreatedApiKey } from './api-keys.types.js';

const MOST_LIVE = 100;
const YEAR_MS = 366 * 86_400_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const COLUMNS = `k.id, k.name, k.hint, k.role, k.modules, coalesce(m.name, '') as "createdBy", k.created_at as "createdAt", k.expires_at as "expiresAt", k.last_used_at as "lastUsedAt", k.revoked_at as "revokedAt"`;
const FROM = 'from api_keys k left join members m on m.tenant_id = k.tenant_id and m.id = k.created_by_id';

/** The keys of a workspace. */
@Injectable()
export class ApiKeys {
  constructor(
    private readonly database: Database,
    private readonly access: AccessWatch,
  ) {}

  /** Newest first, revoked ones last. */
  list(): Promise<ApiKey[]> {
    requirePermission('manage:apiKeys');
    return this.database.read<ApiKey & Record<string, unknown>>(`select ${COLUMNS} ${FROM} order by k.revoked_at is not null, k.created_at desc, k.id desc limit 500`);
  }

  /** @throws VALIDATION_ERROR, FORBIDDEN (a key makes no keys) */
  async create(input: CreateApiKeyInput): Promise<CreatedApiKey> {
    requirePermission('manage:apiKeys');
    refuseKeys();
    const { memberId, role: ownRole } = requireMember();
    const { name, role, modules, expiresAt } = checked(input, ownRole);
    const made = newApiKey(currentTenantId());
    const apiKey = await this.database.run(async (unit) => {
      const [count] = await unit.query<{ live: number }>('select count(*)::int as live from api_keys where revoked_at is null');
      if ((count?.live ?? 0) >= MOST_LIVE) throw validationError({ '': [`A workspace has at most ${MOST_LIVE} keys. Revoke one that is no longer used.`] });
      const [inserted] = await unit.query<{ id: string }>('insert into api_keys (name, hint, key_hash, role, modules, created_by_id, expires_at) values ($1, $2, $3, $4, $5, $6, $7) returning id', [
        name, made.hint, made.hash, role, modules, memberId, expiresAt,
      ]);
      const [row] = await unit.query<ApiKey & Record<string, unknown>>(`select ${COLUMNS} ${FROM} where k.id = $1`, [inserted!.id]);
      return row!;
    });
    return { key: made.key, apiKey };
  }

  /** Takes effect with the key's next call, ends its sockets, and stops work in the background that was asked for with it. @throws NOT_FOUND */
  async revoke(id: string): Promise<ApiKey> {
    requirePermission('manage:apiKeys');
    refuseKeys();
    if (!UUID.test(id)) throw notFound('This API key');
    const [row] = await this.database.run(async (unit) => {
      const [made] = await unit.query<{ memberId: string }>('update api_keys set revoked_at = coalesce(revoked_at, now()) where id = $1 returning created_by_id as "memberId"', [id]);
      if (made) unit.afterCommit(() => this.access.tell({ tenantId: currentTenantId(), memberId: made.memberId }));
      return unit.query<ApiKey & Record<string, unknown>>(`select ${COLUMNS} ${FROM} where k.id = $1`, [id]);
    });
    if (!row) throw notFound('This API key');
    return row;
  }
}

/** A leaked key must not be able to outlive its revocation by making others. */
function refuseKeys(): void {
  if (currentContext().apiKeyId) throw forbidden('API keys cannot manage API keys. Sign in for this.');
}

function checked(input: CreateApiKeyInput, ownRole: Role): { name: string; role: Role; modules: readonly string[] | null; expiresAt: string | null } {
  const problems: Record<string, string[]> = {};
  const name = input.name.trim();
  if (!name || name.length > 100 || /\p{C}/u.test(name)) problems['name'] = ['Give it a name of at most 100 characters, such as the program that uses it.'];
  const role = ROLES.find((each) => each === input.role);
  if (!role) problems['role'] = [`Must be one of ${ROLES.join(', ')}.`];
  else if (ROLES.indexOf(role) < ROLES.indexOf(ownRole)) problems['role'] = ['A key cannot have a higher role than your own.'];
  const unknown = input.modules?.find((module) => !Object.hasOwn(MODULES, module));
  if (unknown !== undefined) problems['modules'] = [`There is no module "${unknown}".`];
  if (input.modules?.length === 0) problems['modules'] = ['Name at least one module, or leave it out for all.'];
  const expiry = input.expiresAt ? Date.parse(input.expiresAt) : null;
  if (expiry !== null && !(expiry > Date.now() && expiry < Date.now() + YEAR_MS)) problems['expiresAt'] = ['Choose a time within the next year.'];
  if (Object.keys(problems).length > 0) throw validationError(problems);
  return { name, role: role!, modules: input.modules ?? null, expiresAt: input.expiresAt ?? null };
}
