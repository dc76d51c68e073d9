import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable, foreignKey } from '../../../platform/database/schema-builder.js';
import { KINDS } from '../feedback-model.js';

/** What members tell those who run their workspace, with a picture of what they saw. */
export class Feedback1795000810000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      name: 'feedback_pictures',
      columns: ['storage_key text not null', 'content_type text not null', 'bytes integer not null', 'uploaded_by_id uuid not null', 'created_at timestamptz(3) not null default now()'],
      constraints: [foreignKey('uploaded_by_id', 'members', 'cascade')],
      indexes: ['feedback_pictures_uploaded_by (uploaded_by_id)'],
      grants: 'select, insert',
    });
    await createTenantTable(runner, {
      name: 'feedback',
      columns: [
        `kind text not null check (kind in (${KINDS.map((kind) => `'${kind}'`).join(', ')}))`,
        'message text not null',
        'page text',
        'picture_id uuid',
        'created_by_id uuid',
        'created_at timestamptz(3) not null default now()',
        'settled_at timestamptz(3)',
      ],
      constraints: [foreignKey('picture_id', 'feedback_pictures'), foreignKey('created_by_id', 'members')],
      indexes: ['feedback_created (created_at, id)', 'feedback_picture (picture_id) where picture_id is not null', 'feedback_created_by (created_by_id)'],
      grants: 'select, insert, update (settled_at)',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table feedback, feedback_pictures');
  }
}
