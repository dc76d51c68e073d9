import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Operation } from '../../platform/access/operation.decorator.js';
import { Trash } from './trash.service.js';
import { TrashedRecordInput, TrashPage, TrashPayload } from './trash.types.js';

@Resolver()
export class TrashResolver {
  constructor(private readonly trash: Trash) {}

  @Query(() => TrashPage, { description: 'Deleted records that can be brought back, what was deleted last first; those the caller may delete.' })
  @Operation({ module: 'crm-core', permission: 'member' })
  trashedRecords(
    @Args('recordType', { type: () => String, nullable: true }) recordType: string | null,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => ID, nullable: true }) after?: string,
  ): Promise<TrashPage> {
    return this.trash.page(recordType ?? null, first, after ?? null);
  }

  @Mutation(() => TrashPayload, { description: 'Brings deleted records back, with their parts.' })
  @Operation({ module: 'crm-core', permission: 'member' })
  restoreTrashedRecords(@Args('records', { type: () => [TrashedRecordInput] }) records: TrashedRecordInput[]): Promise<TrashPayload> {
    return this.trash.restore(records);
  }

  @Mutation(() => TrashPayload, { description: 'Removes deleted records for good. This cannot be undone.' })
  @Operation({ module: 'crm-core', permission: 'member' })
  purgeTrashedRecords(@Args('records', { type: () => [TrashedRecordInput] }) records: TrashedRecordInput[]): Promise<TrashPayload> {
    return this.trash.purge(records);
  }
}
