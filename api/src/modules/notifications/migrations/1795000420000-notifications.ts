import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable, foreignKey, inScope } from '../../../platform/database/schema-builder.js';

/** What members are told, what they want to be told, and what they will be told when its time comes. */
export class Notifications1795000420000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      name: 'notifications',
      columns: [
        'member_id uuid not null',
        'type text not null',
        `priority text not null check (priority in ('LOW', 'NORMAL', 'HIGH', 'URGENT'))`,
        'title text not null',
        'action_url text',
        'record_type text',
        'record_id uuid',
        'actor_name text',
        `data jsonb not null default '{}'`,
        'source text not null',
        'created_at timestamptz(3) not null default now()',
        'expires_at timestamptz(3) not null',
        'read_at timestamptz(3)',
        'deleted_at timestamptz(3)',
      ],
      // The source says what it tells of; the same is told a member once, however often a worker starts over.
      constraints: [foreignKey('member_id', 'members', 'cascade'), 'constraint notifications_once unique (tenant_id, member_id, source)'],
      indexes: ['notifications_shown (member_id, created_at, id) where deleted_at is null', 'notifications_unread (member_id) where deleted_at is null and read_at is null'],
      policies: [`dispatch_reads for select using (${inScope('dispatch')})`, `dispatch_forgets for delete using (${inScope('dispatch')})`],
    });
    await runner.query('create index notifications_expiry on notifications (expires_at)');
    await createTenantTable(runner, {
      name: 'notification_preferences',
      columns: ['member_id uuid not null', 'type text not null', 'channel text not null', 'enabled boolean not null', 'updated_at timestamptz(3) not null default now()'],
      constraints: [foreignKey('member_id', 'members', 'cascade'), 'constraint notification_preferences_one unique (tenant_id, member_id, type, channel)'],
    });
    await createTenantTable(runner, {
      name: 'timed_notices',
      columns: ['member_id uuid not null', 'type text not null', 'record_type text not null', 'record_id uuid not null', 'due_at timestamptz(3) not null'],
      constraints: [foreignKey('member_id', 'members', 'cascade'), 'constraint timed_notices_one unique (tenant_id, record_id, type, member_id)'],
      indexes: ['timed_notices_due (due_at, id)'],
      policies: [`dispatch_reads for select using (${inScope('dispatch')})`],
    });
    // Whoever looks for what is due looks across tenants; what is due is then told within each.
    await runner.query('create index timed_notices_pending on timed_notices (due_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table timed_notices, notification_preferences, notifications');
  }
}
