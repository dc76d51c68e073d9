import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createRecordTable, foreignKey } from '../../../platform/database/schema-builder.js';

const SOURCED = ['contacts', 'opportunities'];

/** Campaigns, and which of them a contact or an opportunity came from. */
export class Campaigns1795000710000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      name: 'campaigns',
      columns: [
        'name text not null',
        `channel text check (channel in ('EMAIL', 'SEARCH', 'SOCIAL', 'EVENT', 'WEBINAR', 'CONTENT', 'REFERRAL', 'PARTNER', 'PHONE', 'DIRECT_MAIL', 'OTHER'))`,
        `status text not null default 'PLANNED' check (status in ('PLANNED', 'ACTIVE', 'PAUSED', 'COMPLETED', 'CANCELLED'))`,
        'starts_on date',
        'ends_on date',
        'budget bigint check (budget >= 0)',
        `currency text check (currency ~ '^[A-Z]{3}$')`,
        'budget_base bigint',
        'description text',
      ],
      indexes: ['campaigns_name (name, id) where deleted_at is null'],
    });
    for (const table of SOURCED) {
      await runner.query(`alter table ${table} add column campaign_id uuid, add constraint ${table}_campaign_fk ${foreignKey('campaign_id', 'campaigns')}`);
      await createIndex(runner, table, `${table}_campaign (campaign_id, id) where campaign_id is not null`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of SOURCED) await runner.query(`alter table ${table} drop column campaign_id`);
    await runner.query('drop table campaigns');
  }
}
