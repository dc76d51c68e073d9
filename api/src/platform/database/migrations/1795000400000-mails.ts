import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CURRENT_TENANT, inScope, protect } from '../schema-builder.js';

/** Mails that wait, and what became of them. Some are sent for a workspace, some (a new password) for a person who may belong to several. */
export class Mails1795000400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table mails (
      id uuid primary key default uuidv7(),
      tenant_id uuid references tenants (id) on delete cascade,
      key text unique,
      template text not null,
      recipient text not null,
      recipient_name text,
      locale text not null,
      timezone text not null,
      params text,
      status text not null default 'PENDING' check (status in ('PENDING', 'SENT', 'KEPT', 'FAILED')),
      subject text,
      attempts integer not null default 0,
      last_error text,
      created_at timestamptz(3) not null default now(),
      due_at timestamptz(3) not null default now() + interval '1 minute',
      claimed_until timestamptz(3),
      sent_at timestamptz(3)
    )`);
    await runner.query(`create index mails_due on mails (due_at) where status = 'PENDING'`);
    await runner.query('create index mails_created on mails (created_at)');
    await runner.query('create index mails_tenant on mails (tenant_id, created_at)');
    await protect(runner, 'mails', [
      `own_tenant for all using (tenant_id = ${CURRENT_TENANT}) with check (tenant_id = ${CURRENT_TENANT})`,
      `identity_scope for all using (${inScope('identity')}) with check (${inScope('identity')})`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table mails');
  }
}
