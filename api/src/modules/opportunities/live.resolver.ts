import { Args, ID, Resolver, Subscription } from '@nestjs/graphql';
import { Operation } from '../../platform/access/operation.decorator.js';
import { recordGraphql } from '../../platform/graphql/record-types.js';
import { LiveEvents, type LiveRecord } from '../../platform/realtime/live-events.service.js';
import { opportunityRecord } from './opportunity.record.js';

const object = () => recordGraphql(opportunityRecord).object;
const resolve = ({ record }: LiveRecord): object => record;
const VIEW = { module: 'crm-core', permission: { record: 'opportunity', action: 'view' } } as const;

/** Opportunities as they change, each as the subscriber may see it at that moment. `recordEvents` tells the same for all types, with catch-up. */
@Resolver()
export class OpportunityLiveResolver {
  constructor(private readonly live: LiveEvents) {}

  @Subscription(object, { resolve })
  @Operation(VIEW)
  opportunityCreated(): Promise<AsyncIterableIterator<LiveRecord>> {
    return this.live.records(opportunityRecord, ['opportunity.created']);
  }

  @Subscription(object, { resolve, description: 'Any change, of one opportunity or of all.' })
  @Operation(VIEW)
  opportunityUpdated(@Args('id', { type: () => ID, nullable: true }) id?: string): Promise<AsyncIterableIterator<LiveRecord>> {
    return this.live.records(opportunityRecord, ['opportunity.updated'], { recordId: id ?? null });
  }

  @Subscription(object, { resolve })
  @Operation(VIEW)
  opportunityStageChanged(@Args('id', { type: () => ID, nullable: true }) id?: string): Promise<AsyncIterableIterator<LiveRecord>> {
    return this.live.records(opportunityRecord, ['opportunity.stageChanged'], { recordId: id ?? null });
  }

  @Subscription(object, { resolve })
  @Operation(VIEW)
  opportunityWon(): Promise<AsyncIterableIterator<LiveRecord>> {
    return this.live.records(opportunityRecord, ['opportunity.won']);
  }

  @Subscription(object, { resolve })
  @Operation(VIEW)
  opportunityLost(): Promise<AsyncIterableIterator<LiveRecord>> {
    return this.live.records(opportunityRecord, ['opportunity.lost']);
  }
}
