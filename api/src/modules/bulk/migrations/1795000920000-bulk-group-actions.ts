import type { MigrationInterface, QueryRunner } from 'typeorm';

const BEFORE = ['ASSIGN', 'UPDATE', 'ADD_TAGS', 'REMOVE_TAGS', 'ARCHIVE', 'RESTORE', 'DELETE', 'RETAG'];
const allow = (actions: readonly string[]): string => `alter table bulk_runs add constraint bulk_runs_action_check check (action in (${actions.map((action) => `'${action}'`).join(', ')}))`;

/** Contacts are put into groups and taken out by actions on many records. */
export class BulkGroupActions1795000920000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table bulk_runs drop constraint bulk_runs_action_check');
    await runner.query(allow([...BEFORE, 'ADD_TO_GROUP', 'REMOVE_FROM_GROUP']));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from bulk_runs where action in ('ADD_TO_GROUP', 'REMOVE_FROM_GROUP')`);
    await runner.query('alter table bulk_runs drop constraint bulk_runs_action_check');
    await runner.query(allow(BEFORE));
  }
}
