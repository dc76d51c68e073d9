import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { RedisChannels } from '../redis/redis-channels.js';
import { AccessWatch, type AccessChange } from './access-watch.js';

/** Whose access something that is remembered tells. */
export interface RememberedOf {
  readonly userId: string;
  readonly tenantId: string | null;
  readonly memberId: string | null;
}

interface Remembered {
  readonly of: RememberedOf;
  readonly value: unknown;
  readonly until: number;
}

/** A message may get lost on its way; nobody is believed for longer than this, in milliseconds. */
const TRUSTED = 5_000;
const MOST = 10_000;

/**
 * Keeps at hand who callers are, so that a request does not begin with a look into the database. What is kept of somebody is forgotten with the change that concerns
 * them: in this process before the change is answered, in the others with a message that is sent before it is answered. A process that cannot hear messages remembers nothing.
 */
@Injectable()
export class CallerMemory implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly known = new Map<string, Remembered>();
  /** Counts what was forgotten: what was read meanwhile may be from before. */
  private changes = 0;
  private ends: (() => void)[] = [];

  constructor(
    private readonly access: AccessWatch,
    private readonly channels: RedisChannels,
  ) {}

  onApplicationBootstrap(): void {
    this.ends = [this.access.onChange((change) => this.forget(change)), this.channels.onResumed(() => this.forgetAll())];
  }

  onApplicationShutdown(): void {
    for (const end of this.ends) end();
  }

  /**
   * What is remembered under the key, else what `read` answers. That is remembered where it says of whom it is, until the time it names.
   * @param of null for what must not be remembered: a refusal may end at any moment
   */
  async recall<T>(key: string, read: () => Promise<T>, of: (value: T) => (RememberedOf & { readonly until: number }) | null): Promise<T> {
    const known = this.known.get(key);
    if (known && known.until > Date.now() && this.channels.isHearing) return known.value as T;
    const { changes } = this;
    const value = await read();
    const subject = of(value);
    if (subject && changes === this.changes && this.channels.isHearing) {
      this.forgetOld();
      if (this.known.size >= MOST) this.known.clear();
      this.known.delete(key);
      this.known.set(key, { of: subject, value, until: Math.min(subject.until, Date.now() + TRUSTED) });
    }
    return value;
  }

  /** For what changed without being told of. */
  forgetAll(): void {
    this.changes += 1;
    this.known.clear();
  }

  /** Whoever came last stands last. */
  private forgetOld(): void {
    for (const [key, { until }] of this.known) {
      if (until > Date.now()) return;
      this.known.delete(key);
    }
  }

  private forget({ tenantId, memberId, userId }: AccessChange): void {
    this.changes += 1;
    for (const [key, { of }] of this.known) {
      if ((!tenantId || of.tenantId === tenantId) && (!memberId || of.memberId === memberId) && (!userId || of.userId === userId)) this.known.delete(key);
    }
  }
}
