import { Args, ID, Query, Resolver, Subscription } from '@nestjs/graphql';
import { Operation } from '../access/operation.decorator.js';
import { validationError } from '../errors/app-error.js';
import { findRecordType } from '../records/record-registry.js';
import type { LiveEvent } from './live-event.js';
import { LiveEvents } from './live-events.service.js';
import { RecordEventType } from './realtime.types.js';

@Resolver()
export class LiveEventsResolver {
  constructor(private readonly live: LiveEvents) {}

  @Subscription(() => RecordEventType, {
    description: 'Changes to records, as they happen. `after`: the last event seen before; what happened since is told first.',
    resolve: (event: LiveEvent) => event,
  })
  @Operation({ module: 'platform', permission: 'member' })
  async recordEvents(
    @Args('types', { type: () => [String], nullable: true }) types?: readonly string[] | null,
    @Args('recordId', { type: () => ID, nullable: true }) recordId?: string | null,
    @Args('after', { type: () => ID, nullable: true }) after?: string | null,
  ): Promise<AsyncIterableIterator<LiveEvent>> {
    const unknown = types?.filter((name) => !findRecordType(name)) ?? [];
    if (unknown.length > 0) throw validationError({ types: [`There is no record type "${unknown[0]}".`] });
    return this.live.stream({ types: types ?? null, recordId: recordId ?? null }, { after: after ?? null });
  }

  @Query(() => ID, { description: 'Id of the newest event. Read it before lists and pass it to `recordEvents(after:)`: then no change between the two is missed.' })
  @Operation({ module: 'platform', permission: 'member' })
  lastEventId(): Promise<string> {
    return this.live.position();
  }
}
