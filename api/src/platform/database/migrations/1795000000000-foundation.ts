import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ROLES } from '@libs/contracts';
import { API_ROLE, createRecordTable, createTenantTable, CURRENT_TENANT, inScope, protect } from '../schema-builder.js';

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');
const CURRENT_USER = `nullif(current_setting('app.user_id', true), '')::uuid`;

/** Tenants, the people in them, their sessions; change sets with audit and provenance; the outbox; search. */
export class Foundation1795000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create extension if not exists pg_trgm');
    await runner.query(`grant usage on schema public to ${API_ROLE}`);
    await this.identity(runner);
    await this.members(runner);
    await this.changes(runner);
    await this.outbox(runner);
    await this.search(runner);
  }

  private async identity(runner: QueryRunner): Promise<void> {
    await runner.query(`create table tenants (
      id uuid primary key default uuidv7(),
      name text not null,
      slug text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
      plan text not null default 'TRIAL' check (plan in ('TRIAL', 'STARTER', 'PROFESSIONAL', 'ENTERPRISE')),
      plan_started_at timestamptz(3) not null default now(),
      plan_expires_at timestamptz(3),
      billing_email text,
      base_currency text not null default 'USD' check (base_currency ~ '^[A-Z]{3}$'),
      custom_domain text unique,
      custom_domain_verified_at timestamptz(3),
      settings jsonb not null default '{}',
      status text not null default 'ACTIVE' check (status in ('PENDING', 'ACTIVE', 'SUSPENDED', 'CANCELLED')),
      version integer not null default 1,
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now()
    )`);
    await protect(runner, 'tenants', [
      `own_tenant for all using (id = ${CURRENT_TENANT}) with check (id = ${CURRENT_TENANT})`,
      `identity_scope for all using (${inScope('identity')}) with check (${inScope('identity')})`,
      `dispatch_scope for select using (${inScope('dispatch')})`,
    ], 'select, insert, update');

    await runner.query(`create table users (
      id uuid primary key default uuidv7(),
      email text not null unique check (email = lower(email)),
      name text not null,
      password_hash text,
      email_verified_at timestamptz(3),
      timezone text not null default 'UTC',
      locale text not null default 'en',
      avatar_url text,
      preferences jsonb not null default '{}',
      version integer not null default 1,
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now()
    )`);
    await protect(runner, 'users', [
      `self for all using (id = ${CURRENT_USER}) with check (id = ${CURRENT_USER})`,
      `identity_scope for all using (${inScope('identity')}) with check (${inScope('identity')})`,
    ], 'select, insert, update');

    await runner.query(`create table sessions (
      id uuid primary key default uuidv7(),
      user_id uuid not null references users (id) on delete cascade,
      tenant_id uuid references tenants (id) on delete cascade,
      refresh_hash text not null unique,
      previous_hashes text[] not null default '{}',
      user_agent text,
      ip text,
      created_at timestamptz(3) not null default now(),
      last_used_at timestamptz(3) not null default now(),
      expires_at timestamptz(3) not null,
      revoked_at timestamptz(3),
      revoked_reason text
    )`);
    await runner.query('create index sessions_user on sessions (user_id)');
    await protect(runner, 'sessions', [`identity_scope for all using (${inScope('identity')}) with check (${inScope('identity')})`]);
  }

  private async members(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      name: 'members',
      owned: false,
      columns: [
        'user_id uuid references users (id)',
        'name text not null',
        'email text',
        `role text not null default 'MEMBER' check (role in (${oneOf(ROLES)}))`,
        `status text not null default 'NOT_INVITED' check (status in ('NOT_INVITED', 'INVITED', 'ACTIVE', 'DEACTIVATED'))`,
        'team_id uuid',
        'job_title text',
        'office text',
        `permissions jsonb not null default '{}'`,
        'invited_at timestamptz(3)',
        'accepted_at timestamptz(3)',
      ],
      indexes: [
        'unique members_user (user_id) where user_id is not null and deleted_at is null',
        'unique members_email (email) where email is not null and deleted_at is null',
      ],
      policies: [
        `identity_scope for all using (${inScope('identity')}) with check (${inScope('identity')})`,
        `own_memberships for select using (user_id = ${CURRENT_USER})`,
      ],
    });
    await createRecordTable(runner, { name: 'teams', owned: false, columns: ['name text not null', 'description text'], indexes: ['unique teams_name (name) where deleted_at is null'] });
    await runner.query(`alter table members
      add constraint members_team foreign key (tenant_id, team_id) references teams (tenant_id, id) on delete set null (team_id),
      add constraint members_created_by foreign key (tenant_id, created_by_id) references members (tenant_id, id) on delete set null (created_by_id)`);
    await createTenantTable(runner, {
      name: 'tenant_modules',
      columns: [
        'module_id text not null',
        'enabled boolean not null default true',
        `tier text not null default 'BASIC' check (tier in ('TRIAL', 'BASIC', 'PREMIUM', 'ENTERPRISE'))`,
        'trial_ends_at timestamptz(3)',
        `limits jsonb not null default '{}'`,
        'updated_at timestamptz(3) not null default now()',
      ],
      constraints: ['constraint tenant_modules_module unique (tenant_id, module_id)'],
    });
  }

  private async changes(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      name: 'change_sets',
      columns: [
        'label text not null',
        `via text not null check (via in ('web', 'api', 'import', 'system'))`,
        'actor_member_id uuid',
        'actor_name text not null',
        'source text',
        'reverts_id uuid',
        'reverted_by_id uuid',
        'item_count integer not null default 0',
        'created_at timestamptz(3) not null default now()',
      ],
      constraints: [
        'constraint change_sets_actor foreign key (tenant_id, actor_member_id) references members (tenant_id, id)',
        'constraint change_sets_reverts foreign key (tenant_id, reverts_id) references change_sets (tenant_id, id)',
        'constraint change_sets_reverted_by foreign key (tenant_id, reverted_by_id) references change_sets (tenant_id, id)',
      ],
      indexes: ['change_sets_created (created_at, id)', 'change_sets_source (source) where source is not null'],
      // Append-only but for the two columns that are told later: how many items a growing set has, and what reverted it.
      grants: 'select, insert, update (item_count, reverted_by_id)',
    });
    await createTenantTable(runner, {
      name: 'change_items',
      columns: [
        'change_set_id uuid not null',
        'record_type text not null',
        'record_id uuid not null',
        `operation text not null check (operation in ('create', 'update', 'archive', 'restore', 'delete', 'purge'))`,
        'title text not null',
        'before jsonb',
        'after jsonb',
        'version_after integer',
        'reverts_item_id uuid',
        'created_at timestamptz(3) not null default now()',
      ],
      constraints: ['constraint change_items_set foreign key (tenant_id, change_set_id) references change_sets (tenant_id, id)'],
      indexes: [
        'change_items_set_order (change_set_id, id)',
        'change_items_record (record_type, record_id, id)',
        'change_items_reverts (reverts_item_id) where reverts_item_id is not null',
      ],
      grants: 'select, insert',
    });
    await createTenantTable(runner, {
      name: 'field_provenance',
      columns: ['record_type text not null', 'record_id uuid not null', `fields jsonb not null default '{}'`],
      constraints: ['constraint field_provenance_record unique (tenant_id, record_type, record_id)'],
    });
  }

  private async outbox(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      name: 'outbox',
      columns: [
        'seq bigint',
        'kind text not null',
        'record_type text',
        'record_id uuid',
        'change_set_id uuid',
        'actor_member_id uuid',
        `data jsonb not null default '{}'`,
        'created_at timestamptz(3) not null default now()',
        'published_at timestamptz(3)',
      ],
      indexes: ['outbox_feed (seq) where seq is not null', 'outbox_created (created_at)'],
      policies: [`dispatch_scope for all using (${inScope('dispatch')}) with check (${inScope('dispatch')})`],
    });
    // The dispatcher looks across tenants for what is still to be published; everything else that reads the outbox leads with the tenant.
    await runner.query('create index outbox_pending on outbox (id) where published_at is null');
    await runner.query('create sequence outbox_seq');
    await runner.query(`grant usage on sequence outbox_seq to ${API_ROLE}`);
  }

  /**
   * Trigram search inside the present tenant. `like` is not leakproof, so under row-level security no index would serve it; this function
   * runs as the owner, names the tenant itself and answers ids only, which the caller reads again under its own policies.
   */
  private async search(runner: QueryRunner): Promise<void> {
    await runner.query(`create function search_record_ids(record_table text, pattern text, at_most integer) returns setof uuid
      language plpgsql stable security definer set search_path = public as $$
      begin
        if to_regclass(record_table) is null or not exists (
          select from information_schema.columns where table_schema = 'public' and table_name = record_table and column_name = 'search_text'
        ) then raise exception 'not a searchable table'; end if;
        return query execute format('select id from %I where tenant_id = $1 and deleted_at is null and search_text like $2 limit $3', record_table)
          using ${CURRENT_TENANT}, pattern, at_most;
      end $$`);
    await runner.query('revoke all on function search_record_ids from public');
    await runner.query(`grant execute on function search_record_ids to ${API_ROLE}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function search_record_ids');
    await runner.query('drop table outbox, field_provenance, change_items, change_sets, tenant_modules');
    await runner.query('alter table members drop constraint members_team, drop constraint members_created_by');
    await runner.query('drop table teams, members, sessions, users, tenants');
    await runner.query('drop sequence outbox_seq');
    await runner.query('drop extension pg_trgm');
    await runner.query(`revoke usage on schema public from ${API_ROLE}`);
  }
}
