import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createRecordTable, foreignKey } from '../../../platform/database/schema-builder.js';

/** Contacts, the people at accounts. */
export class Contacts1795000051000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      name: 'contacts',
      columns: [
        'first_name text',
        'last_name text',
        'job_title text',
        'account_id uuid',
        'email text check (email = lower(email))',
        'phone text',
        'mobile text',
        'department text',
        `lifecycle text check (lifecycle in ('LEAD', 'MQL', 'SQL', 'OPPORTUNITY', 'CUSTOMER', 'EVANGELIST', 'CHURNED'))`,
        'lead_source text',
        `preferred_channel text check (preferred_channel in ('EMAIL', 'PHONE', 'SMS', 'LINKEDIN', 'CHAT', 'IN_PERSON'))`,
        'do_not_call boolean not null default false',
        'do_not_email boolean not null default false',
        'linkedin text',
        'twitter text',
        'last_contacted_at timestamptz(3)',
        'mailing_street text',
        'mailing_city text',
        'mailing_region text',
        'mailing_postal_code text',
        'mailing_country text',
        'birthday date',
        `tags text[] not null default '{}'`,
        'notes text',
      ],
      constraints: [foreignKey('account_id', 'accounts')],
      indexes: [
        'contacts_name (last_name, id) where deleted_at is null',
        'contacts_account (account_id, last_name, id) where account_id is not null',
        'contacts_by_email (email) where email is not null and deleted_at is null',
        'contacts_lifecycle (lifecycle, last_name, id) where deleted_at is null',
        'contacts_last_contacted (last_contacted_at, id) where deleted_at is null',
        'contacts_updated (updated_at, id) where deleted_at is null',
      ],
    });
    // People without an account share one namespace, so that the same address is not entered twice there either.
    await runner.query(
      'create unique index contacts_account_email on contacts (tenant_id, account_id, email) nulls not distinct where email is not null and deleted_at is null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table contacts');
  }
}
