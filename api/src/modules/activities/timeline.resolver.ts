import { Args, ID, Info, Int, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Operation } from '../../platform/access/operation.decorator.js';
import { takesTexts, textsWantedBelow } from '../../platform/graphql/record-texts.js';
import { encodeCursor, Timeline, type TimelineEntry } from './timeline.service.js';
import { TimelineKind } from './timeline.sql.js';
import { TimelineConnection, TimelineEntryType } from './timeline.types.js';

takesTexts('TimelineEntryType.activity', '');

@Resolver()
export class TimelineResolver {
  constructor(private readonly timeline: Timeline) {}

  @Query(() => TimelineConnection, { name: 'timeline', description: "Activities around an account, contact or opportunity and the record's own history, newest first. An account's holds those of its contacts and opportunities." })
  @Operation({ module: 'crm-core', permission: 'member' })
  async entries(
    @Args('recordType', { type: () => String }) recordType: string,
    @Args('recordId', { type: () => ID }) recordId: string,
    @Info() info: GraphQLResolveInfo,
    @Args('first', { type: () => Int, nullable: true }) first?: number,
    @Args('after', { type: () => String, nullable: true }) after?: string,
    @Args('kinds', { type: () => [TimelineKind], nullable: true, description: 'All when left out.' }) kinds?: TimelineKind[],
  ): Promise<TimelineConnection> {
    const { entries, hasNextPage } = await this.timeline.page(recordType, recordId, { first: first ?? null, after: after ?? null, kinds: kinds ?? null }, textsWantedBelow(info, ['nodes', 'activity'], ['edges', 'node', 'activity']));
    const cursors = entries.map(encodeCursor);
    const nodes = entries.map(toType);
    return {
      nodes,
      edges: nodes.map((node, index) => ({ node, cursor: cursors[index]! })),
      pageInfo: { hasNextPage, hasPreviousPage: Boolean(after), startCursor: cursors[0] ?? null, endCursor: cursors.at(-1) ?? null },
    };
  }
}

function toType({ history, ...entry }: TimelineEntry): TimelineEntryType {
  const { changeSetId = null, actorId = null, actorName = null, via = null, source = null, reverted = false } = history ?? {};
  return { ...entry, changes: [...entry.changes], changeSetId, actorId, actorName, via, source, reverted };
}
