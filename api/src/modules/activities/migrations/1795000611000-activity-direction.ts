import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From whom a call or message came, so that it is known when somebody last responded. */
export class ActivityDirection1795000611000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table activities add column direction text check (direction in ('OUTBOUND', 'INBOUND'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table activities drop column direction');
  }
}
