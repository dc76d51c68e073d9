import type { MigrationInterface, QueryRunner } from 'typeorm';
import { API_ROLE, inScope } from '../../../platform/database/schema-builder.js';

/**
 * What was deleted is found by when it was. Tables made later get the index with `createRecordTable`.
 * `expired_trash` says, to maintenance alone, in which workspaces something has been deleted for too long: ids, which are then worked on tenant by tenant.
 */
export class Trash1795000710000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const { name } of await tablesWithTrash(runner)) await runner.query(`create index if not exists ${name}_deleted on ${name} (tenant_id, deleted_at, id) where deleted_at is not null`);
    await runner.query(`create function expired_trash(record_table text, days integer, at_most integer) returns table (tenant_id uuid, id uuid)
      language plpgsql stable security definer set search_path = public as $$
      begin
        if not (${inScope('dispatch')}) then raise exception 'only for maintenance'; end if;
        return query execute format('select t.tenant_id, t.id from %I t where t.deleted_at < now() - make_interval(days => $1) order by t.tenant_id, t.deleted_at limit $2', record_table) using days, at_most;
      end $$`);
    await runner.query('revoke all on function expired_trash from public');
    await runner.query(`grant execute on function expired_trash to ${API_ROLE}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function expired_trash');
    for (const { name } of await tablesWithTrash(runner)) await runner.query(`drop index if exists ${name}_deleted`);
  }
}

const tablesWithTrash = (runner: QueryRunner): Promise<{ name: string }[]> =>
  runner.query(`select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'deleted_at' order by 1`) as Promise<{ name: string }[]>;
