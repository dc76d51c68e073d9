import { Args, ID, Info, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Operation } from '../../platform/access/operation.decorator.js';
import { RecordCommands } from '../../platform/graphql/record-commands.js';
import { connectionHere, takesTexts } from '../../platform/graphql/record-texts.js';
import { recordGraphql } from '../../platform/graphql/record-types.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { RecordLoaders } from '../../platform/records/record-loaders.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { memberRecord } from '../members/index.js';
import { ActivityCountsType, LogActivityInput } from './activities.types.js';
import { ActivityVerbs } from './activity-verbs.service.js';
import { activityRecord } from './activity.record.js';
import { ActivityBucket, MyActivities, type ActivityCounts } from './my-activities.service.js';

const EDIT = { module: 'crm-core', permission: { record: 'activity', action: 'edit' } } as const;
const payload = (): ReturnType<typeof recordGraphql>['payload'] => recordGraphql(activityRecord).payload;

takesTexts('Query.myActivities', 'nodes');

@Resolver(() => recordGraphql(activityRecord).object)
export class ActivitiesResolver {
  constructor(
    private readonly verbs: ActivityVerbs,
    private readonly mine: MyActivities,
    private readonly commands: RecordCommands,
    private readonly store: RecordStore,
    private readonly loaders: RecordLoaders,
  ) {}

  @Mutation(payload, { description: 'Enters something that was done, completed now or when it happened.' })
  @Operation({ module: 'crm-core', permission: { record: 'activity', action: 'create' } })
  async logActivity(@Args('input', { type: () => LogActivityInput }) input: LogActivityInput): Promise<object> {
    return this.commands.payload(activityRecord, await this.verbs.log({ ...input }));
  }

  @Mutation(payload)
  @Operation(EDIT)
  async completeActivity(
    @Args('id', { type: () => ID }) id: string,
    @Args('outcome', { type: () => String, nullable: true, description: 'Left as it is when absent.' }) outcome?: string,
    @Args('expectedVersion', { type: () => Int, nullable: true }) expectedVersion?: number,
  ): Promise<object> {
    return this.commands.payload(activityRecord, await this.verbs.complete(id, outcome, expectedVersion));
  }

  @Mutation(payload, { description: 'Makes it a plan again.' })
  @Operation(EDIT)
  async reopenActivity(@Args('id', { type: () => ID }) id: string, @Args('expectedVersion', { type: () => Int, nullable: true }) expectedVersion?: number): Promise<object> {
    return this.commands.payload(activityRecord, await this.verbs.reopen(id, expectedVersion));
  }

  @Mutation(payload, { description: 'Gives it other times; what had been called off is planned again. A time that is left out stays, null takes it away.' })
  @Operation(EDIT)
  async rescheduleActivity(
    @Args('id', { type: () => ID }) id: string,
    @Args('scheduledAt', { type: () => DateTimeScalar, nullable: true }) scheduledAt?: string | null,
    @Args('dueAt', { type: () => DateTimeScalar, nullable: true }) dueAt?: string | null,
    @Args('expectedVersion', { type: () => Int, nullable: true }) expectedVersion?: number,
  ): Promise<object> {
    const times = { ...(scheduledAt === undefined ? {} : { scheduledAt }), ...(dueAt === undefined ? {} : { dueAt }) };
    return this.commands.payload(activityRecord, await this.verbs.reschedule(id, times, expectedVersion));
  }

  @Query(() => recordGraphql(activityRecord).connection, { description: 'Own open activities, earliest first.' })
  @Operation({ module: 'crm-core', permission: { record: 'activity', action: 'view' } })
  async myActivities(
    @Info() info: GraphQLResolveInfo,
    @Args('bucket', { type: () => ActivityBucket, defaultValue: ActivityBucket.OPEN }) bucket: ActivityBucket,
    @Args('first', { type: () => Int, nullable: true }) first?: number,
    @Args('after', { type: () => String, nullable: true }) after?: string,
  ): Promise<object> {
    return connectionHere(this.store, activityRecord, await this.mine.query(bucket, { first: first ?? null, after: after ?? null }), info);
  }

  @Query(() => ActivityCountsType, { description: 'How many open activities one has.' })
  @Operation({ module: 'crm-core', permission: { record: 'activity', action: 'view' } })
  myActivityCounts(): Promise<ActivityCounts> {
    return this.mine.counts();
  }

  @ResolveField('mentions', () => [recordGraphql(memberRecord).object], { description: 'Members whose attention this is brought to.' })
  async mentions(@Parent() activity: AnyRow): Promise<AnyRow[]> {
    const members = await Promise.all(((activity['mentionIds'] ?? []) as string[]).map((id) => this.loaders.load(memberRecord, id)));
    return members.filter((member) => member !== null);
  }
}
