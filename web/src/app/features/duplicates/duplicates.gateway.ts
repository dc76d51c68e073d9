import { inject, Service } from '@angular/core';
import { GraphqlClient } from '../../core/graphql/graphql-client.js';
import {
  DismissDuplicatesDocument, DuplicateGroupsDocument, DuplicateSummaryDocument, MergeAccountsDocument, MergeContactsDocument, MergePreviewDocument, PossibleDuplicatesDocument,
  RecordMergesDocument, ReopenDuplicatesDocument, ScanForDuplicatesDocument, UnmergeRecordsDocument,
  type DuplicateFilter, type DuplicateGroupsQuery, type DuplicateOrder, type DuplicateSummaryQuery, type MergePreviewQuery, type MergeRecordsInput, type PossibleDuplicatesQuery, type RecordMergesQuery,
  type UnmergeRecordsMutation,
} from './operations.generated.js';

export type DuplicateSummary = DuplicateSummaryQuery['duplicateSummary'][number];
export type DuplicatePage = DuplicateGroupsQuery['duplicateGroups'];
export type DuplicateGroup = DuplicatePage['nodes'][number];
export type DuplicateReason = DuplicateGroup['pairs'][number]['reasons'][number];
export type RecordCard = DuplicateGroup['records'][number];
export type PossibleDuplicate = PossibleDuplicatesQuery['possibleDuplicates'][number];
export type MergePreview = MergePreviewQuery['mergePreview'];
export type PastMerge = RecordMergesQuery['recordMerges'][number];

export interface GroupQuery {
  readonly filter: DuplicateFilter;
  readonly order: DuplicateOrder;
  readonly first: number;
  readonly after?: string | null;
}

/** Duplicates and merging over GraphQL. Everything throws AppError. */
@Service()
export class DuplicatesGateway {
  private readonly graphql = inject(GraphqlClient);

  async summary(): Promise<readonly DuplicateSummary[]> {
    return (await this.graphql.query(DuplicateSummaryDocument, {})).duplicateSummary;
  }

  async groups(recordType: string, query: GroupQuery): Promise<DuplicatePage> {
    return (await this.graphql.query(DuplicateGroupsDocument, { recordType, ...query, after: query.after ?? null })).duplicateGroups;
  }

  async possible(recordType: string, draft: Readonly<Record<string, unknown>>, exceptId: string | null): Promise<readonly PossibleDuplicate[]> {
    return (await this.graphql.query(PossibleDuplicatesDocument, { recordType, draft, exceptId, first: 3 })).possibleDuplicates;
  }

  async preview(recordType: string, ids: readonly string[], survivorId: string | null): Promise<MergePreview> {
    return (await this.graphql.query(MergePreviewDocument, { recordType, ids: [...ids], survivorId })).mergePreview;
  }

  /** @returns the change set that undoes it */
  async merge(recordType: string, input: MergeRecordsInput): Promise<string> {
    if (recordType === 'account') return (await this.graphql.mutate(MergeAccountsDocument, { input })).mergeAccounts.changeSetId;
    return (await this.graphql.mutate(MergeContactsDocument, { input })).mergeContacts.changeSetId;
  }

  async merges(recordType: string, recordId: string): Promise<readonly PastMerge[]> {
    return (await this.graphql.query(RecordMergesDocument, { recordType, recordId })).recordMerges;
  }

  async unmerge(changeSetId: string): Promise<UnmergeRecordsMutation['unmergeRecords']> {
    return (await this.graphql.mutate(UnmergeRecordsDocument, { changeSetId })).unmergeRecords;
  }

  async scan(recordType: string): Promise<void> {
    await this.graphql.mutate(ScanForDuplicatesDocument, { recordType });
  }

  async dismiss(recordType: string, ids: readonly string[]): Promise<void> {
    await this.graphql.mutate(DismissDuplicatesDocument, { recordType, ids: [...ids] });
  }

  async reopen(recordType: string, ids: readonly string[]): Promise<void> {
    await this.graphql.mutate(ReopenDuplicatesDocument, { recordType, ids: [...ids] });
  }
}
