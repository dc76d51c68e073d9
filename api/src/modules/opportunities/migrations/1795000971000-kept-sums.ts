import type { MigrationInterface, QueryRunner } from 'typeorm';
import { API_ROLE, createKeptSums, DEFINERS_PATH, dropKeptSums, inScope } from '../../../platform/database/schema-builder.js';

/**
 * The columns of a board and the sums of a home page are kept as deals change; adding up 300,000 deals took nine tenths of a board's time.
 * `kept_sums_to_fold` says, to maintenance alone, in which workspaces many changes wait to be folded together: ids, which are then worked on tenant by tenant.
 */
export class KeptSums1795000971000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createKeptSums(runner, {
      of: 'opportunities',
      by: ['pipeline_id uuid not null', 'stage_id uuid not null', 'owner_id uuid', 'status text not null'],
      sums: ['amount_base', 'weighted_amount_base'],
      where: 'deleted_at is null and archived_at is null',
    });
    await runner.query(`create function kept_sums_to_fold(sums_table text, at_least integer) returns setof uuid
      language plpgsql stable security definer set search_path = ${DEFINERS_PATH} as $$
      begin
        if not (${inScope('dispatch')}) then raise exception 'only for maintenance'; end if;
        return query execute format('select tenant_id from %I where not folded group by 1 having count(*) >= $1', sums_table) using at_least;
      end $$`);
    await runner.query('revoke all on function kept_sums_to_fold from public');
    await runner.query(`grant execute on function kept_sums_to_fold to ${API_ROLE}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function kept_sums_to_fold');
    await dropKeptSums(runner, 'opportunities');
  }
}
