import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable, foreignKey, inScope } from '../../../platform/database/schema-builder.js';

/** Links by which a member gets a sign-in; only a hash of each is kept. */
export class Invitations1795000010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      name: 'invitations',
      columns: [
        'member_id uuid not null',
        'token_hash text not null',
        'created_by_id uuid',
        'created_at timestamptz(3) not null default now()',
        'expires_at timestamptz(3) not null',
        'accepted_at timestamptz(3)',
        'revoked_at timestamptz(3)',
      ],
      constraints: [foreignKey('member_id', 'members', 'cascade'), foreignKey('created_by_id', 'members'), 'constraint invitations_token unique (tenant_id, token_hash)'],
      indexes: ['invitations_member (member_id)'],
      policies: [`identity_scope for all using (${inScope('identity')}) with check (${inScope('identity')})`],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table invitations');
  }
}
