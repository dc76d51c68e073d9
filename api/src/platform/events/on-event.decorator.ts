import { SetMetadata } from '@nestjs/common';

export const EVENT_CONSUMER = 'kinship:event-consumer';

export interface EventConsumerMetadata {
  /** `opportunity.won`, `opportunity.*`, `*.deleted`. */
  readonly patterns: readonly string[];
  /** Name that the history shows when the consumer changes a record. */
  readonly actor: string;
}

/**
 * Marks the provider's method `(event: OutboxEvent)` that reacts to events with such names. It runs as a job after the commit, in the event's tenant, as the
 * named system actor. Every event comes at least once, so the method has to be idempotent (`event.id` is the key), and events of a
 * record may overtake each other, so it reads the record as it is by then instead of trusting the event.
 */
export const OnEvent = (patterns: string | readonly string[], actor = 'Kinship'): MethodDecorator =>
  SetMetadata(EVENT_CONSUMER, { patterns: typeof patterns === 'string' ? [patterns] : patterns, actor } satisfies EventConsumerMetadata);
