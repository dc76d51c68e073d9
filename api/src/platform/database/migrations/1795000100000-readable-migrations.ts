import type { MigrationInterface, QueryRunner } from 'typeorm';
import { API_ROLE } from '../schema-builder.js';

/** Lets the API see which migrations are applied, so that it can say it is not ready before one is. */
export class ReadableMigrations1795000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`grant select on schema_migrations to ${API_ROLE}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`revoke select on schema_migrations from ${API_ROLE}`);
  }
}
