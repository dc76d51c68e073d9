import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever belongs to several tenants saw their places in the others as members of the present one, because policies add up. Memberships across tenants
 * are read in the identity scope, which has a policy of its own.
 */
export class MembersOfOneTenant1795000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop policy own_memberships on members');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`create policy own_memberships on members for select using (user_id = nullif(current_setting('app.user_id', true), '')::uuid)`);
  }
}
