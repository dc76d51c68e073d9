import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the dispatcher asks of the outbox across tenants: rows that have no place in the order yet, and rows in that order, for taking up after a
 * crash and for forgetting the oldest.
 */
export class OutboxOrder1795000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop index outbox_pending, outbox_created');
    await runner.query('create index outbox_pending on outbox (id) where seq is null');
    await runner.query('create index outbox_order on outbox (seq) where seq is not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index outbox_pending, outbox_order');
    await runner.query('create index outbox_pending on outbox (id) where published_at is null');
    await runner.query('create index outbox_created on outbox (tenant_id, created_at)');
  }
}
