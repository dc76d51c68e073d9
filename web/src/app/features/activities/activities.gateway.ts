import { inject, Service } from '@angular/core';
import { GraphqlClient } from '../../core/graphql/graphql-client.js';
import { toCustomInput } from '../../core/records/custom-fields.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import {
  CompleteActivityDocument, HomeDocument, LogActivityDocument, MyActivitiesDocument, MyActivityCountsDocument, PlanActivityDocument, ReopenActivityDocument,
  RescheduleActivityDocument, TimelineDocument, type ActivityBucket, type ActivityRowFragment, type CreateActivityInput, type HomeQuery, type LogActivityInput,
  type MyActivityCountsQuery, type TimelineKind, type TimelineQuery,
} from './operations.generated.js';

export type ActivityRow = ActivityRowFragment;
export type Bucket = ActivityBucket;
export type Counts = MyActivityCountsQuery['myActivityCounts'];
export type TimelineItem = TimelineQuery['timeline']['nodes'][number];
export type HomeData = HomeQuery['home'];

export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page begins; null on the last. */
  readonly next: string | null;
}

/** An activity as saved, and what undoes the saving. */
export interface SavedActivity {
  readonly activity: ActivityRow;
  readonly changeSetId: string;
}

/** Activities, timelines and the day's work. Every method throws `AppError`. */
@Service()
export class ActivitiesGateway {
  private readonly graphql = inject(GraphqlClient);
  private readonly types = inject(RecordTypesStore);

  async mine(bucket: Bucket, first = 100, after: string | null = null): Promise<Page<ActivityRow>> {
    const { myActivities } = await this.graphql.query(MyActivitiesDocument, { bucket, first, after });
    return { items: myActivities.nodes, next: myActivities.pageInfo.hasNextPage ? (myActivities.pageInfo.endCursor ?? null) : null };
  }

  async counts(): Promise<Counts> {
    return (await this.graphql.query(MyActivityCountsDocument, {})).myActivityCounts;
  }

  async timeline(recordType: string, recordId: string, first: number, after: string | null, kinds: readonly TimelineKind[] | null): Promise<Page<TimelineItem>> {
    const { timeline } = await this.graphql.query(TimelineDocument, { recordType, recordId, first, after, kinds: kinds ? [...kinds] : null });
    return { items: timeline.nodes, next: timeline.pageInfo.hasNextPage ? (timeline.pageInfo.endCursor ?? null) : null };
  }

  async home(): Promise<HomeData> {
    return (await this.graphql.query(HomeDocument, {})).home;
  }

  /** Something that was done. */
  async log(input: LogActivityInput): Promise<SavedActivity> {
    return (await this.graphql.mutate(LogActivityDocument, { input })).logActivity;
  }

  /** Something that is to be done; the workspace's own fields go by their names. */
  async plan(input: CreateActivityInput & Readonly<Record<string, unknown>>): Promise<SavedActivity> {
    return (await this.graphql.mutate(PlanActivityDocument, { input: toCustomInput(this.types.named('activity'), input) as CreateActivityInput })).createActivity;
  }

  async complete(id: string, outcome: string | null = null): Promise<SavedActivity> {
    return (await this.graphql.mutate(CompleteActivityDocument, { id, outcome })).completeActivity;
  }

  async reopen(id: string): Promise<SavedActivity> {
    return (await this.graphql.mutate(ReopenActivityDocument, { id })).reopenActivity;
  }

  async reschedule(id: string, dueAt: string): Promise<SavedActivity> {
    return (await this.graphql.mutate(RescheduleActivityDocument, { id, dueAt })).rescheduleActivity;
  }
}
