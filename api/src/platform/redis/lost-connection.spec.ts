import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import net, { type AddressInfo, type Server, type Socket } from 'node:net';
import { randomUUID } from 'node:crypto';
import { loadConfig } from '../config/config.js';
import { RedisClient } from './redis-client.js';

/** A wire to Redis whose answers can be held back, and which can be cut. */
let wire: Server;
let held = false;
const pairs = new Set<[Socket, Socket]>();
const cut = (): void => pairs.forEach((pair) => pair.forEach((end) => end.destroy()));
let redis: RedisClient;

beforeAll(async () => {
  const target = new URL(process.env['TEST_REDIS_URL']!);
  wire = net.createServer((socket) => {
    const upstream = net.connect(Number(target.port), target.hostname);
    const pair: [Socket, Socket] = [socket, upstream];
    pairs.add(pair);
    socket.pipe(upstream);
    upstream.on('data', (chunk) => held || socket.write(chunk));
    for (const [one, other] of [pair, [...pair].reverse() as typeof pair]) one.on('error', () => undefined).on('close', () => other.destroy());
    socket.on('close', () => pairs.delete(pair));
  });
  wire.listen(0, '127.0.0.1');
  await once(wire, 'listening');
  const url = Object.assign(new URL(target), { port: String((wire.address() as AddressInfo).port), hostname: '127.0.0.1' }).toString();
  redis = await RedisClient.connected(loadConfig({ DATABASE_URL: 'postgres://a@b/c', REDIS_URL: url, KINSHIP_SECRET: 'a secret of the tests, long enough' }));
  redis.on('error', () => undefined);
});
afterAll(async () => {
  await redis.onApplicationShutdown();
  cut();
  wire.close();
});

describe('what is under way to Redis when the connection is lost', () => {
  it('fails at once, also transactions, and what comes after gets its own answers', async () => {
    const key = `test:${randomUUID()}`;
    await redis.set(key, 'mine', 'EX', 60);
    for (let round = 0; round < 5; round++) {
      held = true;
      const waiting = [redis.multi().incr(`${key}:a`).incr(`${key}:b`).expire(`${key}:a`, 60).exec(), redis.get(`${key}:other`), redis.pipeline().get(key).get(key).exec()];
      const outcomes = Promise.all(waiting.map((one) => one.then((answers) => (Array.isArray(answers) && answers.some(([error]) => error) ? 'refused' : 'answered'), () => 'refused')));
      cut();
      held = false;
      expect(await outcomes).toEqual(['refused', 'refused', 'refused']);
      expect(await redis.get(key).catch(() => redis.get(key))).toBe('mine');
      expect(await redis.ping()).toBe('PONG');
    }
  });
});
