import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from '../config/config.js';
import type { RequestContext } from '../context/request-context.js';
import { RedisChannels } from '../redis/redis-channels.js';
import { dataSourceOptions } from './data-source.js';
import { surviveLostConnections } from './lost-connections.js';

/** Channel on which processes tell each other which tenant has written. */
const WRITTEN = 'written';
/** How often is asked whether the replica has caught up, and how long one that failed is left alone, in milliseconds. */
const LOOK = 100;
const REST = 5_000;

const readers = new WeakSet<RequestContext>();

/** Says that this context only reads, and reads what people look at: it may be answered by a replica. */
export const mayUseReplica = (context: RequestContext): void => void readers.add(context);

/**
 * A second PostgreSQL that follows the first (DATABASE_REPLICA_URL), for what people read. Nobody reads what is older than what they know of: once a tenant has
 * written, in whichever process, all its reads go to the first until the second has passed the place of the log that the first was at by then. While it is not
 * known who writes, because Redis is away, or while the second does not answer, the first answers everything.
 */
@Injectable()
export class Replica implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Replica');
  /** Tenants that the replica may be behind of, and which write was heard of last. */
  private readonly behind = new Map<string, number>();
  private writes = 0;
  private source: DataSource | null = null;
  private primary: DataSource | null = null;
  /** False until it has caught up with everything that was written before this process listened. */
  private known = false;
  private restUntil = 0;
  private looking = false;
  private stopping = false;
  private endings: (() => void)[] = [];
  /** Reads it has answered. */
  served = 0;

  constructor(
    private readonly config: Config,
    private readonly channels: RedisChannels,
  ) {}

  /** Whether there is one at all. */
  get isWanted(): boolean {
    return this.config.databaseReplicaUrl !== null;
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.isWanted || !this.config.servesApi) return;
    // What was written while nothing was heard is not known.
    this.endings.push(this.channels.onResumed(() => this.forget()));
    this.channels.subscribe(WRITTEN, (tenantId) => this.note(tenantId)).then(
      (end) => this.endings.push(end),
      () => undefined,
    );
    await this.open();
  }

  beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    for (const end of this.endings) end();
    return this.source?.isInitialized ? this.source.destroy() : Promise.resolve();
  }

  /** Told by whoever opens units of work: where the first is. */
  follow(primary: DataSource): void {
    this.primary = primary;
  }

  /** The replica, where this context may read from it now. */
  for(tenantId: string, context: RequestContext | undefined): DataSource | null {
    if (!this.source || !context || !readers.has(context)) return null;
    if (!this.known || !this.channels.isHearing || this.behind.has(tenantId) || Date.now() < this.restUntil) return null;
    this.served += 1;
    return this.source;
  }

  /** It has not answered: for a while the first answers alone. */
  failed(error: unknown): void {
    this.restUntil = Date.now() + REST;
    this.logger.warn(`The replica does not answer: ${String(error)}`);
  }

  /** The tenant has written, and every process is told before whoever wrote is. */
  async wrote(tenantId: string): Promise<void> {
    this.note(tenantId);
    await this.channels.publish(WRITTEN, tenantId).catch(() => undefined);
  }

  private note(tenantId: string): void {
    this.behind.set(tenantId, ++this.writes);
    this.look();
  }

  private forget(): void {
    this.known = false;
    this.look();
  }

  private async open(): Promise<void> {
    const { databaseReplicaUrl, poolSize, requestSeconds } = this.config;
    if (this.stopping || databaseReplicaUrl === null) return;
    try {
      const source = await new DataSource(dataSourceOptions(databaseReplicaUrl, poolSize, requestSeconds * 1_000)).initialize();
      surviveLostConnections(source);
      this.source = source;
      this.look();
    } catch (error) {
      this.failed(error);
      setTimeout(() => void this.open(), REST).unref();
    }
  }

  /** Follows the replica until no tenant waits for it. */
  private look(): void {
    if (this.looking || !this.source) return;
    this.looking = true;
    void this.catchUp().finally(() => (this.looking = false));
  }

  private async catchUp(): Promise<void> {
    while (!this.stopping && (this.behind.size > 0 || !this.known)) {
      const upTo = this.writes;
      try {
        const [first] = await this.primary!.query<{ at: string }[]>('select pg_current_wal_insert_lsn()::text as at');
        while (!this.stopping && !(await this.hasPassed(first!.at))) await pause(LOOK);
        for (const [tenantId, write] of this.behind) if (write <= upTo) this.behind.delete(tenantId);
        this.known = true;
      } catch (error) {
        if (!this.stopping) this.failed(error);
        await pause(REST);
      }
    }
  }

  private async hasPassed(place: string): Promise<boolean> {
    const [row] = await this.source!.query<{ passed: boolean | null }[]>('select pg_last_wal_replay_lsn() >= $1::pg_lsn as passed', [place]);
    return row?.passed === true;
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());
