import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../config/config.js';
import type { RequestContext } from '../context/request-context.js';
import { RedisChannels } from '../redis/redis-channels.js';
import { MemberContexts } from './member-contexts.js';

/** What is told when somebody's access may have changed: the member's context as it is now, or null when there is no access any more. */
export type AccessListener = (context: RequestContext | null) => void;

interface Watcher {
  readonly context: RequestContext;
  readonly listener: AccessListener;
}

const CHANNEL = 'access';

/**
 * Tells what lives longer than a request (sockets, streams) that a role, a membership or a tenant's state has changed, in every process, so that it
 * takes effect at once and not with the next token.
 */
@Injectable()
export class AccessWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Access');
  private readonly watchers = new Map<string, Set<Watcher>>();
  private ended: (() => void)[] = [];

  constructor(
    private readonly config: Config,
    private readonly channels: RedisChannels,
    private readonly members: MemberContexts,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.servesApi) return;
    this.ended = [
      this.channels.onResumed(() => {
        for (const tenantId of this.watchers.keys()) this.recheck(tenantId, null);
      }),
      await this.channels.subscribe(CHANNEL, (message) => {
        const [tenantId = '', memberId = ''] = message.split('/');
        this.recheck(tenantId, memberId || null);
      }),
    ];
  }

  onApplicationShutdown(): void {
    for (const end of this.ended) end();
  }

  /** Makes every process look again whether the member, or everybody of the tenant, still has the access they had. Changes of members announce themselves. */
  async announce(tenantId: string, memberId: string | null = null): Promise<void> {
    await this.announceMany([[tenantId, memberId]]);
  }

  async announceMany(changes: Iterable<readonly [tenantId: string, memberId: string | null]>): Promise<void> {
    const messages = new Set([...changes].map(([tenantId, memberId]) => (memberId ? `${tenantId}/${memberId}` : tenantId)));
    if (messages.size > 0) await this.channels.publishMany([...messages].map((message) => [CHANNEL, message] as const));
  }

  /** Calls the listener whenever the access of the context's member may have changed. @returns a function that ends it */
  watch(context: RequestContext, listener: AccessListener): () => void {
    const { tenantId, actor } = context;
    if (!tenantId || actor?.kind !== 'member') return () => undefined;
    const watcher = { context, listener };
    const watchers = this.watchers.get(tenantId) ?? new Set();
    this.watchers.set(tenantId, watchers.add(watcher));
    return () => {
      watchers.delete(watcher);
      if (watchers.size === 0 && this.watchers.get(tenantId) === watchers) this.watchers.delete(tenantId);
    };
  }

  private recheck(tenantId: string, memberId: string | null): void {
    const concerned = [...(this.watchers.get(tenantId) ?? [])].flatMap((watcher) => {
      const { actor } = watcher.context;
      return actor?.kind === 'member' && (memberId === null || memberId === actor.memberId) ? [{ watcher, actor }] : [];
    });
    for (const [id, group] of Map.groupBy(concerned, ({ actor }) => actor.memberId)) {
      this.members.contextOf(tenantId, id, group[0]!.actor.via, randomUUID()).then(
        (context) => group.forEach(({ watcher }) => watcher.listener(context)),
        // Not being able to tell is no reason to go on as if nothing had happened.
        (error: unknown) => {
          this.logger.error(error);
          group.forEach(({ watcher }) => watcher.listener(null));
        },
      );
    }
  }
}
