import { Injectable } from '@nestjs/common';
import { Topics } from '../../platform/realtime/topics.service.js';

/** Told to a member's open clients: what is new, if anything; the rest they ask for. */
export interface FeedMessage {
  readonly id: string | null;
}

/** Tells the clients a member has open that something is new or was read elsewhere. A message that is lost is made up for by the next. */
@Injectable()
export class NotificationFeed {
  constructor(private readonly topics: Topics) {}

  /** @param latest the newest notification of each member, or null where only something changed */
  async announce(latest: ReadonlyMap<string, string | null>): Promise<void> {
    await Promise.allSettled([...latest].map(([memberId, id]) => this.topics.publish(topicOf(memberId), { id } satisfies FeedMessage)));
  }

  /** Says at once that the stream stands. */
  watch(memberId: string): Promise<AsyncIterableIterator<FeedMessage>> {
    return this.topics.stream<FeedMessage>(topicOf(memberId), { initial: () => Promise.resolve({ id: null }), held: 20 });
  }
}

const topicOf = (memberId: string): string => `notifications:${memberId}`;
