import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex } from '../../../platform/database/schema-builder.js';

/** A key is one by what it says: ids made by an earlier version, scattered over the whole of their index, stay, and those made from now on stand beside their record's others. */
export class KeysInOrder1795000957000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createIndex(runner, 'identity_keys', 'unique identity_keys_once (record_type, record_id, key)');
    await runner.query('drop index identity_keys_record');
  }

  async down(runner: QueryRunner): Promise<void> {
    await createIndex(runner, 'identity_keys', 'identity_keys_record (record_type, record_id)');
    await runner.query('drop index identity_keys_once');
  }
}
