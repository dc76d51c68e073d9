import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, readlinkSync } from 'node:fs';

/** Servers that run, in the order they were started; short programs that run. Both are ended when this process ends. */
const servers = [];
const jobs = new Set();

process.on('exit', () => {
  for (const server of servers) signalTo(server, server.signal);
  for (const child of jobs) child.kill('SIGTERM');
});

/** Whether a process with this id exists (also when it belongs to somebody else). */
export function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Name of the program a process runs, or undefined where the system does not tell. */
export function programOf(pid) {
  try {
    return readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, '').split('/').pop();
  } catch {
    return undefined;
  }
}

/** Repeats `probe` until it returns something truthy; `undefined` when the time (ms) is over. */
export async function until(probe, timeout, every = 50) {
  const end = Date.now() + timeout;
  for (;;) {
    const result = await probe();
    if (result) return result;
    if (Date.now() > end) return undefined;
    await new Promise((resolve) => { setTimeout(resolve, every); });
  }
}

/** Last lines of a file, for messages. */
export function tail(file, lines = 20) {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}

/**
 * Starts a server in its own process group, so that Ctrl-C in the terminal reaches only the script, which then stops the servers in order.
 * @param options.name for messages
 * @param options.logFile where its output goes; to the terminal without
 * @param options.signal what asks it to end; SIGKILL follows after `patience` ms
 * @param options.family whether the programs it starts get the signal too; for those that do not pass it on
 * @returns { name, logFile, child, exited }; `exited` resolves with { code, signal } when it ends
 */
export function startServer(command, args, { name, logFile, signal = 'SIGTERM', patience = 20_000, family = false, ...options }) {
  const fd = logFile ? openSync(logFile, 'a', 0o600) : undefined;
  const child = spawn(command, args, { detached: true, stdio: ['ignore', fd ?? 'inherit', fd ?? 'inherit'], ...options });
  if (fd !== undefined) closeSync(fd);
  const server = { name, logFile, signal, patience, family, child };
  servers.push(server);
  server.exited = new Promise((resolve) => {
    const ended = (result) => {
      if (servers.includes(server)) servers.splice(servers.indexOf(server), 1);
      resolve(result);
    };
    child.once('error', (error) => ended({ code: 1, signal: null, error }));
    child.once('exit', (code, by) => ended({ code, signal: by }));
  });
  return server;
}

function signalTo({ child, family }, signal) {
  try {
    if (family && child.pid && process.platform !== 'win32') process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // It ended in the meantime.
  }
}

/** Asks a server to end, insists after its patience, and resolves once it is gone. */
export async function stopServer(server) {
  if (!servers.includes(server)) return;
  signalTo(server, server.signal);
  const force = setTimeout(() => signalTo(server, 'SIGKILL'), server.patience);
  await server.exited;
  clearTimeout(force);
}

/** Ends everything that was started here: short programs first, then the servers, the last started first. */
export async function stopEverything() {
  for (const child of jobs) child.kill('SIGTERM');
  while (servers.length > 0) await stopServer(servers.at(-1));
}

/**
 * Runs a program to its end. Resolves with { code, output }; `onLine` sees every line as it comes, `echo` shows its output
 * (true), or one stream of it ('stdout', 'stderr').
 */
export function run(command, args, { onLine, echo = false, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    jobs.add(child);
    let output = '';
    let rest = '';
    const take = (stream) => (chunk) => {
      const text = chunk.toString();
      output += text;
      if (echo === true || echo === stream) process.stdout.write(text);
      if (!onLine) return;
      const lines = (rest + text).split('\n');
      rest = lines.pop();
      lines.forEach((line) => onLine(line));
    };
    const ended = (result) => {
      jobs.delete(child);
      resolve(result);
    };
    child.stdout.on('data', take('stdout'));
    child.stderr.on('data', take('stderr'));
    child.once('error', (error) => ended({ code: 127, output: String(error.message) }));
    child.once('close', (code) => ended({ code: code ?? 1, output }));
  });
}

/** Full path of a program on the PATH, or undefined. */
export async function which(program) {
  const { code, output } = process.platform === 'win32' ? await run('where', [program]) : await run('/bin/sh', ['-c', `command -v ${program}`]);
  return code === 0 ? output.trim().split('\n')[0] : undefined;
}
