import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Operation } from '../access/operation.decorator.js';
import { ChangeHistory, type FieldProvenance, type HistoryEntry } from './change-history.service.js';
import { ChangeSetRevert, type RevertResult } from './change-set-revert.service.js';
import { FieldProvenanceType, HistoryEntryType, RevertPayload } from './changes.types.js';

/** Undo, history and provenance, for records of any type. */
@Resolver()
export class ChangesResolver {
  constructor(
    private readonly reverts: ChangeSetRevert,
    private readonly history: ChangeHistory,
  ) {}

  @Mutation(() => RevertPayload, { description: 'Undoes a change set; values that somebody changed since stay and are listed.' })
  @Operation({ module: 'crm-core', permission: 'revert:changes' })
  revertChangeSet(@Args('id', { type: () => ID }) id: string): Promise<RevertResult> {
    return this.reverts.revert(id);
  }

  @Query(() => [HistoryEntryType], { description: 'Changes to one record, newest first.' })
  @Operation({ module: 'crm-core', permission: 'view:workspace' })
  recordHistory(
    @Args('recordType', { type: () => String }) recordType: string,
    @Args('recordId', { type: () => ID }) recordId: string,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('before', { type: () => ID, nullable: true }) before?: string,
  ): Promise<HistoryEntry[]> {
    return this.history.ofRecord(recordType, recordId, first, before ?? null);
  }

  @Query(() => [FieldProvenanceType], { description: 'Source, time, confidence and approver of each field of a record.' })
  @Operation({ module: 'crm-core', permission: 'view:workspace' })
  recordProvenance(@Args('recordType', { type: () => String }) recordType: string, @Args('recordId', { type: () => ID }) recordId: string): Promise<FieldProvenance[]> {
    return this.history.provenanceOf(recordType, recordId);
  }
}
