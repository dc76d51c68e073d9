import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex } from '../../../platform/database/schema-builder.js';

/** Contacts are counted by lifecycle from the index alone: whether one is archived stands in it. */
export class ContactCounts1795000941000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop index contacts_lifecycle, contacts_live');
    await createIndex(runner, 'contacts', 'contacts_lifecycle (lifecycle, last_name, id) include (archived_at) where deleted_at is null');
    await createIndex(runner, 'contacts', 'contacts_live (created_at, id) include (archived_at) where deleted_at is null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index contacts_lifecycle, contacts_live');
    await createIndex(runner, 'contacts', 'contacts_lifecycle (lifecycle, last_name, id) where deleted_at is null');
    await createIndex(runner, 'contacts', 'contacts_live (created_at, id) where deleted_at is null');
  }
}
