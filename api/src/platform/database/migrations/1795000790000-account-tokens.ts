import type { MigrationInterface, QueryRunner } from 'typeorm';
import { inScope, protect } from '../schema-builder.js';

/** Links that are mailed to people: a new password, proof of an address, a change of it. */
export class AccountTokens1795000790000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table users add column password_changed_at timestamptz(3)');
    await runner.query(`create table user_tokens (
      id uuid primary key default uuidv7(),
      user_id uuid not null references users (id) on delete cascade,
      purpose text not null check (purpose in ('PASSWORD_RESET', 'VERIFY_EMAIL', 'CHANGE_EMAIL')),
      token_hash text not null unique,
      email text not null,
      created_at timestamptz(3) not null default now(),
      expires_at timestamptz(3) not null,
      used_at timestamptz(3)
    )`);
    await runner.query('create index user_tokens_user on user_tokens (user_id, purpose)');
    await protect(runner, 'user_tokens', [`identity_scope for all using (${inScope('identity')}) with check (${inScope('identity')})`]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table user_tokens');
    await runner.query('alter table users drop column password_changed_at');
  }
}
