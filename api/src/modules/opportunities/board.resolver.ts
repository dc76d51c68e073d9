import { Args, ID, Info, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Operation } from '../../platform/access/operation.decorator.js';
import { Database } from '../../platform/database/database.js';
import { connectionHere, takesTexts } from '../../platform/graphql/record-texts.js';
import { recordGraphql } from '../../platform/graphql/record-types.js';
import type { RecordFilter } from '../../platform/records/record-filter.js';
import type { RecordSort } from '../../platform/records/record-list.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { OpportunityBoards } from './board.service.js';
import { OpportunityBoard, OpportunityBoardStage } from './opportunities.types.js';
import { opportunityRecord } from './opportunity.record.js';

/** Cards of a column at first. */
const CARDS = 25;
/** What came into a stage last stands on top. */
const NEWEST_FIRST: readonly RecordSort[] = [{ field: 'stageChangedAt', direction: 'DESC' }];

@Resolver(() => OpportunityBoard)
export class BoardResolver {
  constructor(private readonly boards: OpportunityBoards) {}

  @Query(() => OpportunityBoard, { description: 'The opportunities of a pipeline by stage, the default pipeline unless one is named.' })
  @Operation({ module: 'crm-core', permission: { record: 'opportunity', action: 'view' } })
  opportunityBoard(
    @Args('pipelineId', { type: () => ID, nullable: true }) pipelineId?: string,
    @Args('filter', { type: () => recordGraphql(opportunityRecord).filter, nullable: true }) filter?: RecordFilter,
    @Args('search', { type: () => String, nullable: true }) search?: string,
  ): Promise<OpportunityBoard> {
    return this.boards.board(pipelineId ?? null, filter ?? null, search ?? null);
  }
}

takesTexts('OpportunityBoardStage.opportunities', 'nodes');

@Resolver(() => OpportunityBoardStage)
export class BoardStageResolver {
  constructor(
    private readonly store: RecordStore,
    private readonly database: Database,
  ) {}

  @ResolveField('opportunities', () => recordGraphql(opportunityRecord).connection, { description: 'Its cards, a page at a time; what came in last first, unless sorted otherwise.' })
  async opportunities(
    @Parent() column: OpportunityBoardStage,
    @Info() info: GraphQLResolveInfo,
    @Args('first', { type: () => Int, nullable: true, defaultValue: CARDS }) first: number,
    @Args('after', { type: () => String, nullable: true }) after?: string,
    @Args('sort', { type: () => [recordGraphql(opportunityRecord).sort], nullable: true }) sort?: RecordSort[],
  ): Promise<object> {
    const query = { ...column.query, first, after: after ?? null, sort: sort ?? NEWEST_FIRST };
    return this.database.gathering(() => connectionHere(this.store, opportunityRecord, query, info, () => column.count));
  }
}
