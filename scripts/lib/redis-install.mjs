import { Fault } from './log.mjs';
import { which } from './processes.mjs';

/** Path of a Redis-compatible server. */
export async function redisProgram() {
  const found = (await which('redis-server')) ?? (await which('valkey-server'));
  if (!found) throw new Fault('Kinship needs Redis: install redis-server or valkey-server, or set REDIS_URL.');
  return found;
}
