import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, readlinkSync } from 'node:fs';

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

export const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

/** Repeats `probe` until it returns something truthy; `undefined` when the time (ms) is over. */
export async function until(probe, timeout, every = 50) {
  const end = Date.now() + timeout;
  for (;;) {
    const result = await probe();
    if (result) return result;
    if (Date.now() > end) return undefined;
    await pause(every);
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
 * Output goes to `logFile` when given. `exited` resolves with { code, signal } when it ends.
 */
export function startServer(command, args, { logFile, ...options } = {}) {
  const fd = logFile ? openSync(logFile, 'a', 0o600) : undefined;
  const child = spawn(command, args, { detached: true, stdio: ['ignore', fd ?? 'inherit', fd ?? 'inherit'], ...options });
  if (fd !== undefined) closeSync(fd);
  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 1, signal: null, error }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  return { child, exited };
}

/** Asks a process to end with `signal`, insists with SIGKILL after `patience` ms, and resolves once it is gone. */
export async function stopServer({ child, exited }, signal = 'SIGTERM', patience = 20_000) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.kill(signal);
  const force = setTimeout(() => child.kill('SIGKILL'), patience);
  await exited;
  clearTimeout(force);
}

/** Runs a program to its end. Resolves with { code, output }; `onLine` sees every line as it comes. */
export function run(command, args, { onLine, echo = false, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    let rest = '';
    const take = (chunk) => {
      const text = chunk.toString();
      output += text;
      if (echo) process.stdout.write(text);
      if (!onLine) return;
      const lines = (rest + text).split('\n');
      rest = lines.pop();
      lines.forEach((line) => onLine(line));
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('error', (error) => resolve({ code: 127, output: String(error.message) }));
    child.once('close', (code, signal) => resolve({ code: code ?? 1, signal, output }));
  });
}

/** Full path of a program on the PATH, or undefined. */
export async function which(program) {
  const { code, output } = await run(process.platform === 'win32' ? 'where' : '/bin/sh', process.platform === 'win32' ? [program] : ['-c', `command -v ${program}`]);
  return code === 0 ? output.trim().split('\n')[0] : undefined;
}
