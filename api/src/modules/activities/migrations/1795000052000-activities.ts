import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createRecordTable, createTenantTable, foreignKey } from '../../../platform/database/schema-builder.js';

const OPEN = `deleted_at is null and archived_at is null and status in ('PLANNED', 'IN_PROGRESS')`;

/** Activities on accounts, contacts and opportunities, and the members they mention. Opportunities come later, so their foreign key does too. */
export class Activities1795000052000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      name: 'activities',
      columns: [
        `type text not null check (type in ('CALL', 'EMAIL', 'MEETING', 'TASK', 'NOTE', 'SMS', 'LINKEDIN_MESSAGE', 'CHAT', 'DEMO', 'PROPOSAL', 'CONTRACT', 'OTHER'))`,
        'subject text not null',
        `status text not null check (status in ('PLANNED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED', 'NO_SHOW'))`,
        `priority text not null check (priority in ('LOW', 'NORMAL', 'HIGH', 'URGENT'))`,
        'due_at timestamptz(3)',
        'scheduled_at timestamptz(3)',
        'duration_minutes integer check (duration_minutes >= 0)',
        'completed_at timestamptz(3)',
        'occurred_at timestamptz(3) not null default now()',
        'account_id uuid',
        'contact_id uuid',
        'opportunity_id uuid',
        'description text',
        'outcome text',
        `mention_ids text[] not null default '{}'`,
        'source text',
        'metadata jsonb',
      ],
      constraints: [foreignKey('account_id', 'accounts'), foreignKey('contact_id', 'contacts')],
      indexes: [
        'activities_occurred (occurred_at, id) where deleted_at is null',
        'activities_account (account_id, occurred_at, id) where account_id is not null',
        'activities_contact (contact_id, occurred_at, id) where contact_id is not null',
        'activities_opportunity (opportunity_id, occurred_at, id) where opportunity_id is not null',
        `activities_open (owner_id, occurred_at, id) where ${OPEN}`,
        `activities_next_of_account (account_id, occurred_at, id) where account_id is not null and ${OPEN}`,
        `activities_next_of_contact (contact_id, occurred_at, id) where contact_id is not null and ${OPEN}`,
        `activities_next_of_opportunity (opportunity_id, occurred_at, id) where opportunity_id is not null and ${OPEN}`,
      ],
    });
    await createTenantTable(runner, {
      name: 'activity_mentions',
      columns: ['activity_id uuid not null', 'member_id uuid not null', 'created_at timestamptz(3) not null default now()'],
      constraints: [foreignKey('activity_id', 'activities', 'cascade'), foreignKey('member_id', 'members', 'cascade'), 'constraint activity_mentions_once unique (tenant_id, activity_id, member_id)'],
      indexes: ['activity_mentions_member (member_id, activity_id)'],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table activity_mentions, activities');
  }
}
