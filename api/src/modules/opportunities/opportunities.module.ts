import { Module } from '@nestjs/common';
import { provideRecord } from '../../platform/records/record-provider.js';
import { PipelinesModule } from '../pipelines/index.js';
import { BoardResolver, BoardStageResolver } from './board.resolver.js';
import { OpportunityBoards } from './board.service.js';
import { LineItemHooks } from './line-item.hooks.js';
import { lineItemRecord } from './line-item.record.js';
import { OpportunityLiveResolver } from './live.resolver.js';
import { OpportunitiesResolver } from './opportunities.resolver.js';
import { OpportunityContactHooks } from './opportunity-contact.hooks.js';
import { opportunityContactRecord } from './opportunity-contact.record.js';
import { ContactOpportunitiesResolver, OpportunityFieldsResolver, OpportunityStageChangeResolver } from './opportunity-fields.resolver.js';
import { OpportunityLoaders } from './opportunity-loaders.js';
import { OpportunityStages } from './opportunity-stages.service.js';
import { OpportunityHooks } from './opportunity.hooks.js';
import { OpportunitiesSeed } from './opportunities.seed.js';
import { opportunityRecord } from './opportunity.record.js';
import { OpportunityParts } from './parts.service.js';
import { OpportunitiesInStages } from './stage-occupants.js';
import './opportunities.de.js';

/** Deals on their way through pipelines, with line items, contacts, history and the board. */
@Module({
  imports: [PipelinesModule],
  providers: [
    ...provideRecord(opportunityRecord, OpportunityHooks),
    ...provideRecord(lineItemRecord, LineItemHooks),
    ...provideRecord(opportunityContactRecord, OpportunityContactHooks),
    OpportunityStages,
    OpportunityParts,
    OpportunityBoards,
    OpportunityLoaders,
    OpportunitiesInStages,
    OpportunitiesResolver,
    OpportunityFieldsResolver,
    OpportunityStageChangeResolver,
    ContactOpportunitiesResolver,
    BoardResolver,
    BoardStageResolver,
    OpportunityLiveResolver,
    OpportunitiesSeed,
  ],
})
export class OpportunitiesModule {}
