import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A tenant that came after the last ANALYZE is taken for one row by the planner, which then looks for each key among all keys of the tenant: the square of an
 * import. Without statistics of the tenant it takes every tenant for a fair share of the table, and a key is always found by the index of keys.
 */
export class KeysOfNewTenants1795000951000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table identity_keys alter column tenant_id set statistics 0');
    await runner.query(`select pg_clear_attribute_stats('public', 'identity_keys', 'tenant_id', false)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table identity_keys alter column tenant_id set statistics default');
  }
}
