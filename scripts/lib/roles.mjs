/**
 * The database roles, the same for the embedded database, for tests and for docker compose (docker/postgres-init.sh):
 * - `kinship_owner` owns the schema and runs migrations; row-level security is FORCEd, so it binds this role too;
 * - `kinship_api` is what the running product uses: no superuser, no BYPASSRLS, owns nothing.
 */
export const OWNER = 'kinship_owner';
export const API = 'kinship_api';
const LIMITS = 'nosuperuser nobypassrls noreplication nocreaterole';

/**
 * Creates or corrects the roles and the database. Idempotent.
 * @param client a connected pg client of a superuser, in the database `postgres`
 * @param options.createdb lets the owner create databases (tests make one per suite)
 */
export async function ensureRoles(client, { ownerPassword, apiPassword, database, createdb = false }) {
  const { rows } = await client.query('select rolname from pg_roles where rolname like $1', ['kinship%']);
  const known = new Set(rows.map((row) => row.rolname));
  const role = (name, options) => client.query(`${known.has(name) ? 'alter' : 'create'} role ${name} ${options}`);
  await role(OWNER, `login ${createdb ? 'createdb' : 'nocreatedb'} ${LIMITS} password ${client.escapeLiteral(ownerPassword)}`);
  await role(API, `login nocreatedb ${LIMITS} password ${client.escapeLiteral(apiPassword)}`);
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
  if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)} owner ${OWNER}`);
}
