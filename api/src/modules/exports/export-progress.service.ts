import { Injectable } from '@nestjs/common';
import { Topics } from '../../platform/realtime/topics.service.js';

/** Tells whoever watches an export that it moved; each watcher reads it under its own permissions. */
@Injectable()
export class ExportProgress {
  constructor(private readonly topics: Topics) {}

  /** A message that is lost costs nothing but a moment: the next batch sends another. */
  async tell(id: string): Promise<void> {
    await this.topics.publish(topicOf(id), id).catch(() => undefined);
  }

  watch(id: string): Promise<AsyncIterableIterator<string>> {
    return this.topics.stream<string>(topicOf(id), { initial: () => Promise.resolve(id) });
  }
}

const topicOf = (id: string): string => `export:${id}`;
