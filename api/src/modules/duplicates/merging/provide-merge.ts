import { Inject, type Type } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Operation } from '../../../platform/access/operation.decorator.js';
import type { RecordType } from '../../../platform/records/record-type.js';
import { isIdentified } from '../identity-keys.js';
import { keepLeftovers, type KeepLeftovers } from './leftovers.js';
import { mergePayloadOf, MergeRecordsInput } from './merging.types.js';
import { RecordMerges, type MergeRequest } from './record-merges.service.js';

/**
 * The verb that merges records of a type, `mergeContacts(input)`, for the module that owns the type. The type has to describe its identity.
 *
 * @param keep what is kept of values that the one record has no room for
 * @example `@Module({ imports: [DuplicatesModule], providers: [provideMerge(contactRecord)] })`
 */
export function provideMerge(type: RecordType, keep?: KeepLeftovers): Type<object> {
  if (!isIdentified(type)) throw new Error(`${type.labelPlural} have no identity, so there is nothing to merge them by.`);
  const identified = type;
  if (keep) keepLeftovers(type, keep);
  class MergeResolver {
    @Inject(RecordMerges) private readonly merges!: RecordMerges;

    async merge(input: MergeRequest): Promise<object> {
      const { row, changeSetId, merged, moved } = await this.merges.merge(identified, input);
      return { [type.name]: row, changeSetId, merged, moved: moved.map((each) => ({ ...each, recordType: each.type.name })) };
    }
  }
  Object.defineProperty(MergeResolver, 'name', { value: `${type.typeName}MergeResolver` });
  const prototype = MergeResolver.prototype as object;
  const descriptor = Object.getOwnPropertyDescriptor(prototype, 'merge')!;
  const payload = mergePayloadOf(type);
  const plural = type.plural[0]!.toUpperCase() + type.plural.slice(1);
  Resolver()(MergeResolver);
  Reflect.defineMetadata('design:paramtypes', [Object], prototype, 'merge');
  Mutation(() => payload, { name: `merge${plural}`, description: `Makes two to ten ${type.plural} one; what belonged to the others belongs to the survivor then. Can be undone.` })(prototype, 'merge', descriptor);
  Args('input', { type: () => MergeRecordsInput })(prototype, 'merge', 0);
  Operation({ module: type.module, permission: { record: type.name, action: 'edit' } })(prototype, 'merge', descriptor);
  return MergeResolver;
}
