import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Dispatcher } from './dispatcher.service.js';
import { EventConsumers } from './event-consumers.service.js';
import { OutboxMetrics } from './outbox-metrics.js';
import { OutboxRetention } from './outbox-retention.service.js';

/** What happens after a commit: events in order to subscribers and to the modules that consume them. */
@Global()
@Module({ imports: [DiscoveryModule], providers: [OutboxMetrics, Dispatcher, EventConsumers, OutboxRetention], exports: [Dispatcher] })
export class EventsModule {}
