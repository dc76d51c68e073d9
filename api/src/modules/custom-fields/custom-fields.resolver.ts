import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Operation } from '../../platform/access/operation.decorator.js';
import { DeletePayload } from '../../platform/graphql/paging-types.js';
import { RecordCommands } from '../../platform/graphql/record-commands.js';
import { recordGraphql } from '../../platform/graphql/record-types.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { customFieldRecord } from './custom-field.record.js';
import { CustomFields, type Allowance } from './custom-fields.service.js';
import { ChangeCustomFieldInput, CustomFieldAllowance, NewCustomFieldInput, ReorderCustomFieldsPayload } from './custom-fields.types.js';
import type { Definition } from './definition-reader.js';

const MANAGE = { module: 'crm-core', permission: 'manage:customFields' } as const;
const { object, payload } = recordGraphql(customFieldRecord);

@Resolver(() => object)
export class CustomFieldsResolver {
  constructor(
    private readonly fields: CustomFields,
    private readonly commands: RecordCommands,
  ) {}

  @ResolveField('recordsWithValue', () => Int, { description: 'How many records have a value for it.' })
  recordsWithValue(@Parent() field: AnyRow): Promise<number> {
    return this.fields.recordsWithValue(field as unknown as Definition);
  }

  @Query(() => CustomFieldAllowance)
  @Operation({ module: 'crm-core', permission: 'member' })
  customFieldAllowance(): Promise<Allowance> {
    return this.fields.allowance();
  }

  @Mutation(() => payload, { description: 'Adds a field to a record type of this workspace.' })
  @Operation(MANAGE)
  async createCustomField(@Args('input') input: NewCustomFieldInput): Promise<object> {
    return this.commands.payload(customFieldRecord, await this.fields.create({ ...input }));
  }

  @Mutation(() => payload)
  @Operation(MANAGE)
  async changeCustomField(@Args('input') input: ChangeCustomFieldInput): Promise<object> {
    return this.commands.payload(customFieldRecord, await this.fields.change({ ...input }));
  }

  @Mutation(() => payload, { description: 'Takes the field out of forms, lists and the API; its values are kept and come back when it is restored.' })
  @Operation(MANAGE)
  async archiveCustomField(@Args('id', { type: () => ID }) id: string): Promise<object> {
    return this.commands.payload(customFieldRecord, await this.fields.archive(id));
  }

  @Mutation(() => payload)
  @Operation(MANAGE)
  async restoreCustomField(@Args('id', { type: () => ID }) id: string): Promise<object> {
    return this.commands.payload(customFieldRecord, await this.fields.restore(id));
  }

  @Mutation(() => DeletePayload, { description: 'Deletes the field with all its values; `confirm` is its label.' })
  @Operation(MANAGE)
  async deleteCustomField(@Args('id', { type: () => ID }) id: string, @Args('confirm', { type: () => String }) confirm: string): Promise<DeletePayload> {
    const done = await this.fields.delete(id, confirm);
    return { id: done.id, changeSetId: done.changeSetId };
  }

  @Mutation(() => ReorderCustomFieldsPayload, { description: 'Puts the fields of a record type into the order given, which names each of them once.' })
  @Operation(MANAGE)
  async reorderCustomFields(@Args('recordType', { type: () => String }) recordType: string, @Args('ids', { type: () => [ID] }) ids: string[]): Promise<ReorderCustomFieldsPayload> {
    return { changeSetId: await this.fields.reorder(recordType, ids) };
  }
}
