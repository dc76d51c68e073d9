import type { MigrationInterface, QueryRunner } from 'typeorm';
import { inScope, protect } from '../schema-builder.js';

/** The second step of signing in: what an authenticator app shares with us, and the codes for when it is lost. */
export class TwoFactor1795000791000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table tenants add column require_two_factor boolean not null default false');
    await runner.query(`create table two_factors (
      user_id uuid primary key references users (id) on delete cascade,
      secret text not null,
      last_step bigint not null default 0,
      confirmed_at timestamptz(3),
      created_at timestamptz(3) not null default now()
    )`);
    await runner.query(`create table recovery_codes (
      id uuid primary key default uuidv7(),
      user_id uuid not null references users (id) on delete cascade,
      code_hash text not null unique,
      created_at timestamptz(3) not null default now(),
      used_at timestamptz(3)
    )`);
    await runner.query('create index recovery_codes_user on recovery_codes (user_id)');
    for (const table of ['two_factors', 'recovery_codes']) await protect(runner, table, [`identity_scope for all using (${inScope('identity')}) with check (${inScope('identity')})`]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table recovery_codes, two_factors');
    await runner.query('alter table tenants drop column require_two_factor');
  }
}
