/** Fills one workspace in the database itself: `contacts`, a fifth as many accounts, a third as many opportunities. Values repeat in believable shares. */
export async function seed(client, tenantId, memberId, contacts) {
  const tables = ['accounts', 'contacts', 'opportunities'];
  for (const table of tables) await client.query(`alter table ${table} no force row level security`);
  const [tenant, member] = [`'${tenantId}'::uuid`, `'${memberId}'::uuid`];
  await client.query(`insert into accounts (tenant_id, name, industry, owner_id, search_text) select ${tenant}, 'Company ' || g, (array['Energy', 'Retail', 'Software', 'Health'])[1 + g % 4], ${member}, 'company ' || g from generate_series(1, ${Math.ceil(contacts / 5)}) g`);
  await client.query(`create temp table bench_accounts as select id, row_number() over (order by id) as at from accounts where tenant_id = ${tenant}`);
  await client.query(`insert into contacts (tenant_id, first_name, last_name, email, job_title, account_id, owner_id, search_text)
    select ${tenant}, 'Ada', 'Petersen' || g, 'ada' || g || '@example.com', (array['Buyer', 'Engineer', 'Director', 'Assistant'])[1 + g % 4], a.id, ${member}, 'ada petersen' || g || ' ada' || g || '@example.com'
    from generate_series(1, ${contacts}) g join bench_accounts a on a.at = 1 + g % ${Math.ceil(contacts / 5)}`);
  await client.query(`insert into opportunities (tenant_id, name, pipeline_id, stage_id, amount, amount_base, weighted_amount_base, rate, currency, probability, account_id, owner_id, search_text, stage_changed_at)
    select ${tenant}, 'Deal ' || g, s.pipeline_id, s.id, (g % 1000)::bigint * 10000000, (g % 1000)::bigint * 10000000, (g % 1000)::bigint * 1000000, 1, 'USD', s.probability, a.id, ${member}, 'deal ' || g, now() - g % 90 * interval '1 day'
    from generate_series(1, ${Math.ceil(contacts / 3)}) g join (select id, pipeline_id, probability, row_number() over (order by position) - 1 as at, count(*) over () as all from stages where tenant_id = ${tenant} and type = 'OPEN') s on s.at = g % s.all
    join bench_accounts a on a.at = 1 + g % ${Math.ceil(contacts / 5)}`);
  for (const table of tables) {
    await client.query(`alter table ${table} force row level security`);
    await client.query(`vacuum analyze ${table}`);
  }
  return (await client.query(`select id from accounts where tenant_id = ${tenant} limit 1000`)).rows.map((row) => row.id);
}
