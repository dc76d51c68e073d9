import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createRecordTable } from '../../../platform/database/schema-builder.js';

/** What people want to be reminded of. */
export class Reminders1795000430000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      name: 'reminders',
      archivable: false,
      columns: [
        'message text not null',
        'due_at timestamptz(3) not null',
        'remind_at timestamptz(3) not null',
        `status text not null check (status in ('PENDING', 'DONE', 'SNOOZED', 'CANCELLED'))`,
        'snoozed_until timestamptz(3)',
        'recurrence text',
        'starts_at timestamptz(3) not null',
        'timezone text not null',
        'completed_at timestamptz(3)',
        'record_type text',
        'record_id text',
      ],
      constraints: ['constraint reminders_about check ((record_type is null) = (record_id is null))'],
      indexes: [
        `reminders_open (owner_id, remind_at, id) where deleted_at is null and status in ('PENDING', 'SNOOZED')`,
        'reminders_record (record_id, owner_id, remind_at, id) where record_id is not null and deleted_at is null',
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table reminders');
  }
}
