import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { migrationFiles } from '../database/migration-source.js';
import { Lifecycle } from '../lifecycle/lifecycle.js';
import { RedisClient } from '../redis/redis-client.js';

/** Whether this process can do its work now, and what keeps it from it. */
export interface Readiness {
  readonly ready: boolean;
  /** By name of what was checked: `ok`, or the reason why not. Reasons name no host and no user. */
  readonly checks: Readonly<Record<string, string>>;
}

/** Answers the reason why something does not work, or null. */
export type HealthCheck = () => Promise<string | null>;

/** Longest time a check may take, in milliseconds. */
const PATIENCE = 2_000;

/** What readiness depends on. Modules add their own checks. */
@Injectable()
export class Health {
  private readonly checks = new Map<string, HealthCheck>();
  private readonly known = migrationFiles();

  constructor(
    private readonly dataSource: DataSource,
    private readonly lifecycle: Lifecycle,
    redis: RedisClient,
  ) {
    this.add('process', () => Promise.resolve(this.lifecycle.isEnding ? 'is ending' : null));
    this.add('database', async () => {
      await this.dataSource.query('select 1');
      return null;
    });
    this.add('migrations', () => this.pendingMigrations());
    this.add('redis', async () => ((await redis.ping()) === 'PONG' ? null : 'does not answer'));
  }

  /** Adds a check under a name of its own. */
  add(name: string, check: HealthCheck): void {
    this.checks.set(name, check);
  }

  async readiness(): Promise<Readiness> {
    const outcomes = await Promise.all([...this.checks].map(async ([name, check]) => [name, (await outcomeOf(check)) ?? 'ok'] as const));
    return { ready: outcomes.every(([, outcome]) => outcome === 'ok'), checks: Object.fromEntries(outcomes) };
  }

  private async pendingMigrations(): Promise<string | null> {
    const applied = new Set((await this.dataSource.query<{ timestamp: string }[]>('select timestamp from schema_migrations')).map((row) => Number(row.timestamp)));
    const missing = this.known.filter(({ timestamp }) => !applied.has(timestamp));
    return missing.length === 0 ? null : `${missing.length} not applied; run migrate`;
  }
}

async function outcomeOf(check: HealthCheck): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${PATIENCE} ms`), PATIENCE);
  });
  try {
    return await Promise.race([check(), late]);
  } catch {
    // What went wrong exactly may name hosts and roles; the log of the caller's next request has it.
    return 'does not answer';
  } finally {
    clearTimeout(timer);
  }
}
