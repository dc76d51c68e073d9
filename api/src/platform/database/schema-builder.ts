import type { QueryRunner } from 'typeorm';

/** What a migration says about a table that belongs to tenants. */
export interface TenantTable {
  readonly name: string;
  /** Column definitions besides `tenant_id` and `id`. */
  readonly columns: readonly string[];
  /** Further constraints; every key and foreign key leads with `tenant_id`. */
  readonly constraints?: readonly string[];
  /** Indexes as `name (columns) where ...`; `tenant_id` is put in front of the columns. */
  readonly indexes?: readonly string[];
  /** What the API's role may do; append-only tables leave out update and delete. */
  readonly grants?: string;
  /** Further policies as `name for select using (...)`. */
  readonly policies?: readonly string[];
}

/** The tenant of the present transaction; null (no rows) when none is set. */
export const CURRENT_TENANT = `nullif(current_setting('app.tenant_id', true), '')::uuid`;
/** True inside `Database.runAs(scope)`. */
export const inScope = (scope: string): string => `current_setting('app.scope', true) = '${scope}'`;

/** Where functions with the owner's rights look for names: among temporary objects last, not first, because anybody may make those. */
export const DEFINERS_PATH = 'public, pg_temp';

/** Creates a tenant table with everything isolation needs: composite key, FORCEd row-level security, policy and grants. */
export async function createTenantTable(runner: QueryRunner, table: TenantTable): Promise<void> {
  const { name, columns, constraints = [], indexes = [], policies = [], grants = 'select, insert, update, delete' } = table;
  await runner.query(`create table ${name} (
    tenant_id uuid not null default ${CURRENT_TENANT} references tenants (id) on delete cascade,
    id uuid not null default uuidv7(),
    ${[...columns, `constraint ${name}_pkey primary key (tenant_id, id)`, ...constraints].join(',\n    ')}
  )`);
  for (const index of indexes) await createIndex(runner, name, index);
  await protect(runner, name, [`tenant_isolation for all using (tenant_id = ${CURRENT_TENANT}) with check (tenant_id = ${CURRENT_TENANT})`, ...policies], grants);
}

/**
 * `unique contacts_email (email) where deleted_at is null` -> an index that leads with the tenant. GIN has no operators for a plain uuid, but for arrays of them, and statements that ask for the
 * tenant as `array[tenant_id] @> array[...]` are no work for any other index.
 */
export async function createIndex(runner: QueryRunner, table: string, definition: string): Promise<void> {
  const match = /^(unique )?(\w+) (?:using (\w+) )?\((.*?)\)( include \(.*?\))?( where .*)?$/s.exec(definition);
  if (!match) throw new Error(`Unreadable index definition: ${definition}`);
  const [, unique = '', name, method, columns, include = '', where = ''] = match;
  const lead = method === 'gin' ? '(array[tenant_id]), ' : 'tenant_id, ';
  await runner.query(`create ${unique}index ${name} on ${table} ${method ? `using ${method} ` : ''}(${lead}${columns})${include}${where}`);
}

/** Turns row-level security on and FORCEs it, adds the policies, and lets the API's role in. The owner may read, for maintenance and the search function. */
export async function protect(runner: QueryRunner, table: string, policies: readonly string[], grants = 'select, insert, update, delete'): Promise<void> {
  await runner.query(`alter table ${table} enable row level security; alter table ${table} force row level security`);
  for (const policy of policies) {
    const [name, ...rest] = policy.split(' ');
    await runner.query(`create policy ${name} on ${table} ${rest.join(' ')}`);
  }
  await runner.query(`create policy owner_reads on ${table} for select to current_user using (true)`);
  await runner.query(`grant ${grants} on ${table} to ${API_ROLE}`);
}

/** Role that the API and workers connect as; it cannot bypass row-level security and owns nothing. */
export const API_ROLE = 'kinship_api';

/** Columns every record table has after its own; see `defineRecord`. */
export function recordColumns(options: { owned: boolean; archivable: boolean }): string[] {
  return [
    `version integer not null default 1`,
    `external_id text`,
    `created_at timestamptz(3) not null default now()`,
    `updated_at timestamptz(3) not null default now()`,
    `deleted_at timestamptz(3)`,
    `created_by_id uuid`,
    `search_text text not null default ''`,
    ...(options.owned ? ['owner_id uuid'] : []),
    ...(options.archivable ? ['archived_at timestamptz(3)'] : []),
  ];
}

/** `reference('account_id', 'accounts')`: a foreign key that carries the tenant, and forgets only the pointing column. */
export const foreignKey = (column: string, target: string, onDelete: 'set null' | 'cascade' | 'restrict' = 'set null'): string =>
  `foreign key (tenant_id, ${column}) references ${target} (tenant_id, id) on delete ${onDelete === 'set null' ? `set null (${column})` : onDelete}`;

/** Creates the table of a record type. `columns` and `constraints` are its own; the platform's come with it. */
export async function createRecordTable(
  runner: QueryRunner,
  table: TenantTable & { readonly owned?: boolean; readonly archivable?: boolean },
): Promise<void> {
  const owned = table.owned ?? true;
  const archivable = table.archivable ?? owned;
  await createTenantTable(runner, {
    ...table,
    columns: [...table.columns, ...recordColumns({ owned, archivable })],
    constraints: [...(table.constraints ?? []), ...(table.name === 'members' ? [] : [foreignKey('created_by_id', 'members'), ...(owned ? [foreignKey('owner_id', 'members')] : [])])],
    indexes: [
      ...(table.indexes ?? []),
      `${table.name}_live (created_at, id) where deleted_at is null`,
      `${table.name}_deleted (deleted_at, id) where deleted_at is not null`,
      `${table.name}_external_id (external_id) where external_id is not null and deleted_at is null`,
      ...(owned ? [`${table.name}_owner (owner_id, id) where deleted_at is null`] : []),
    ],
  });
  await createSearchIndex(runner, table.name, searchIndex(table.name));
  await createSearch(runner, table.name);
}

/** How alike a word must be to count as a misspelling of another, 0 to 1; measured on names: "smth" and "Smith" are 0.6, "micheal" and "Michael" 0.5. */
const ALIKE = 0.45;
/** Candidates that are weighed, at most; more words make fewer. */
const WEIGHED = 500;
/** The tenant, asked of the search's index together with the trigrams. */
const INDEX_BY_TENANT = 'array[c.tenant_id] @> array[tenant]';
/** The tenant, asked of no index: none serves "not distinct". */
const NO_INDEX_BY_TENANT = 'c.tenant_id is not distinct from tenant';
const SEARCH_ARGUMENTS = 'whole text, words text[], patterns text[], sure text[], near text[], beside text, at_most integer';

/**
 * Creates the search over one record table that forgives: words in any order, beginnings before middles, and where that finds too little, words that are nearly the same. Runs as the owner and names the
 * tenant itself, for the reason given at `search_record_ids`; it answers ids that the caller reads again under its own policies. A migration that drops the table drops this with `dropSearch`.
 *
 * `words` and their `patterns` all have to fit. Those that the index is asked for are `sure` (patterns) and `near` (words), two of each at most, and `beside` one near word a pattern that must fit. Each table has a function of its own so that its
 * plans are kept: to plan a search takes several times as long as to do it, because the planner tries each misspelt word on its sample of the table. Plans are the same whoever asks, but for a tenant that has
 * most of the table: it would look at its own million places for nothing, so it goes by the trigrams alone. For all others the index leaves out what is not theirs; no index of the tenant alone serves either way, for
 * what is right for a tenant of average size would be minutes for the largest.
 */
export async function createSearch(runner: QueryRunner, table: string): Promise<void> {
  const found = (condition: string): string => `select c.id, c.search_text from ${table} c where c.deleted_at is null and ${condition} limit ${WEIGHED}`;
  const exactly = (condition: string): string => `return query select t.id, (case when starts_with(t.search_text, whole) then 1.0 when position(' ' || whole in t.search_text) > 0 then 0.9 else 0.8 end)::real
          from (${found(`${condition} and c.search_text like all (patterns)`)}) t order by 2 desc, t.id desc limit at_most`;
  // A word of three letters has too few trigrams to be nearly another.
  const others = `(cardinality(near) = cardinality(words) or (select bool_and(case when length(w.word) < 4 then c.search_text like w.pattern else c.search_text %> w.word end) from unnest(words, patterns) w (word, pattern)))`;
  const nearly = (condition: string): string => `return query select t.id, (0.7 * word_similarity(whole, t.search_text))::real from (${found(`${condition} and ${others}`)}) t order by 2 desc, t.id desc limit at_most`;
  const search = (own: string): string => `if cardinality(sure) = 0 then
          ${exactly('c.tenant_id = tenant')};
        else
          ${exactly(`${own} and c.search_text like sure[1] and c.search_text like coalesce(sure[2], '%')`)};
        end if;
        if found or cardinality(near) = 0 then return; end if;
        perform set_config('pg_trgm.word_similarity_threshold', '${ALIKE}', true);
        if cardinality(near) = 1 then
          ${nearly(`${own} and c.search_text %> near[1] and c.search_text like beside`)};
        else
          ${nearly(`${own} and c.search_text %> near[1] and c.search_text %> near[2]`)};
        end if;`;
  // Statistics of the table itself are hidden by its row-level security, those of the index are not. Nobody has most of a table that was never analysed.
  const most = `exists (select from pg_stats s where s.schemaname = 'public' and s.tablename = '${searchIndex(table)}' and s.most_common_freqs[1] > 0.5 and (s.most_common_vals::text::text[])[1] = array[tenant]::text)`;
  await runner.query(`create or replace function ${searchName(table)}(${SEARCH_ARGUMENTS}) returns table (id uuid, score real)
    language plpgsql volatile security definer set search_path = ${DEFINERS_PATH} set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
    #variable_conflict use_variable
    declare
      tenant uuid := ${CURRENT_TENANT};
    begin
      if ${most} then
        ${search(NO_INDEX_BY_TENANT)}
      else
        ${search(INDEX_BY_TENANT)}
      end if;
    end $$`);
  await runner.query(`revoke all on function ${searchName(table)} from public`);
  await runner.query(`grant execute on function ${searchName(table)} to ${API_ROLE}`);
}

export const dropSearch = (runner: QueryRunner, table: string): Promise<unknown> => runner.query(`drop function ${searchName(table)}`);

/** Tables that have a search text. */
export async function searchableTables(runner: QueryRunner): Promise<string[]> {
  const tables = (await runner.query(`select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'search_text' order by 1`)) as { name: string }[];
  return tables.map(({ name }) => name);
}

/** The name of the index that a table's search reads. */
export const searchIndex = (table: string): string => `${table}_search`;

/** Creates it, under its own or another name. */
export const createSearchIndex = (runner: QueryRunner, table: string, name: string): Promise<void> => createIndex(runner, table, `${name} using gin (search_text gin_trgm_ops)`);

/** The function that searches a record table; called by the API with what `createSearch` says. */
export const searchName = (table: string): string => `search_${table}`;

/** What a custom field may point at: the column for it in every value table, and the table it points into. */
export type CustomTarget = readonly [column: string, table: string];

/**
 * Creates the table of custom values for the records of `table`. One column for each type of value, because only plain columns are served by indexes under
 * row-level security; one for each type of record pointed at, because only so it can be a foreign key that carries the tenant.
 */
export async function createCustomValueTable(runner: QueryRunner, table: string, targets: readonly CustomTarget[]): Promise<void> {
  const name = `${table}_custom_values`;
  await runner.query(`create table ${name} (
    tenant_id uuid not null default ${CURRENT_TENANT} references tenants (id) on delete cascade,
    record_id uuid not null,
    field_id uuid not null,
    position integer not null default 0,
    text_value text,
    long_value text,
    number_value double precision,
    money_value bigint,
    boolean_value boolean,
    date_value date,
    time_value timestamptz(3),
    constraint ${name}_pkey primary key (tenant_id, record_id, field_id, position),
    ${foreignKey('record_id', table, 'cascade')},
    ${foreignKey('field_id', 'custom_fields', 'cascade')}
  )`);
  for (const kind of ['text', 'number', 'money', 'boolean', 'date', 'time']) await createIndex(runner, name, `${name}_${kind} (field_id, ${kind}_value, record_id) where ${kind}_value is not null`);
  await protect(runner, name, [`tenant_isolation for all using (tenant_id = ${CURRENT_TENANT}) with check (tenant_id = ${CURRENT_TENANT})`]);
  for (const target of targets) await addCustomTarget(runner, name, target);
}

/** Lets custom fields of one more table point at records of another; a new record type calls it for each value table there is. */
export async function addCustomTarget(runner: QueryRunner, valueTable: string, [column, target]: CustomTarget): Promise<void> {
  await runner.query(`alter table ${valueTable} add column ${column} uuid, add constraint ${valueTable}_${column} ${foreignKey(column, target, 'cascade')}`);
  // Led by the record pointed at, so that the foreign key finds its users when that record goes.
  await createIndex(runner, valueTable, `${valueTable}_${column} (${column}, field_id, record_id) where ${column} is not null`);
}

/** Sums of a record table that its migration has kept. */
export interface KeptSumsTable {
  /** The record table. */
  readonly of: string;
  /** Definitions of the columns that records are grouped by, as they stand in the record table. */
  readonly by: readonly string[];
  /** Columns that are added up. */
  readonly sums: readonly string[];
  /** Which records count: those that a list has unless it says otherwise. */
  readonly where: string;
}

/** The table that the sums of a record table are kept in. */
export const keptSumsTable = (table: string): string => `${table}_kept_sums`;

/**
 * Keeps numbers and sums of a record table, by groups, exact in every transaction. No row is ever updated, so writers wait for nobody: each statement that changes records adds what it changed, a row a group,
 * in its own transaction and with the rights of whoever runs it. Whoever reads adds up the rows of a group, a few hundred in all, because a job folds them together (`KeptSumsFolding`). Fills the table from what is there:
 * from the first trigger on until the migration has ended, writes of the record table wait, and reads do not.
 */
export async function createKeptSums(runner: QueryRunner, { of, by, sums, where }: KeptSumsTable): Promise<void> {
  const kept = keptSumsTable(of);
  const keys = ['tenant_id', ...by.map((definition) => definition.split(' ')[0]!)].join(', ');
  const added = ['records', ...sums];
  await createTenantTable(runner, {
    name: kept,
    columns: [...by, 'folded boolean not null default false', 'records bigint not null', ...sums.map((column) => `${column} numeric not null`)],
    indexes: [`${kept}_unfolded (id) where not folded`],
    grants: 'select, insert, delete',
    // What the owner writes of records, be it what a foreign key does to them, is followed as well.
    policies: ['owner_follows for insert to current_user with check (true)'],
  });
  const side = (sign: string, rows: string): string => `select ${keys}, ${sign}1 as records, ${sums.map((column) => `${sign}coalesce(${column}, 0) as ${column}`).join(', ')} from ${rows} where ${where}`;
  // The name of the schema keeps out a temporary table of that name: what a foreign key does is followed with the owner's rights.
  const add = (changes: string, folded = false): string =>
    `insert into public.${kept} (${keys}, folded, ${added.join(', ')}) select ${keys}, ${folded}, ${added.map((column) => `sum(${column})`).join(', ')} from (${changes}) changes
     group by ${keys} having ${added.map((column) => `sum(${column}) <> 0`).join(' or ')}`;
  await runner.query(`create function ${kept}_follow() returns trigger language plpgsql as $$
    begin
      if tg_op = 'INSERT' then
        ${add(side('', 'fresh'))};
      elsif tg_op = 'UPDATE' then
        ${add(`${side('', 'fresh')} union all ${side('-', 'stale')}`)};
      else
        ${add(side('-', 'stale'))};
      end if;
      return null;
    end $$`);
  await runner.query(`create trigger ${kept}_insert after insert on ${of} referencing new table as fresh for each statement execute function ${kept}_follow()`);
  await runner.query(`create trigger ${kept}_update after update on ${of} referencing old table as stale new table as fresh for each statement execute function ${kept}_follow()`);
  await runner.query(`create trigger ${kept}_delete after delete on ${of} referencing old table as stale for each statement execute function ${kept}_follow()`);
  await runner.query(add(side('', of), true));
}

export async function dropKeptSums(runner: QueryRunner, of: string): Promise<void> {
  const kept = keptSumsTable(of);
  for (const event of ['insert', 'update', 'delete']) await runner.query(`drop trigger ${kept}_${event} on ${of}`);
  await runner.query(`drop function ${kept}_follow; drop table ${kept}`);
}
