import { inject, Service } from '@angular/core';
import { GraphqlClient } from '../../../core/graphql/graphql-client.js';
import {
  ChooseFirstViewDocument, CreateViewDocument, DeleteViewDocument, DuplicateViewDocument, ListViewsDocument, RecordGroupsDocument, ReorderViewsDocument, UpdateViewDocument,
  type CreateViewMutationVariables, type ListViewsQuery, type RecordGroupsQuery, type RecordGroupsQueryVariables, type UpdateViewMutationVariables, type ViewPartsFragment,
} from './operations.generated.js';

export type SavedView = ViewPartsFragment;
export type ListViews = ListViewsQuery['listViews'];
export type RecordGroup = RecordGroupsQuery['recordGroups']['groups'][number];
export type RecordGroups = RecordGroupsQuery['recordGroups'];

/** A written view, and what undoes the writing. */
export interface WrittenView {
  readonly view: SavedView;
  readonly changeSetId: string;
}

/** Views of lists, and the groups of one. Every method throws `AppError`. */
@Service()
export class ViewsGateway {
  private readonly graphql = inject(GraphqlClient);

  async ofList(recordType: string): Promise<ListViews> {
    return (await this.graphql.query(ListViewsDocument, { recordType })).listViews;
  }

  async create(input: CreateViewMutationVariables['input']): Promise<WrittenView> {
    const { savedView, changeSetId } = (await this.graphql.mutate(CreateViewDocument, { input })).createSavedView;
    return { view: savedView, changeSetId };
  }

  async update(input: UpdateViewMutationVariables['input']): Promise<WrittenView> {
    const { savedView, changeSetId } = (await this.graphql.mutate(UpdateViewDocument, { input })).updateSavedView;
    return { view: savedView, changeSetId };
  }

  async duplicate(id: string, name: string): Promise<WrittenView> {
    const { savedView, changeSetId } = (await this.graphql.mutate(DuplicateViewDocument, { id, name })).duplicateSavedView;
    return { view: savedView, changeSetId };
  }

  /** @returns the change set that undoes it */
  async delete(id: string): Promise<string> {
    return (await this.graphql.mutate(DeleteViewDocument, { id })).deleteSavedView.changeSetId;
  }

  async reorder(recordType: string, viewIds: readonly string[]): Promise<void> {
    await this.graphql.mutate(ReorderViewsDocument, { recordType, viewIds: [...viewIds] });
  }

  async chooseFirst(recordType: string, view: string | null): Promise<void> {
    await this.graphql.mutate(ChooseFirstViewDocument, { recordType, view });
  }

  async groups(variables: RecordGroupsQueryVariables): Promise<RecordGroups> {
    return (await this.graphql.query(RecordGroupsDocument, variables)).recordGroups;
  }
}
