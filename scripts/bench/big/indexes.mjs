/**
 * Runs `work` on tables that have no foreign keys, no indexes but those that others point at, and no forced row-level security; all of it is there again afterwards, and every key checked.
 * The owner's role suffices.
 */
export async function withoutIndexes(connect, client, tables, say, work) {
  const names = tables.map((table) => client.escapeLiteral(table)).join(', ');
  const of = `c.conrelid in (select oid from pg_class where relname in (${names}) and relnamespace = 'public'::regnamespace)`;
  const described = `select c.conname as name, c.conrelid::regclass::text as table, pg_get_constraintdef(c.oid) as definition from pg_constraint c where ${of}`;
  const foreign = (await client.query(`${described} and c.contype = 'f'`)).rows;
  // What a foreign key of another table points at stays.
  const pointedAt = `exists (select from pg_constraint f where f.contype = 'f' and f.conindid = c.conindid and not (f.conrelid in (select oid from pg_class where relname in (${names}))))`;
  const keys = (await client.query(`${described} and c.contype in ('p', 'u') and not ${pointedAt}`)).rows;
  const indexes = (await client.query(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition, i.indrelid::regclass::text as table from pg_index i
     where i.indrelid in (select oid from pg_class where relname in (${names})) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
  )).rows;
  for (const table of tables) await client.query(`alter table ${table} no force row level security`);
  for (const { table, name } of [...foreign, ...keys]) await client.query(`alter table ${table} drop constraint ${client.escapeIdentifier(name)}`);
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  await work();
  const since = Date.now();
  // Two tables at once at most: each builder has a process of its own.
  const add = ({ table, name, definition }) => `alter table ${table} add constraint ${client.escapeIdentifier(name)} ${definition}`;
  const perTable = tables.map((table) => [...keys.filter((key) => key.table === table).map(add), ...indexes.filter((index) => index.table === table).map((index) => index.definition), `analyze ${table}`]);
  await side(connect, perTable, 2);
  say(`Indexes in ${((Date.now() - since) / 1000).toFixed(0)} s`);
  for (const key of foreign) await client.query(add(key));
  for (const table of tables) await client.query(`alter table ${table} force row level security`);
  say(`Indexes and foreign keys in ${((Date.now() - since) / 1000).toFixed(0)} s`);
}

async function side(connect, lists, width) {
  const left = [...lists];
  await Promise.all(Array.from({ length: width }, async () => {
    const client = await connect();
    await client.query("set maintenance_work_mem = '512MB'");
    for (let list = left.shift(); list; list = left.shift()) for (const sql of list) await client.query(sql);
    await client.end();
  }));
}
