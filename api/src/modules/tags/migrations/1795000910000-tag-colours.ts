import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createRecordTable } from '../../../platform/database/schema-builder.js';
import { TAG_COLOURS } from '../tag-colours.js';

/** Colours of tags. The tags themselves stand in the records that carry them. */
export class TagColours1795000910000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      name: 'tag_colours',
      owned: false,
      columns: ['name text not null', `colour text not null check (colour in (${TAG_COLOURS.map((colour) => `'${colour}'`).join(', ')}))`],
      indexes: ['unique tag_colours_name (name) where deleted_at is null'],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table tag_colours');
  }
}
