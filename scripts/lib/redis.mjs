import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { Fault } from './log.mjs';
import { freePort } from './ports.mjs';
import { alive, programOf, startServer, stopServer, tail, until } from './processes.mjs';
import { redisProgram } from './redis-install.mjs';
import { writePrivate } from './state.mjs';

/** Sends one command line and resolves with the first answer, or '' when nobody answers. */
function ask(port, password, command) {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1' });
    let answer = '';
    const finish = (value) => { socket.destroy(); resolve(value); };
    socket.setTimeout(2000, () => finish(''));
    socket.once('error', () => finish(''));
    socket.once('close', () => finish(answer));
    socket.once('connect', () => socket.write(`AUTH ${password}\r\n${command}\r\n`));
    socket.on('data', (chunk) => {
      answer += chunk;
      const lines = answer.split('\r\n').filter(Boolean);
      if (lines.length >= 2) finish(lines[1]);
    });
  });
}

async function clearLeftovers(folder) {
  const file = path.join(folder, 'redis.pid');
  if (!existsSync(file)) return;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  if (alive(pid) && /redis|valkey/.test(programOf(pid) ?? '')) {
    process.kill(pid, 'SIGTERM');
    if (!(await until(() => !alive(pid), 10_000))) throw new Fault(`A Redis of an earlier start (process ${pid}) does not stop. End it and start again.`);
  }
  rmSync(file, { force: true });
}

/**
 * Starts a Redis of our own, reachable from this machine only and with a password.
 * @param options.throwAway for tests: keeps nothing on disk
 * @returns { port, url, server, stop() }
 */
export async function startRedis({ home, password, port, throwAway = false, logFile, onStage = () => undefined }) {
  const program = await redisProgram({ home, onStage });
  const folder = path.join(home, 'redis');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await clearLeftovers(folder);
  const chosen = await freePort(port);
  onStage(`port ${chosen}`);
  const file = path.join(folder, 'redis.conf');
  writePrivate(file, [
    'bind 127.0.0.1', `port ${chosen}`, 'protected-mode yes', `requirepass ${password}`, `dir "${folder}"`, 'daemonize no', `pidfile "${path.join(folder, 'redis.pid')}"`,
    // Queues must never lose entries to make room.
    'maxmemory-policy noeviction', 'databases 16',
    ...(throwAway ? ['save ""', 'appendonly no'] : ['appendonly yes', 'appendfsync everysec']), '',
  ].join('\n'));
  const server = startServer(program, [file], { cwd: folder, logFile, name: 'Redis' });
  let ended;
  void server.exited.then((result) => { ended = result; });
  const ready = await until(async () => ended ?? ((await ask(chosen, password, 'PING')) === '+PONG'), 30_000);
  if (ready !== true) {
    await stopServer(server);
    throw new Fault(`Redis did not start. The end of its log:\n${logFile ? tail(logFile) : ''}`);
  }
  return {
    port: chosen,
    url: `redis://default:${password}@127.0.0.1:${chosen}`,
    server,
    stop: () => stopServer(server),
  };
}
