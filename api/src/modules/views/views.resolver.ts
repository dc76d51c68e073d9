import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Operation } from '../../platform/access/operation.decorator.js';
import { ArchivedRecords } from '../../platform/graphql/paging-types.js';
import { RecordCommands } from '../../platform/graphql/record-commands.js';
import { recordGraphql } from '../../platform/graphql/record-types.js';
import { JsonScalar } from '../../platform/graphql/scalars.js';
import { findRecordType } from '../../platform/records/record-registry.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { RecordGroups } from './record-groups.service.js';
import { savedViewRecord } from './saved-view.record.js';
import { usableView, type StoredView } from './view-shape.js';
import { listedType, Views, type ViewsOfList } from './views.service.js';
import { ListViewsType, RecordGroupsType, ReorderViewsPayload } from './views.types.js';

@Resolver(() => recordGraphql(savedViewRecord).object)
export class ViewsResolver {
  constructor(
    private readonly views: Views,
    private readonly groups: RecordGroups,
    private readonly commands: RecordCommands,
  ) {}

  @ResolveField('leftOut', () => [String], { description: 'Names of fields that the view asks for and its list no longer has; it works without them.' })
  leftOut(@Parent() view: AnyRow): readonly string[] {
    const type = findRecordType(String(view['recordType']));
    return type ? usableView(type, view as unknown as StoredView).leftOut : [];
  }

  @Query(() => ListViewsType, { description: 'The views of a list: what to offer above it.' })
  @Operation({ module: 'crm-core', permission: { record: 'savedView', action: 'view' } })
  listViews(@Args('recordType', { type: () => String }) recordType: string): Promise<ViewsOfList> {
    return this.views.ofList(recordType);
  }

  @Query(() => RecordGroupsType, { description: 'How many records of a list have which value of a field. `filter` is as the list takes it.' })
  @Operation({ module: 'crm-core', permission: 'view:workspace' })
  recordGroups(
    @Args('recordType', { type: () => String }) recordType: string,
    @Args('field', { type: () => String }) field: string,
    @Args('filter', { type: () => JsonScalar, nullable: true }) filter?: unknown,
    @Args('search', { type: () => String, nullable: true }) search?: string | null,
    @Args('archived', { type: () => ArchivedRecords, nullable: true }) archived?: ArchivedRecords | null,
  ): Promise<RecordGroupsType> {
    return this.groups.of(listedType(recordType), field, { filter, search: search ?? null, archived: archived ?? null });
  }

  @Mutation(() => recordGraphql(savedViewRecord).payload, { description: "Makes a private copy of a view, one's own or a shared one." })
  @Operation({ module: 'crm-core', permission: { record: 'savedView', action: 'create' } })
  async duplicateSavedView(@Args('id', { type: () => ID }) id: string, @Args('name', { type: () => String, nullable: true }) name?: string | null): Promise<object> {
    return this.commands.payload(savedViewRecord, await this.views.duplicate(id, name ?? null));
  }

  @Mutation(() => ReorderViewsPayload, { description: 'Puts views of a list into this order; those that are not named stay where they are.' })
  @Operation({ module: 'crm-core', permission: { record: 'savedView', action: 'edit' } })
  reorderSavedViews(@Args('recordType', { type: () => String }) recordType: string, @Args('viewIds', { type: () => [ID] }) viewIds: string[]): Promise<ReorderViewsPayload> {
    return this.views.reorder(recordType, viewIds);
  }

  @Mutation(() => ListViewsType, { description: 'Chooses the view that the caller starts with in a list: an id, or all, mine or recent; null leaves it to the role.' })
  @Operation({ module: 'crm-core', permission: { record: 'savedView', action: 'view' } })
  chooseFirstView(@Args('recordType', { type: () => String }) recordType: string, @Args('view', { type: () => ID, nullable: true }) view?: string | null): Promise<ViewsOfList> {
    return this.views.chooseFirst(recordType, view ?? null);
  }
}
