import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createRecordTable, foreignKey } from '../../../platform/database/schema-builder.js';

const LABELS = `('WORK', 'HOME', 'MOBILE', 'OTHER')`;

/** Further e-mail addresses, numbers and accounts of contacts; their lifecycle's time; keeping in touch. */
export class People1795000610000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table contacts
      add column account_since date,
      add column email_label text check (email_label in ${LABELS}),
      add column phone_label text check (phone_label in ('WORK', 'HOME', 'OTHER')),
      add column further_reach text,
      add column last_responded_at timestamptz(3),
      add column touch_every_days integer check (touch_every_days between 1 and 3650),
      add column touch_snoozed_until date,
      add column next_touch_on date,
      add column lifecycle_changed_at timestamptz(3)`);
    await createIndex(runner, 'contacts', 'contacts_next_touch (owner_id, next_touch_on, id) where next_touch_on is not null and deleted_at is null');
    await createIndex(runner, 'contacts', 'contacts_touch_due (next_touch_on, id) where next_touch_on is not null and deleted_at is null');
    await createRecordTable(runner, {
      name: 'contact_emails',
      owned: false,
      columns: ['contact_id uuid not null', 'address text not null check (address = lower(address))', `label text not null default 'OTHER' check (label in ${LABELS})`, 'do_not_email boolean not null default false'],
      constraints: [foreignKey('contact_id', 'contacts', 'cascade')],
      indexes: ['contact_emails_of (contact_id, created_at, id)', 'contact_emails_address (address) where deleted_at is null'],
    });
    await createRecordTable(runner, {
      name: 'contact_phones',
      owned: false,
      columns: ['contact_id uuid not null', 'number text not null', `label text not null default 'OTHER' check (label in ${LABELS})`, 'do_not_call boolean not null default false'],
      constraints: [foreignKey('contact_id', 'contacts', 'cascade')],
      indexes: ['contact_phones_of (contact_id, created_at, id)', 'contact_phones_number (number) where deleted_at is null'],
    });
    await createRecordTable(runner, {
      name: 'contact_accounts',
      owned: false,
      columns: ['contact_id uuid not null', 'account_id uuid not null', 'title text', 'started_on date', 'ended_on date'],
      constraints: [foreignKey('contact_id', 'contacts', 'cascade'), foreignKey('account_id', 'accounts', 'cascade')],
      indexes: ['contact_accounts_of (contact_id, created_at, id)', 'contact_accounts_account (account_id, contact_id) where deleted_at is null'],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table contact_accounts, contact_phones, contact_emails');
    await runner.query('drop index contacts_touch_due, contacts_next_touch');
    await runner.query(`alter table contacts drop column lifecycle_changed_at, drop column next_touch_on, drop column touch_snoozed_until, drop column touch_every_days, drop column last_responded_at,
      drop column further_reach, drop column phone_label, drop column email_label, drop column account_since`);
  }
}
