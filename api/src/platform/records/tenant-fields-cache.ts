import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { currentTenantId, presentContext } from '../context/request-context.js';
import { RedisChannels } from '../redis/redis-channels.js';
import { forgetTenantFields, rememberTenantFields, type TenantFields } from './tenant-types.js';

/** Reads the present tenant's fields from where they are defined. */
export type TenantFieldSource = () => Promise<TenantFields>;

const CHANNEL = 'tenant-fields';
/** A message may get lost with Redis; nobody works with old definitions for longer than this. */
const TRUSTED_MS = 30_000;
const MOST_TENANTS = 10_000;

/**
 * Keeps the definitions of custom fields at hand in every process. They are read when a tenant's work enters the process, and again after another process
 * has said that they changed. What is at hand stays in use until the new ones are there, so a description never lacks its fields in between.
 */
@Injectable()
export class TenantFieldsCache implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly readAt = new Map<string, number>();
  private readonly reading = new Map<string, Promise<void>>();
  private changes = 0;
  private source: TenantFieldSource | null = null;
  private ends: (() => void)[] = [];

  constructor(private readonly channels: RedisChannels) {}

  async onApplicationBootstrap(): Promise<void> {
    this.ends = [
      // Messages in between were missed.
      this.channels.onResumed(() => this.readAt.clear()),
      await this.channels.subscribe(CHANNEL, (tenantId) => this.forget(tenantId)),
    ];
  }

  onApplicationShutdown(): void {
    for (const end of this.ends) end();
  }

  /** Called by the module that keeps the definitions, when it starts. */
  readFrom(source: TenantFieldSource): void {
    this.source = source;
  }

  /** Resolves once the present tenant's fields are at hand; costs nothing when they are. */
  ready(): Promise<void> | undefined {
    const tenantId = presentContext()?.tenantId;
    if (!tenantId || !this.source) return undefined;
    const readAt = this.readAt.get(tenantId);
    if (readAt !== undefined && Date.now() - readAt < TRUSTED_MS) return undefined;
    let reading = this.reading.get(tenantId);
    if (!reading) {
      reading = this.read(tenantId, this.source).finally(() => this.reading.delete(tenantId));
      this.reading.set(tenantId, reading);
    }
    return reading;
  }

  /** After the present tenant's definitions were changed and committed: every process reads them again before its next work for the tenant. */
  async changed(): Promise<void> {
    const tenantId = currentTenantId();
    this.forget(tenantId);
    await this.channels.publish(CHANNEL, tenantId);
  }

  /** Reads the present tenant's fields again, for work that must not rest on older ones. */
  async renew(): Promise<void> {
    this.forget(currentTenantId());
    await this.ready();
  }

  private forget(tenantId: string): void {
    this.readAt.delete(tenantId);
    this.changes += 1;
  }

  /** Reads again when something changed meanwhile: what was read may be from before. */
  private async read(tenantId: string, source: TenantFieldSource): Promise<void> {
    for (;;) {
      const [at, changes] = [Date.now(), this.changes];
      const fields = await source();
      if (this.readAt.size > MOST_TENANTS) {
        this.readAt.clear();
        forgetTenantFields();
      }
      rememberTenantFields(tenantId, fields);
      if (changes !== this.changes) continue;
      this.readAt.set(tenantId, at);
      return;
    }
  }
}
