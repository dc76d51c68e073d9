import { ConfigError } from '../config/config.js';

/** Says in one line why the process can't start, and ends it; the whole error follows where it is none of the expected ones. */
export function failToStart(error: unknown): never {
  process.stderr.write(`${bootFailure(error)}\n`);
  process.exit(1);
}

/** The text for an error that stopped the start. */
export function bootFailure(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const [cause] = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
  if (!(cause instanceof Error)) return `Kinship can't start: ${String(cause)}`;
  const code = 'code' in cause ? String(cause.code) : '';
  if (code === 'EADDRINUSE') return `Kinship can't start: another program listens on the port (${cause.message}). Set PORT.`;
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT') return `Kinship can't start: a server it needs does not answer (${cause.message}). Check DATABASE_URL and REDIS_URL.`;
  if (cause.name === 'MaxRetriesPerRequestError' || cause.message === 'Command timed out') return "Kinship can't start: a server it needs does not answer (Redis). Check REDIS_URL.";
  if (cause.name === 'ReplyError') return `Kinship can't start: Redis refuses the connection (${cause.message.split(' ', 1)[0]}). Check REDIS_URL.`;
  if (/^(28|3D)/.test(code)) return `Kinship can't start: PostgreSQL refuses the connection (${cause.message}). Check DATABASE_URL.`;
  return `Kinship can't start: ${cause.stack ?? cause.message}`;
}
