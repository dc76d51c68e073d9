import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createRecordTable, createTenantTable, foreignKey } from '../../../platform/database/schema-builder.js';

/** Views of lists that people keep, and which of them each sees first. */
export class SavedViews1795000400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      name: 'saved_views',
      archivable: false,
      columns: [
        'name text not null',
        'record_type text not null',
        `kind text not null default 'TABLE' check (kind in ('TABLE', 'CARDS', 'BOARD'))`,
        `visibility text not null default 'PRIVATE' check (visibility in ('PRIVATE', 'SHARED'))`,
        'filter jsonb',
        'sort jsonb',
        'group_by text',
        'columns jsonb',
        'position integer not null',
        `default_roles text[] not null default '{}'`,
      ],
      indexes: ['saved_views_type (record_type, position, id) where deleted_at is null'],
    });
    await createTenantTable(runner, {
      name: 'first_views',
      columns: ['member_id uuid not null', 'record_type text not null', 'view_id uuid', 'system_view text', 'constraint first_views_one check ((view_id is null) <> (system_view is null))'],
      constraints: [foreignKey('member_id', 'members', 'cascade'), foreignKey('view_id', 'saved_views', 'cascade'), 'constraint first_views_member unique (tenant_id, member_id, record_type)'],
      indexes: ['first_views_view (view_id)'],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table first_views');
    await runner.query('drop table saved_views');
  }
}
