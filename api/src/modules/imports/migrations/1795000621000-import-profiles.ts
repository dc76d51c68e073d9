import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable, foreignKey, inScope } from '../../../platform/database/schema-builder.js';

/** Saved ways to import a source, and when files of it are fetched by themselves. */
export class ImportProfiles1795000621000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      name: 'import_profiles',
      columns: [
        'name text not null check (length(name) between 1 and 120)',
        'record_type text not null',
        `format text not null check (format in ('CSV', 'XLSX', 'VCARD', 'JSON'))`,
        'part text',
        'signature text not null',
        'columns jsonb not null',
        'options jsonb not null',
        'source_url text',
        `every text check (every in ('HOUR', 'DAY', 'WEEK'))`,
        'automatic boolean not null default false',
        'due_at timestamptz(3)',
        'last_run_at timestamptz(3)',
        'last_error text',
        'last_import_id uuid',
        'last_sha256 text',
        'owner_id uuid',
        'created_at timestamptz(3) not null default now()',
      ],
      constraints: ['constraint import_profiles_rhythm check (every is null or (source_url is not null and due_at is not null))', foreignKey('owner_id', 'members'), foreignKey('last_import_id', 'imports')],
      indexes: ['unique import_profiles_name (lower(name))', 'import_profiles_due (due_at) where due_at is not null', 'import_profiles_owner (owner_id) where owner_id is not null', 'import_profiles_import (last_import_id) where last_import_id is not null'],
      // What is due is looked for across workspaces, by the one scheduled job.
      policies: [`dispatch_scope for all using (${inScope('dispatch')}) with check (${inScope('dispatch')})`],
    });
    await runner.query(`alter table imports add column profile_id uuid, add column automatic boolean not null default false, add ${foreignKey('profile_id', 'import_profiles')}`);
    await runner.query('create index imports_profile on imports (tenant_id, profile_id) where profile_id is not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table imports drop column profile_id, drop column automatic');
    await runner.query('drop table import_profiles');
  }
}
