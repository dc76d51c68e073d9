import type { MigrationInterface, QueryRunner } from 'typeorm';
import { inScope, protect } from '../schema-builder.js';

/** Accounts at other services that open an account here. */
export class UserIdentities1795000890000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table user_identities (
      id uuid primary key default uuidv7(),
      user_id uuid not null references users (id) on delete cascade,
      provider text not null,
      issuer text not null,
      subject text not null,
      email text,
      created_at timestamptz(3) not null default now(),
      last_used_at timestamptz(3),
      constraint user_identities_subject unique (issuer, subject)
    )`);
    await runner.query('create index user_identities_user on user_identities (user_id)');
    await protect(runner, 'user_identities', [`identity_scope for all using (${inScope('identity')}) with check (${inScope('identity')})`]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table user_identities');
  }
}
