import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { MODULES, type Role } from '@libs/contracts';
import type { Actor, RequestContext } from '../../src/platform/context/request-context.js';
import type { TestDatabase } from './database.js';

/** Runs a statement as sign-up and invitations do: as the API's role, in the identity scope, with a tenant where the work is for one. */
export async function asIdentity<T extends pg.QueryResultRow>(db: TestDatabase, sql: string, parameters: unknown[] = [], tenantId = ''): Promise<T[]> {
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('app.scope', 'identity', true), set_config('app.tenant_id', $1, true)`, [tenantId]);
    const { rows } = await client.query<T>(sql, parameters);
    await client.query('commit');
    return rows;
  } finally {
    await client.end();
  }
}

/** A new active tenant with the licences every tenant starts with. @returns its id */
export async function newTenant(db: TestDatabase, name = 'Northwind'): Promise<string> {
  const [tenant] = await asIdentity<{ id: string }>(db, `insert into tenants (name, slug, status) values ($1, $2, 'ACTIVE') returning id`, [name, `t-${randomUUID()}`]);
  const core = Object.values(MODULES).filter((module) => module.tier === 'core').map((module) => module.id);
  await asIdentity(db, 'insert into tenant_modules (module_id) select unnest($1::text[])', [core], tenant!.id);
  return tenant!.id;
}

/** The context of a signed-in member. */
export type MemberContext = RequestContext & { readonly tenantId: string; readonly actor: Extract<Actor, { kind: 'member' }> };

/** A new active member of the tenant, signed in. */
export async function newMember(db: TestDatabase, tenantId: string, role: Role, name = `${role} person`): Promise<MemberContext> {
  const [user] = await asIdentity<{ id: string }>(db, 'insert into users (email, name) values ($1, $2) returning id', [`${randomUUID()}@example.com`, name]);
  const userId = user!.id;
  const [member] = await asIdentity<{ id: string }>(
    db,
    `insert into members (tenant_id, user_id, name, role, status) values ($1, $2, $3, $4, 'ACTIVE') returning id`,
    [tenantId, userId, name, role],
  );
  const memberId = member!.id;
  return { requestId: randomUUID(), tenantId, userId, locale: 'en', timezone: 'UTC', actor: { kind: 'member', userId, memberId, name, role, overrides: {}, via: 'web' } };
}
