import { Args, ID, Int, Mutation, Resolver } from '@nestjs/graphql';
import { Operation } from '../../platform/access/operation.decorator.js';
import { DeletePayload } from '../../platform/graphql/paging-types.js';
import { RecordCommands } from '../../platform/graphql/record-commands.js';
import { recordGraphql } from '../../platform/graphql/record-types.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { lineItemRecord } from './line-item.record.js';
import { LoseOpportunityInput } from './opportunities.types.js';
import { opportunityContactRecord } from './opportunity-contact.record.js';
import { OpportunityStages } from './opportunity-stages.service.js';
import { opportunityRecord } from './opportunity.record.js';
import { OpportunityParts } from './parts.service.js';

const EDIT = { module: 'crm-core', permission: { record: 'opportunity', action: 'edit' } } as const;
type Input = Readonly<Record<string, unknown>>;
type ChangeInput = Input & { readonly id: string; readonly expectedVersion?: number | null };

/** The verbs of opportunities. */
@Resolver()
export class OpportunitiesResolver {
  constructor(
    private readonly stages: OpportunityStages,
    private readonly parts: OpportunityParts,
    private readonly commands: RecordCommands,
  ) {}

  @Mutation(() => recordGraphql(opportunityRecord).payload, { description: 'Moves it into another stage. A won stage needs an account, a lost one a reason.' })
  @Operation(EDIT)
  async moveOpportunityStage(
    @Args('id', { type: () => ID }) id: string,
    @Args('stageId', { type: () => ID }) stageId: string,
    @Args('expectedVersion', { type: () => Int, nullable: true }) expectedVersion?: number,
  ): Promise<object> {
    return this.commands.payload(opportunityRecord, await this.stages.move(id, stageId, expectedVersion));
  }

  @Mutation(() => recordGraphql(opportunityRecord).payload, { description: 'Moves it into the won stage of its pipeline; it needs an account by then.' })
  @Operation(EDIT)
  async winOpportunity(
    @Args('id', { type: () => ID }) id: string,
    @Args('closedOn', { type: () => DateScalar, nullable: true, description: 'Today when left out.' }) closedOn?: string,
    @Args('expectedVersion', { type: () => Int, nullable: true }) expectedVersion?: number,
  ): Promise<object> {
    return this.commands.payload(opportunityRecord, await this.stages.win(id, closedOn ?? null, expectedVersion));
  }

  @Mutation(() => recordGraphql(opportunityRecord).payload, { description: 'Moves it into the lost stage of its pipeline.' })
  @Operation(EDIT)
  async loseOpportunity(@Args('input', { type: () => LoseOpportunityInput }) input: LoseOpportunityInput): Promise<object> {
    return this.commands.payload(opportunityRecord, await this.stages.lose(input.id, input, input.expectedVersion));
  }

  @Mutation(() => recordGraphql(opportunityRecord).payload, { description: 'Back into an open stage: the one given, else the one it was in last.' })
  @Operation(EDIT)
  async reopenOpportunity(
    @Args('id', { type: () => ID }) id: string,
    @Args('stageId', { type: () => ID, nullable: true }) stageId?: string,
    @Args('expectedVersion', { type: () => Int, nullable: true }) expectedVersion?: number,
  ): Promise<object> {
    return this.commands.payload(opportunityRecord, await this.stages.reopen(id, stageId ?? null, expectedVersion));
  }

  @Mutation(() => recordGraphql(lineItemRecord).payload, { description: "Adds a product. Left out, the price is the product's, if that is in the opportunity's currency." })
  @Operation(EDIT)
  async addLineItem(@Args('input', { type: () => recordGraphql(lineItemRecord).createInput }) input: Input): Promise<object> {
    return this.commands.payload(lineItemRecord, await this.parts.addLineItem({ ...input }));
  }

  @Mutation(() => recordGraphql(lineItemRecord).payload)
  @Operation(EDIT)
  async updateLineItem(@Args('input', { type: () => recordGraphql(lineItemRecord).updateInput }) input: ChangeInput): Promise<object> {
    return this.commands.payload(lineItemRecord, await this.parts.updateLineItem({ ...input }));
  }

  @Mutation(() => DeletePayload)
  @Operation(EDIT)
  removeLineItem(@Args('id', { type: () => ID }) id: string): Promise<{ changeSetId: string; id: string }> {
    return this.parts.removeLineItem(id);
  }

  @Mutation(() => recordGraphql(opportunityContactRecord).payload, { description: 'Adds a contact with the role it plays.' })
  @Operation(EDIT)
  async addOpportunityContact(@Args('input', { type: () => recordGraphql(opportunityContactRecord).createInput }) input: Input): Promise<object> {
    return this.commands.payload(opportunityContactRecord, await this.parts.addContact({ ...input }));
  }

  @Mutation(() => recordGraphql(opportunityContactRecord).payload)
  @Operation(EDIT)
  async updateOpportunityContact(@Args('input', { type: () => recordGraphql(opportunityContactRecord).updateInput }) input: ChangeInput): Promise<object> {
    return this.commands.payload(opportunityContactRecord, await this.parts.updateContact({ ...input }));
  }

  @Mutation(() => DeletePayload)
  @Operation(EDIT)
  removeOpportunityContact(@Args('id', { type: () => ID }) id: string): Promise<{ changeSetId: string; id: string }> {
    return this.parts.removeContact(id);
  }
}
