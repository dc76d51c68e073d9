import { Injectable } from '@nestjs/common';
import { Topics } from '../../platform/realtime/topics.service.js';

/** Tells whoever watches a run that it moved. Only the fact is sent; each watcher reads the run under its own permissions. */
@Injectable()
export class BulkProgress {
  constructor(private readonly topics: Topics) {}

  /** A message that is lost costs nothing but a moment: the next batch sends another. */
  async tell(runId: string): Promise<void> {
    await this.topics.publish(topicOf(runId), runId).catch(() => undefined);
  }

  /** The run's id at once, and again each time it moved. */
  watch(runId: string): Promise<AsyncIterableIterator<string>> {
    return this.topics.stream<string>(topicOf(runId), { initial: () => Promise.resolve(runId) });
  }
}

const topicOf = (runId: string): string => `bulk:${runId}`;
