import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Operation } from '../../../platform/access/operation.decorator.js';
import { typeNamed } from '../identity-keys.js';
import { MergePreviews, type MergePreview } from './merge-previews.service.js';
import { MergePreviewType, PastMergeType, UnmergePayload } from './merging.types.js';
import { RecordMerges, type PastMerge } from './record-merges.service.js';
import type { RevertResult } from '../../../platform/changes/change-set-revert.service.js';

/** What is asked around a merge, for records of any type; the merge itself is a verb of each type. */
@Resolver()
export class MergingResolver {
  constructor(
    private readonly previews: MergePreviews,
    private readonly merges: RecordMerges,
  ) {}

  @Query(() => MergePreviewType, { description: 'The records side by side, with what is suggested to keep and what would move.' })
  @Operation({ module: 'crm-core', permission: 'merge:records' })
  mergePreview(
    @Args('recordType', { type: () => String }) recordType: string,
    @Args('ids', { type: () => [ID] }) ids: string[],
    @Args('survivorId', { type: () => ID, nullable: true }) survivorId?: string,
  ): Promise<MergePreview> {
    return this.previews.of(typeNamed(recordType), ids, survivorId ?? null);
  }

  @Query(() => [PastMergeType], { description: 'Merges that a record came out of, the latest first.' })
  @Operation({ module: 'crm-core', permission: 'view:workspace' })
  recordMerges(@Args('recordType', { type: () => String }) recordType: string, @Args('recordId', { type: () => ID }) recordId: string): Promise<PastMerge[]> {
    return this.merges.of(typeNamed(recordType), recordId);
  }

  @Mutation(() => UnmergePayload, { description: 'Takes a merge back: the records are there again with what belonged to them. What was changed since stays with the survivor and is listed.' })
  @Operation({ module: 'crm-core', permission: 'merge:records' })
  unmergeRecords(@Args('changeSetId', { type: () => ID }) changeSetId: string): Promise<RevertResult> {
    return this.merges.unmerge(changeSetId);
  }
}
