import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../config/config.js';
import type { Actor, RequestContext } from '../context/request-context.js';
import { RedisChannels } from '../redis/redis-channels.js';
import { MemberContexts } from './member-contexts.js';

/** What is told when somebody's access may have changed: the member's context as it is now, or null when there is no access any more. */
export type AccessListener = (context: RequestContext | null) => void;

/** Whose access may have changed: a member's, a user's in all tenants (sessions that ended), or everybody's in a tenant. */
export type AccessChange = { readonly tenantId: string; readonly memberId?: string | null; readonly userId?: undefined } | { readonly userId: string; readonly tenantId?: undefined; readonly memberId?: undefined };

interface Watcher {
  readonly context: RequestContext & { readonly tenantId: string };
  readonly actor: Extract<Actor, { kind: 'member' }>;
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
  private readonly watchers = new Set<Watcher>();
  private readonly listeners = new Set<(change: AccessChange) => void>();
  private ended: (() => void)[] = [];

  constructor(
    private readonly config: Config,
    private readonly channels: RedisChannels,
    private readonly members: MemberContexts,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.servesApi) return;
    this.ended = [
      this.channels.onResumed(() => this.recheck(() => true)),
      await this.channels.subscribe(CHANNEL, (message) => {
        const change = JSON.parse(message) as AccessChange;
        const { tenantId, memberId, userId } = change;
        this.noticed(change);
        this.recheck(({ context, actor }) => (!tenantId || context.tenantId === tenantId) && (!memberId || actor.memberId === memberId) && (!userId || actor.userId === userId));
      }),
    ];
  }

  onApplicationShutdown(): void {
    for (const end of this.ended) end();
  }

  /** Makes every process look again whether those concerned still have the access they had. Changes to members made through change sets announce themselves. */
  async announce(...changes: readonly AccessChange[]): Promise<void> {
    for (const change of changes) this.noticed(change);
    const messages = new Set(changes.map((change) => JSON.stringify(change)));
    if (messages.size > 0) await this.channels.publishMany([...messages].map((message) => [CHANNEL, message] as const));
  }

  /**
   * The same for a change that is done already, and that Redis must not undo: wait for it before the change is answered, so that no process serves the next
   * request by what it knew. Where Redis does not answer, the others remember nothing and their sockets notice with the next event.
   */
  async tell(...changes: readonly AccessChange[]): Promise<void> {
    await this.announce(...changes).catch((error: unknown) => this.logger.warn(`Other processes notice a change of access later: ${String(error)}`));
  }

  /** Calls the listener with each change: those of this process at once, the others' as they are heard. @returns a function that ends it */
  onChange(listener: (change: AccessChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Calls the listener whenever the access of the context's member may have changed. @returns a function that ends it */
  watch(context: RequestContext, listener: AccessListener): () => void {
    const { tenantId, actor } = context;
    if (!tenantId || actor?.kind !== 'member') return () => undefined;
    const watcher = { context: { ...context, tenantId }, actor, listener };
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  private noticed(change: AccessChange): void {
    for (const listener of this.listeners) listener(change);
  }

  private recheck(concerns: (watcher: Watcher) => boolean): void {
    const concerned = [...this.watchers].filter(concerns);
    for (const group of Map.groupBy(concerned, ({ actor, context }) => `${actor.memberId} ${context.apiKeyId ?? ''}`).values()) {
      const { context, actor } = group[0]!;
      this.members.contextOf(context.tenantId, actor.memberId, actor.via, randomUUID(), context.apiKeyId).then(
        (fresh) => group.forEach(({ listener }) => listener(fresh)),
        // Not being able to tell is no reason to go on as if nothing had happened.
        (error: unknown) => {
          this.logger.error(error);
          group.forEach(({ listener }) => listener(null));
        },
      );
    }
  }
}
