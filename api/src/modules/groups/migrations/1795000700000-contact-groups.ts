import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createRecordTable, foreignKey } from '../../../platform/database/schema-builder.js';

const VISIBILITY = `visibility text not null default 'SHARED' check (visibility in ('PRIVATE', 'SHARED'))`;

/** Groups of contacts, and who is in them. */
export class ContactGroups1795000700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      name: 'contact_groups',
      archivable: false,
      columns: [
        'name text not null',
        'icon text',
        'colour text',
        VISIBILITY,
        `kind text not null default 'STATIC' check (kind in ('STATIC', 'DYNAMIC'))`,
        'filter jsonb',
        'cadence_days integer check (cadence_days between 1 and 3650)',
        'description text',
      ],
      indexes: ['contact_groups_name (name, id) where deleted_at is null'],
    });
    await createRecordTable(runner, {
      name: 'contact_group_members',
      archivable: false,
      columns: ['group_id uuid not null', 'contact_id uuid not null', VISIBILITY],
      constraints: [foreignKey('group_id', 'contact_groups', 'cascade'), foreignKey('contact_id', 'contacts', 'cascade')],
      indexes: ['unique contact_group_members_once (group_id, contact_id) where deleted_at is null', 'contact_group_members_contact (contact_id, group_id) where deleted_at is null'],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table contact_group_members, contact_groups');
  }
}
