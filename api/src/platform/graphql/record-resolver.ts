import { Inject, type Type } from '@nestjs/common';
import { Args, ID, Info, Int, Mutation, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { RecordAction } from '@libs/contracts';
import { Operation } from '../access/operation.decorator.js';
import { RecordLoaders } from '../records/record-loaders.js';
import { underView } from '../records/list-views.js';
import type { RecordFilter } from '../records/record-filter.js';
import type { ListQuery, RecordSort } from '../records/record-list.js';
import type { AnyRow } from '../records/record-rows.js';
import { RecordStore } from '../records/record-store.js';
import type { RecordOperation, RecordType } from '../records/record-type.js';
import { CUSTOM_PREFIX } from '../records/tenant-types.js';
import { readCustomFields, readCustomReference, readCustomValue } from './custom-field-reading.js';
import { CustomFieldValue, RecordReference } from './custom-field-types.js';
import { ArchivedRecords, DeletePayload } from './paging-types.js';
import { projectionHere } from './projection.js';
import { RecordCommands } from './record-commands.js';
import { recordGraphql, relationsOf } from './record-types.js';
import { asTexts, connectionHere, takesTexts, textsWanted } from './record-texts.js';
import { JsonScalar } from './scalars.js';

type Handler = (this: RecordResolverBase, ...args: never[]) => unknown;

/** What every generated resolver works with. */
class RecordResolverBase {
  @Inject(RecordStore) readonly store!: RecordStore;
  @Inject(RecordLoaders) readonly loaders!: RecordLoaders;
  @Inject(RecordCommands) readonly commands!: RecordCommands;
}

/** Arguments of a list query. */
interface ListArguments extends Omit<ListQuery, 'fields'> {
  readonly sort?: readonly RecordSort[];
  readonly filter?: RecordFilter;
}

/**
 * The resolver of a record type: its list, get, create, update, archive, restore and delete operations, its reference fields and its federation
 * reference, as far as the description asks for them. Each operation declares licence and permission as a handwritten one would.
 */
export function recordResolver(type: RecordType): Type<object> {
  const graphql = recordGraphql(type);
  const name = `${type.typeName}RecordResolver`;
  const target = { [name]: class extends RecordResolverBase {} }[name] as Type<RecordResolverBase>;
  Resolver(() => graphql.object)(target);
  const operations = new Set<RecordOperation>(type.operations);
  takesTexts(`Query.${type.plural}`, 'nodes');
  takesTexts(`Query.${type.name}`, '');

  const declare = (method: string, action: RecordAction, decorate: (prototype: object, descriptor: PropertyDescriptor) => void, handler: Handler): void => {
    define(target, method, handler, (prototype, descriptor) => {
      decorate(prototype, descriptor);
      Operation({ module: type.module, permission: { record: type.name, action } })(prototype, method, descriptor);
    });
  };

  if (operations.has('list')) {
    declare('list', 'view', (prototype, descriptor) => {
      Query(() => graphql.connection, { name: type.plural, description: `${type.labelPlural}, a page at a time.` })(prototype, 'list', descriptor);
      listArguments(type, prototype);
    }, function (first: number, after: string, last: number, before: string, filter: RecordFilter, sort: AskedSort[] | null | undefined, search: string, archived: ListQuery['archived'], viewId: string, info: GraphQLResolveInfo) {
      return list(this, type, { first, after, last, before, filter, sort: sortOf(sort), search, archived } as ListArguments, viewId, info);
    } as Handler);
  }
  if (operations.has('get')) {
    declare('get', 'view', (prototype, descriptor) => {
      Query(() => graphql.object, { name: type.name })(prototype, 'get', descriptor);
      Args('id', { type: () => ID })(prototype, 'get', 0);
      Info()(prototype, 'get', 1);
    }, function (id: string, info: GraphQLResolveInfo) {
      return get(this, type, id, info);
    } as Handler);
  }
  if (operations.has('create')) {
    declare('create', 'create', (prototype, descriptor) => {
      Mutation(() => graphql.payload, { name: `create${type.typeName}` })(prototype, 'create', descriptor);
      Args('input', { type: () => graphql.createInput })(prototype, 'create', 0);
    }, function (input: Record<string, unknown>) {
      return this.commands.create(type, input);
    } as Handler);
  }
  if (operations.has('update')) {
    declare('update', 'edit', (prototype, descriptor) => {
      Mutation(() => graphql.payload, { name: `update${type.typeName}` })(prototype, 'update', descriptor);
      Args('input', { type: () => graphql.updateInput })(prototype, 'update', 0);
    }, function (input: { id: string; expectedVersion?: number }) {
      return this.commands.update(type, input);
    } as Handler);
  }
  for (const verb of ['archive', 'restore', 'delete'] as const) {
    if (!operations.has(verb)) continue;
    declare(verb, verb === 'delete' ? 'delete' : 'edit', (prototype, descriptor) => {
      Mutation(() => (verb === 'delete' ? DeletePayload : graphql.payload), { name: `${verb}${type.typeName}` })(prototype, verb, descriptor);
      Args('id', { type: () => ID })(prototype, verb, 0);
      Args('expectedVersion', { type: () => Int, nullable: true })(prototype, verb, 1);
    }, function (id: string, expectedVersion?: number) {
      return this.commands.simple(type, verb, id, expectedVersion);
    } as Handler);
  }

  for (const { field, relation, target: pointed } of relationsOf(type)) {
    define(target, relation, function (parent: AnyRow, info: GraphQLResolveInfo) {
      const id = parent[field];
      return typeof id === 'string' ? this.loaders.load(pointed, id, projectionHere(pointed, info)) : null;
    } as Handler, (prototype, descriptor) => {
      ResolveField(relation, () => recordGraphql(pointed).object, { nullable: true })(prototype, relation, descriptor);
      Parent()(prototype, relation, 0);
      Info()(prototype, relation, 1);
    });
  }
  if (type.customizable) customResolvers(type, target);
  define(target, 'resolveReference', function (reference: { id: string }) {
    return this.loaders.load(type, reference.id);
  } as Handler, (prototype, descriptor) => {
    ResolveReference()(prototype, 'resolveReference', descriptor);
  });
  return target;
}

/** Fields that answer what the tenant added; their keys are arguments, because the schema is the same for every tenant. */
function customResolvers(type: RecordType, target: Type<RecordResolverBase>): void {
  define(target, 'customFields', function (parent: AnyRow, keys?: string[] | null) {
    return readCustomFields(this.loaders, type, parent, keys);
  } as Handler, (prototype, descriptor) => {
    ResolveField('customFields', () => [CustomFieldValue], { description: 'Values of the fields that this workspace added.' })(prototype, 'customFields', descriptor);
    Parent()(prototype, 'customFields', 0);
    Args('keys', { type: () => [String], nullable: true })(prototype, 'customFields', 1);
  });
  define(target, 'customValue', function (parent: AnyRow, key: string) {
    return readCustomValue(this.loaders, type, parent, key);
  } as Handler, (prototype, descriptor) => {
    ResolveField('customValue', () => JsonScalar, { nullable: true, description: 'The value of one of them, to be selected under a name of your own.' })(prototype, 'customValue', descriptor);
    Parent()(prototype, 'customValue', 0);
    Args('key', { type: () => String })(prototype, 'customValue', 1);
  });
  define(target, 'customReference', function (parent: AnyRow, key: string) {
    return readCustomReference(this.loaders, type, parent, key);
  } as Handler, (prototype, descriptor) => {
    ResolveField('customReference', () => RecordReference, { nullable: true, description: 'The record that one of them points at.' })(prototype, 'customReference', descriptor);
    Parent()(prototype, 'customReference', 0);
    Args('key', { type: () => String })(prototype, 'customReference', 1);
  });
}

function define(target: Type<RecordResolverBase>, method: string, handler: Handler, decorate: (prototype: object, descriptor: PropertyDescriptor) => void): void {
  const prototype = target.prototype as object;
  Object.defineProperty(prototype, method, { value: handler, writable: true, configurable: true, enumerable: false });
  // What the compiler writes for handwritten methods; @nestjs/graphql reads it though every argument names its type.
  Reflect.defineMetadata('design:paramtypes', Array.from({ length: 10 }, () => Object), prototype, method);
  decorate(prototype, Object.getOwnPropertyDescriptor(prototype, method)!);
}

function listArguments(type: RecordType, prototype: object): void {
  const graphql = recordGraphql(type);
  const argument = (index: number, name: string, of: () => unknown): void => Args(name, { type: of as () => typeof String, nullable: true })(prototype, 'list', index);
  argument(0, 'first', () => Int);
  argument(1, 'after', () => String);
  argument(2, 'last', () => Int);
  argument(3, 'before', () => String);
  argument(4, 'filter', () => graphql.filter);
  argument(5, 'sort', () => [graphql.sort]);
  argument(6, 'search', () => String);
  argument(7, 'archived', () => ArchivedRecords);
  argument(8, 'viewId', () => ID);
  Info()(prototype, 'list', 9);
}

/** A sort as the API takes it: a field of the product, or the key of one that the tenant added. */
export interface AskedSort {
  readonly field?: string | null;
  readonly custom?: string | null;
  readonly direction: RecordSort['direction'];
}

export const sortOf = (sort: readonly AskedSort[] | null | undefined): RecordSort[] | null =>
  sort?.map(({ field, custom, direction }) => ({ field: custom ? CUSTOM_PREFIX + custom : (field ?? ''), direction })) ?? null;

async function list(resolver: RecordResolverBase, type: RecordType, asked: ListArguments, viewId: string | null | undefined, info: GraphQLResolveInfo): Promise<object> {
  const query = viewId ? await underView(type, viewId, asked) : asked;
  return connectionHere(resolver.store, type, query, info);
}

async function get({ store }: RecordResolverBase, type: RecordType, id: string, info: GraphQLResolveInfo): Promise<object> {
  const json = textsWanted(info, '');
  return json ? asTexts([await store.jsonById(type, id, json)])[0] : store.get(type, id, projectionHere(type, info));
}
