import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createRecordTable, foreignKey } from '../../../platform/database/schema-builder.js';

/** Pipelines and their stages. */
export class Pipelines1795000130000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      name: 'pipelines',
      owned: false,
      archivable: true,
      columns: ['name text not null', 'description text', 'is_default boolean not null default false', 'rot_days integer check (rot_days > 0)'],
      // Checked at the end of the transaction: while the default passes from one pipeline to another there may be two.
      constraints: ['constraint pipelines_one_default exclude using btree (tenant_id with =) where (is_default and deleted_at is null) deferrable initially deferred'],
      indexes: ['unique pipelines_name (name) where deleted_at is null'],
    });
    await createRecordTable(runner, {
      name: 'stages',
      owned: false,
      columns: [
        'pipeline_id uuid not null',
        'name text not null',
        'position integer',
        'probability integer not null check (probability between 0 and 100)',
        `type text not null default 'OPEN' check (type in ('OPEN', 'WON', 'LOST'))`,
        'colour text',
      ],
      constraints: [foreignKey('pipeline_id', 'pipelines', 'cascade')],
      indexes: ['unique stages_name (pipeline_id, name) where deleted_at is null', 'stages_pipeline (pipeline_id, position)'],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table stages, pipelines');
  }
}
