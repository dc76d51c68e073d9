import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createRecordTable, createTenantTable, foreignKey } from '../../../platform/database/schema-builder.js';

/** Opportunities with their stage history, line items and contact roles. */
export class Opportunities1795000140000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      name: 'opportunities',
      columns: [
        'name text not null',
        'account_id uuid',
        'pipeline_id uuid not null',
        'stage_id uuid not null',
        `status text not null default 'OPEN' check (status in ('OPEN', 'WON', 'LOST'))`,
        'amount bigint',
        `currency text not null check (currency ~ '^[A-Z]{3}$')`,
        'rate double precision not null check (rate > 0)',
        'amount_base bigint',
        'probability integer check (probability between 0 and 100)',
        'weighted_amount_base bigint',
        'opened_on date',
        'expected_close_on date',
        'closed_on date',
        'stage_changed_at timestamptz(3)',
        'next_step text',
        'lead_source text',
        'competitor text',
        'lost_reason text',
        'lost_detail text',
        'description text',
        `tags text[] not null default '{}'`,
      ],
      constraints: [foreignKey('account_id', 'accounts'), foreignKey('pipeline_id', 'pipelines', 'restrict'), foreignKey('stage_id', 'stages', 'restrict')],
      indexes: [
        // A column of the board: its newest cards, and its count and sums without reading the rows.
        'opportunities_board (stage_id, stage_changed_at desc nulls last, id desc) where deleted_at is null and archived_at is null',
        'opportunities_sums (pipeline_id, stage_id) include (amount_base, weighted_amount_base) where deleted_at is null and archived_at is null',
        'opportunities_account (account_id, created_at, id) where deleted_at is null',
        'opportunities_closing (status, expected_close_on, id) where deleted_at is null',
        'opportunities_closed (closed_on desc nulls last, id desc) where deleted_at is null',
        'opportunities_amount (amount_base desc nulls last, id desc) where deleted_at is null',
        'opportunities_name (name, id) where deleted_at is null',
      ],
    });
    await createTenantTable(runner, {
      name: 'opportunity_stage_changes',
      columns: [
        'opportunity_id uuid not null',
        'from_stage_id uuid',
        'to_stage_id uuid',
        'changed_by_id uuid',
        'changed_at timestamptz(3) not null',
        'change_set_id uuid not null',
        'seconds_in_previous bigint',
      ],
      constraints: [
        foreignKey('opportunity_id', 'opportunities', 'cascade'),
        foreignKey('from_stage_id', 'stages'),
        foreignKey('to_stage_id', 'stages'),
        foreignKey('changed_by_id', 'members'),
        'constraint opportunity_stage_changes_set foreign key (tenant_id, change_set_id) references change_sets (tenant_id, id)',
      ],
      indexes: ['opportunity_stage_changes_of (opportunity_id, changed_at, id)'],
      grants: 'select, insert, delete',
    });
    await createRecordTable(runner, {
      name: 'line_items',
      owned: false,
      columns: [
        'opportunity_id uuid not null',
        'product_id uuid not null',
        'description text',
        'quantity double precision not null check (quantity > 0)',
        'unit_price bigint',
        'discount_percent double precision not null default 0 check (discount_percent between 0 and 100)',
        'total bigint',
        'position integer',
      ],
      constraints: [foreignKey('opportunity_id', 'opportunities', 'cascade'), foreignKey('product_id', 'products', 'restrict')],
      indexes: ['line_items_of (opportunity_id, position, id) where deleted_at is null', 'line_items_product (product_id) where deleted_at is null'],
    });
    await createRecordTable(runner, {
      name: 'opportunity_contacts',
      owned: false,
      columns: ['opportunity_id uuid not null', 'contact_id uuid not null', `role text not null default 'OTHER'`, 'is_primary boolean not null default false'],
      constraints: [foreignKey('opportunity_id', 'opportunities', 'cascade'), foreignKey('contact_id', 'contacts', 'cascade')],
      indexes: ['unique opportunity_contacts_once (opportunity_id, contact_id) where deleted_at is null', 'opportunity_contacts_contact (contact_id) where deleted_at is null'],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table opportunity_contacts, line_items, opportunity_stage_changes, opportunities');
  }
}
