import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable, foreignKey } from '../schema-builder.js';

/** Keys that programs of a workspace call the API with; only the hash of each is kept. */
export class ApiKeys1795000800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      name: 'api_keys',
      columns: [
        'name text not null',
        'hint text not null',
        'key_hash text not null',
        `role text not null check (role in ('OWNER', 'ADMIN', 'MEMBER', 'VIEWER'))`,
        'modules text[]',
        'created_by_id uuid not null',
        'created_at timestamptz(3) not null default now()',
        'expires_at timestamptz(3)',
        'last_used_at timestamptz(3)',
        'revoked_at timestamptz(3)',
      ],
      constraints: [foreignKey('created_by_id', 'members', 'cascade')],
      indexes: ['unique api_keys_hash (key_hash)', 'api_keys_created_by (created_by_id)'],
      grants: 'select, insert, update (last_used_at, revoked_at)',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table api_keys');
  }
}
