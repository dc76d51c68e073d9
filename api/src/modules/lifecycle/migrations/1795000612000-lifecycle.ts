import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createRecordTable, createTenantTable, foreignKey } from '../../../platform/database/schema-builder.js';

const STATES = `('LEAD', 'MQL', 'SQL', 'OPPORTUNITY', 'CUSTOMER', 'EVANGELIST', 'CHURNED')`;

/** The way of contacts through their lifecycle, the rules that move them, and conversions of leads. */
export class Lifecycle1795000612000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      name: 'contact_lifecycle_changes',
      columns: [
        'contact_id uuid not null',
        `from_lifecycle text check (from_lifecycle in ${STATES})`,
        `to_lifecycle text check (to_lifecycle in ${STATES})`,
        'changed_at timestamptz(3) not null',
        'seconds_in_previous bigint not null',
        'cause text not null',
        'changed_by_id uuid',
        'change_set_id uuid not null',
      ],
      constraints: [
        foreignKey('contact_id', 'contacts', 'cascade'),
        foreignKey('changed_by_id', 'members'),
        'constraint contact_lifecycle_changes_set foreign key (tenant_id, change_set_id) references change_sets (tenant_id, id)',
      ],
      indexes: ['contact_lifecycle_changes_of (contact_id, changed_at, id)', 'contact_lifecycle_changes_at (changed_at, contact_id)'],
      grants: 'select, insert, delete',
    });
    await createRecordTable(runner, {
      name: 'lifecycle_rules',
      owned: false,
      columns: ['trigger text not null', `lifecycle text not null check (lifecycle in ${STATES})`, 'is_active boolean not null default true'],
      indexes: ['unique lifecycle_rules_trigger (trigger) where deleted_at is null'],
    });
    await createRecordTable(runner, {
      name: 'contact_conversions',
      owned: false,
      columns: ['contact_id uuid not null', 'account_id uuid', 'opportunity_id uuid', `from_lifecycle text check (from_lifecycle in ${STATES})`, 'made_account boolean not null default false', 'request_id text'],
      constraints: [foreignKey('contact_id', 'contacts', 'cascade'), foreignKey('account_id', 'accounts'), foreignKey('opportunity_id', 'opportunities')],
      indexes: ['contact_conversions_of (contact_id, created_at)', 'contact_conversions_account (account_id)', 'contact_conversions_opportunity (opportunity_id)'],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table contact_conversions, lifecycle_rules, contact_lifecycle_changes');
  }
}
