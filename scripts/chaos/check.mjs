import { WRONGLY_KEPT } from '../lib/kept-sums.mjs';

const TABLES = { account: 'accounts', opportunity: 'opportunities' };

/** What the journal says there must be, from entries of acknowledged writes. */
export function expectation(entries) {
  const records = new Map();
  const sets = new Map();
  const runs = [];
  for (const entry of entries) {
    if (entry.op === 'bulk' || entry.op === 'import') {
      runs.push(entry);
      continue;
    }
    sets.set(entry.changeSetId, entry);
    const present = records.get(entry.id) ?? { type: entry.type, tenant: entry.tenant, set: {}, by: {}, gone: false };
    Object.assign(present.set, entry.set);
    for (const column of Object.keys(entry.set)) present.by[column] = entry.changeSetId;
    if (entry.externalId) present.externalId = entry.externalId;
    records.set(entry.id, present);
    if (entry.gone) records.get(entry.gone).gone = true;
  }
  return { records, sets, runs };
}

const camel = (column) => column.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
const rows = (found, what) => found.map((row) => `${what}: ${JSON.stringify(row)}`);

/** Acknowledged records: there once, as they were last acknowledged, with the provenance of the change set that made them so. */
async function checkRecords({ sql }, { records }) {
  const faults = [];
  for (const [type, table] of Object.entries(TABLES)) {
    const expected = [...records].filter(([, record]) => record.type === type);
    const found = new Map((await sql(`select t.*, p.fields as provenance from ${table} t left join field_provenance p on p.tenant_id = t.tenant_id and p.record_id = t.id and p.record_type = $2 where t.id = any($1::uuid[])`, [expected.map(([id]) => id), type])).map((row) => [row.id, row]));
    for (const [id, record] of expected) {
      const row = found.get(id);
      if (record.gone) {
        if (row && row.deleted_at === null) faults.push(`${type} ${id} was merged away and is there`);
        continue;
      }
      if (!row || row.deleted_at !== null) faults.push(`${type} ${id} (${record.externalId}) was acknowledged and is lost`);
      else if (row.tenant_id !== record.tenant) faults.push(`${type} ${id} lies in another tenant`);
      else {
        for (const [column, value] of Object.entries(record.set)) {
          if (row[column] !== value) faults.push(`${type} ${id}: ${column} is "${row[column]}", acknowledged was "${value}"`);
          else if (row.provenance?.[camel(column)]?.set !== record.by[column]) faults.push(`${type} ${id}: ${column} comes from change set ${record.by[column]}, its provenance says ${JSON.stringify(row.provenance)}`);
        }
      }
    }
  }
  return faults;
}

/** Work in the background that was reported as done: each row and each record once. */
async function checkRuns({ sql }, { runs }) {
  const faults = [];
  for (const run of runs) {
    if (run.op === 'import') {
      const [found] = await sql(`select count(*)::int as all, count(distinct name)::int as names from accounts where tenant_id = $1 and name like $2 and deleted_at is null`, [run.tenant, `${run.prefix}-%`]);
      if (found.all !== run.rows || found.names !== run.rows) faults.push(`import ${run.prefix} of ${run.rows} rows made ${found.all} records with ${found.names} names`);
      // The same file twice would be told twice, too.
      const notices = await sql(`select count(*)::int as count from notifications where tenant_id = $1 and record_id = $2 and type = 'IMPORT_FINISHED'`, [run.tenant, run.importId]);
      if (notices[0].count > 1) faults.push(`the end of import ${run.importId} was told ${notices[0].count} times`);
    } else {
      const [items] = await sql(`select count(*)::int as all, count(distinct i.record_id)::int as records from change_items i join bulk_runs b on b.tenant_id = i.tenant_id and b.change_set_id = i.change_set_id where b.id = $1 and i.after ->> 'description' = $2`, [run.runId, run.value]);
      if (items.all !== run.ids.length || items.records !== run.ids.length) faults.push(`bulk action ${run.value} over ${run.ids.length} records: ${items.all} items over ${items.records} records`);
    }
  }
  return faults;
}

/** What holds for every row of every tenant at any moment. */
async function checkWhole({ sql }, { sets }) {
  const ask = async (what, text, parameters) => rows(await sql(text, parameters), what);
  return (await Promise.all([
    ask('acknowledged, without a change set', 'select x.id from unnest($1::uuid[]) x(id) where not exists (select from change_sets c where c.id = x.id)', [[...sets.keys()]]),
    ask('doubled', `select tenant_id, external_id, count(*)::int from (select tenant_id, external_id from accounts where deleted_at is null or true union all select tenant_id, external_id from opportunities) t where external_id like 'chaos-%' group by 1, 2 having count(*) > 1 limit 5`),
    ask('imported twice', `select tenant_id, name, count(*)::int from accounts where external_id is null and deleted_at is null group by 1, 2 having count(*) > 1 limit 5`),
    ask('change set whose items are not what it counts', 'select c.id, c.item_count, count(i.id)::int as items from change_sets c left join change_items i on i.tenant_id = c.tenant_id and i.change_set_id = c.id group by c.tenant_id, c.id, c.item_count having c.item_count <> count(i.id) limit 5'),
    ...Object.entries(TABLES).flatMap(([type, table]) => [
      ask(`${type} with another version than changes`, `select t.id, t.version, count(i.id)::int as items, max(i.version_after) as last from ${table} t left join change_items i on i.tenant_id = t.tenant_id and i.record_type = '${type}' and i.record_id = t.id group by t.tenant_id, t.id, t.version having count(i.id) <> t.version or max(i.version_after) is distinct from t.version limit 5`),
      ask(`${type} without provenance`, `select t.id from ${table} t where not exists (select from field_provenance p where p.tenant_id = t.tenant_id and p.record_id = t.id) limit 5`),
    ]),
    ask('change without an event', 'select i.id, i.record_type, i.operation from change_items i where not exists (select from outbox o where o.tenant_id = i.tenant_id and o.change_set_id = i.change_set_id and o.record_id = i.record_id) limit 5'),
    ask('event without its change', 'select o.id, o.kind from outbox o where o.change_set_id is not null and not exists (select from change_sets c where c.tenant_id = o.tenant_id and c.id = o.change_set_id) limit 5'),
    ask('event published twice in the order', 'select seq, count(*)::int from outbox where seq is not null group by seq having count(*) > 1 limit 5'),
    ask('kept sums that are not those of the deals, by', WRONGLY_KEPT),
    ask('told twice', 'select tenant_id, member_id, type, record_id, actor_name, count(*)::int from notifications where type like \'%ASSIGNED\' group by 1, 2, 3, 4, 5 having count(*) > 1 limit 5'),
  ])).flat();
}

/** Each event of the tenant since the subscriber came: heard by itself, in a sum, or covered by being told to read anew. */
export async function checkSubscriber({ sql }, heard, tenant, upTo, foreign) {
  const faults = [...heard.faults];
  const events = await sql('select seq::text as seq, change_set_id as "changeSetId", record_type as "recordType", record_id as "recordId" from outbox where tenant_id = $1 and seq > $2 and seq <= $3 and record_type is not null and record_id is not null', [tenant, String(heard.from), String(upTo)]);
  const missed = events.filter(({ seq, changeSetId, recordType }) => !heard.ids.has(seq) && !heard.bulk.has(`${changeSetId} ${recordType}`) && BigInt(seq) > heard.resyncedTo);
  if (missed.length > 0) faults.push(`${heard.name} missed ${missed.length} of ${events.length} events, the first: ${JSON.stringify(missed[0])}`);
  const own = new Set(events.map(({ recordId }) => recordId));
  const strange = [...heard.records].filter((id) => foreign.has(id) && !own.has(id));
  if (strange.length > 0) faults.push(`${heard.name} heard of ${strange.length} records of another tenant`);
  return faults;
}

/** Whether `tenant` can read what was acknowledged to another. */
export async function checkStrangers(tenant, entries) {
  const foreign = entries.filter((entry) => entry.tenant !== tenant.id && entry.externalId && entry.type === 'account').slice(-5).map(({ id }) => id);
  if (foreign.length === 0) return [];
  const { accounts } = await tenant.owner.ask('query ($ids: [ID!]) { accounts(filter: { id: { in: $ids } }) { nodes { id } } }', { ids: foreign });
  return accounts.nodes.map(({ id }) => `account ${id} of another tenant was read`);
}

/** Everything but the subscribers. @returns what is wrong, in words */
export async function check(stores, entries) {
  const expected = expectation(entries);
  return (await Promise.all([checkRecords(stores, expected), checkRuns(stores, expected), checkWhole(stores, expected)])).flat();
}
