import { Global, Module } from '@nestjs/common';
import { LiveEventsResolver } from './live-events.resolver.js';
import { LiveEvents } from './live-events.service.js';
import { PresenceResolver } from './presence.resolver.js';
import { PresenceService } from './presence.service.js';
import { Topics } from './topics.service.js';

/** What subscriptions are made of: events of records, topics, and who is present. */
@Global()
@Module({ providers: [LiveEvents, LiveEventsResolver, PresenceResolver, PresenceService, Topics], exports: [LiveEvents, Topics] })
export class RealtimeModule {}
