import { randomBytes } from 'node:crypto';
import { getSharedConfigToken } from '@nestjs/bull';
import { Test, type TestingModule } from '@nestjs/testing';
import type { Type } from '@nestjs/common';
import type { QueueOptions } from 'bull';
import { Config, loadConfig } from '../../src/platform/config/config.js';
import { PlatformModule } from '../../src/platform/platform.module.js';
import { BullConnections, bullOptions } from '../../src/platform/queue/bull-queues.js';
import type { TestDatabase } from './database.js';

export interface ProcessOptions {
  /** Default `all`. */
  readonly role?: 'all' | 'api' | 'worker';
  /** Providers of the test itself: handlers, services. */
  readonly providers?: readonly Type<object>[];
  /** Joins the Redis keys of that process; without it the process has Redis to itself. */
  readonly redisPrefix?: string;
  /** Providers of the platform replaced by a descendant, to make them fail where a test needs it. */
  readonly override?: readonly (readonly [Type<object>, Type<object>])[];
  /** Times of the queues' locks, where a test waits for one to lapse. */
  readonly queueSettings?: QueueOptions['settings'];
}

/** The platform as one process of the product runs it, without HTTP, on the suite's own database and the tests' Redis. */
export interface TestProcess {
  readonly redisPrefix: string;
  get<T>(token: Type<T>): T;
  close(): Promise<void>;
}

export async function startProcess(db: TestDatabase, options: ProcessOptions = {}): Promise<TestProcess> {
  const redisPrefix = options.redisPrefix ?? `test-${randomBytes(6).toString('hex')}`;
  const config = loadConfig({
    DATABASE_URL: db.url,
    REDIS_URL: process.env['TEST_REDIS_URL'],
    KINSHIP_REDIS_PREFIX: redisPrefix,
    KINSHIP_ROLE: options.role ?? 'all',
    KINSHIP_SECRET: 'a secret of the tests, long enough',
    LOG_LEVEL: 'silent',
  });
  const builder = Test.createTestingModule({ imports: [PlatformModule], providers: [...(options.providers ?? [])] })
    .overrideProvider(Config)
    .useValue(config)
    .overrideProvider(getSharedConfigToken())
    .useFactory({
      inject: [BullConnections],
      factory: (connections: BullConnections) => {
        const standard = bullOptions(config, connections);
        return { ...standard, settings: { ...standard.settings, ...options.queueSettings } };
      },
    });
  for (const [token, replacement] of options.override ?? []) builder.overrideProvider(token).useClass(replacement);
  const module: TestingModule = await builder.compile();
  module.useLogger(false);
  await module.init();
  return { redisPrefix, get: (token) => module.get(token, { strict: false }), close: () => module.close() };
}
