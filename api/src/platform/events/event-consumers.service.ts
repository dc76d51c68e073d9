import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { matchesKind } from '@libs/contracts';
import { actingAs, currentTenantId } from '../context/request-context.js';
import { Database } from '../database/database.js';
import { notFound } from '../errors/app-error.js';
import { JobHandler } from '../queue/job-handler.decorator.js';
import { markedMethods } from '../queue/job-handlers.js';
import { JobQueue } from '../queue/job-queue.service.js';
import type { PromisedJob } from '../queue/promised-jobs.js';
import { EVENT_CONSUMER, type EventConsumerMetadata } from './on-event.decorator.js';
import { eventColumns, type OutboxEvent } from './outbox-event.js';

interface Consumer extends EventConsumerMetadata {
  readonly name: string;
  readonly consume: (event: OutboxEvent) => Promise<unknown>;
}

type Delivery = { readonly consumer: string; readonly eventId: string };

/** Hands events to the methods that are marked with `@OnEvent`: one job for each event and consumer, so that one that fails holds up no other. */
@Injectable()
export class EventConsumers {
  private found: readonly Consumer[] | null = null;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly jobs: JobQueue,
    private readonly database: Database,
  ) {}

  /** Promises the events' deliveries; promising the same again does nothing. */
  async enqueue(events: readonly OutboxEvent[]): Promise<void> {
    const jobs = events.flatMap((event) => this.consumersOf(event.kind).map(({ name }) => delivery(name, event)));
    if (jobs.length > 0) await this.jobs.promiseAcross(jobs);
  }

  @JobHandler('events', 'deliver')
  async deliver({ consumer: name, eventId }: Delivery): Promise<void> {
    const consumer = this.consumers().find((known) => known.name === name);
    // While versions change, a worker of the older one may get what only the newer one knows; the next try finds that one.
    if (!consumer) throw new Error(`No module consumes events as ${name}.`);
    const [event] = await this.database.read<OutboxEvent>(`select ${eventColumns('o')} from outbox o where o.tenant_id = $1 and o.id = $2`, [currentTenantId(), eventId]);
    if (!event) throw notFound('This event');
    await actingAs(consumer.actor, () => consumer.consume(event));
  }

  private consumersOf(kind: string): readonly Consumer[] {
    return this.consumers().filter(({ patterns }) => patterns.some((pattern) => matchesKind(pattern, kind)));
  }

  private consumers(): readonly Consumer[] {
    return (this.found ??= markedMethods<EventConsumerMetadata, Consumer['consume']>(this.discovery, this.scanner, EVENT_CONSUMER).map(({ metadata, method, name }) => ({ ...metadata, name, consume: method })));
  }
}

const delivery = (consumer: string, { id: eventId, tenantId }: OutboxEvent): PromisedJob => ({
  key: `${consumer}/${eventId}`,
  queue: 'events',
  name: 'deliver',
  envelope: { tenantId, actor: { kind: 'system', name: 'Events' }, requestId: `event/${eventId}`, payload: { consumer, eventId } },
});
