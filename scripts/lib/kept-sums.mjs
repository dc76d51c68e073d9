/**
 * Groups whose kept sums are not those of the deals they are kept of, in any workspace: none, at any moment. For whoever sees all rows.
 */
export const WRONGLY_KEPT = `select tenant_id, pipeline_id, stage_id, owner_id, status, sum(records)::text as records, sum(amount_base)::text as amount_base, sum(weighted_amount_base)::text as weighted_amount_base from (
    select tenant_id, pipeline_id, stage_id, owner_id, status, records, amount_base, weighted_amount_base from opportunities_kept_sums
    union all
    select tenant_id, pipeline_id, stage_id, owner_id, status, -1, -coalesce(amount_base, 0), -coalesce(weighted_amount_base, 0) from opportunities where deleted_at is null and archived_at is null
  ) t group by 1, 2, 3, 4, 5 having sum(records) <> 0 or sum(amount_base) <> 0 or sum(weighted_amount_base) <> 0 limit 5`;
