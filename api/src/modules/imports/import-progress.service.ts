import { Injectable } from '@nestjs/common';
import { currentTenantId } from '../../platform/context/request-context.js';
import { RedisChannels } from '../../platform/redis/redis-channels.js';

/** Tells whoever watches an import that it moved. Only the fact is sent; each watcher reads the import under its own permissions. */
@Injectable()
export class ImportProgress {
  constructor(private readonly channels: RedisChannels) {}

  /** A message that is lost costs nothing but a moment: the next batch sends another. */
  async tell(importId: string): Promise<void> {
    await this.channels.publish(channelOf(importId), '').catch(() => undefined);
  }

  /** One item for each time the import moved, several at once joined into one; the first comes at once. */
  async watch(importId: string): Promise<AsyncIterableIterator<string>> {
    let moved = true;
    let ended = false;
    let wake: (() => void) | null = null;
    const notice = (): void => {
      moved = true;
      wake?.();
    };
    const leave = await this.channels.subscribe(channelOf(importId), notice);
    const unresume = this.channels.onResumed(notice);
    const end = (): Promise<IteratorResult<string>> => {
      ended = true;
      leave();
      unresume();
      wake?.();
      return Promise.resolve({ done: true, value: undefined });
    };
    const stream: AsyncIterableIterator<string> = {
      async next() {
        while (!moved && !ended) await new Promise<void>((resolve) => (wake = resolve));
        if (ended) return { done: true, value: undefined };
        moved = false;
        return { done: false, value: importId };
      },
      return: end,
      throw: end,
      [Symbol.asyncIterator]() {
        return stream;
      },
    };
    return stream;
  }
}

const channelOf = (importId: string): string => `imports:${currentTenantId()}:${importId}`;
