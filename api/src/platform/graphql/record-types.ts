import type { Type } from '@nestjs/common';
import { Directive, Field, Float, ID, InputType, Int, ObjectType, registerEnumType, type ReturnTypeFunc } from '@nestjs/graphql';
import type { Field as RecordField } from '../records/fields.js';
import { isFilterable } from '../records/record-filter.js';
import { recordTypeNamed } from '../records/record-registry.js';
import { relationOf, type RecordType } from '../records/record-type.js';
import { CUSTOM_CONDITIONS } from '../records/custom-input.js';
import { isList } from '../records/field-codec.js';
import { customFieldFilter, CustomFieldInput } from './custom-field-types.js';
import { filterInputFor } from './filter-inputs.js';
import { PageInfo, SortDirection } from './paging-types.js';
import { DateScalar, DateTimeScalar, DecimalScalar, JsonScalar } from './scalars.js';

/** The GraphQL classes of one record type, all made from its description. */
export interface RecordGraphql {
  readonly object: Type<object>;
  readonly createInput: Type<object>;
  readonly updateInput: Type<object>;
  readonly filter: Type<object>;
  readonly sort: Type<object>;
  readonly connection: Type<object>;
  readonly payload: Type<object>;
}

const made = new Map<string, RecordGraphql>();

/** The GraphQL classes of a record type; made once, so that modules can add fields with `@Resolver(() => recordGraphql(contactRecord).object)`. */
export function recordGraphql(type: RecordType): RecordGraphql {
  const present = made.get(type.name);
  if (present) return present;
  const object = objectType(type);
  const created: RecordGraphql = {
    object,
    createInput: inputType(type, 'create'),
    updateInput: inputType(type, 'update'),
    filter: filterType(type),
    sort: sortType(type),
    connection: connectionType(type, object),
    payload: payloadType(type, object),
  };
  made.set(type.name, created);
  return created;
}

/** A class with a name, which is what GraphQL's metadata and stack traces go by. */
function namedClass(name: string): Type<object> {
  return { [name]: class {} }[name] as Type<object>;
}

function addField(target: Type<object>, name: string, type: ReturnTypeFunc, options: { nullable?: boolean; description?: string } = {}): void {
  Field(type, options)(target.prototype as object, name);
}

const enums = new Map<string, object>();

/** GraphQL enum of a choice field: `ContactLifecycle`. */
function enumOf(type: RecordType, name: string, field: RecordField): object {
  const enumName = type.typeName + name[0]!.toUpperCase() + name.slice(1);
  let values = enums.get(enumName);
  if (!values) {
    values = Object.fromEntries(field.choices!.map((choice) => [choice, choice]));
    registerEnumType(values, { name: enumName, description: `${field.label} of ${type.labelPlural.toLowerCase()}.` });
    enums.set(enumName, values);
  }
  return values;
}

/** GraphQL type of a field's value, for objects and inputs alike. */
export function graphqlTypeOf(type: RecordType, name: string, field: RecordField): ReturnTypeFunc {
  switch (field.kind) {
    case 'integer':
      return () => Int;
    case 'number':
      return () => Float;
    case 'money':
      return () => DecimalScalar;
    case 'boolean':
      return () => Boolean;
    case 'date':
      return () => DateScalar;
    case 'dateTime':
      return () => DateTimeScalar;
    case 'choice': {
      const values = enumOf(type, name, field);
      return () => values;
    }
    case 'tags':
    case 'choices':
      return () => [String];
    case 'reference':
      return () => ID;
    case 'json':
      return () => JsonScalar;
    default:
      return () => String;
  }
}

function objectType(type: RecordType): Type<object> {
  const target = namedClass(type.typeName);
  ObjectType(type.typeName)(target);
  Directive('@key(fields: "id")')(target);
  addField(target, 'id', () => ID);
  addField(target, 'version', () => Int, { description: 'Counts the changes; send it back as `expectedVersion` to notice that somebody was quicker.' });
  for (const [name, field] of Object.entries(type.allFields)) {
    const always = (field.required ?? false) || field.kind === 'boolean' || isList(field.kind) || name === 'createdAt' || name === 'updatedAt';
    addField(target, name, graphqlTypeOf(type, name, field), { nullable: !always, description: field.help ?? field.label });
  }
  return target;
}

/** Reference fields and the object field that each answers: `accountId` -> `account`. */
export const relationsOf = (type: RecordType): { field: string; relation: string; target: RecordType }[] =>
  Object.entries(type.allFields)
    .filter(([, field]) => field.kind === 'reference')
    .map(([field, described]) => ({ field, relation: relationOf(field), target: recordTypeNamed(described.target!) }));

function inputType(type: RecordType, purpose: 'create' | 'update'): Type<object> {
  const name = `${purpose === 'create' ? 'Create' : 'Update'}${type.typeName}Input`;
  const target = namedClass(name);
  InputType(name)(target);
  if (purpose === 'update') {
    addField(target, 'id', () => ID);
    addField(target, 'expectedVersion', () => Int, { nullable: true, description: 'The version you saw; a newer one is answered with CONFLICT.' });
  }
  for (const [key, field] of Object.entries(type.allFields)) {
    if (field.readOnly) continue;
    const needed = purpose === 'create' && field.required === true && field.default === undefined;
    addField(target, key, graphqlTypeOf(type, key, field), { nullable: !needed, description: field.help ?? field.label });
  }
  if (type.customizable) addField(target, CUSTOM_CONDITIONS, () => [CustomFieldInput], { nullable: true, description: 'Values of fields that this workspace added; others stay as they are.' });
  return target;
}

function filterType(type: RecordType): Type<object> {
  const name = `${type.typeName}Filter`;
  const target = namedClass(name);
  InputType(name)(target);
  addField(target, 'and', () => [target], { nullable: true });
  addField(target, 'or', () => [target], { nullable: true });
  addField(target, 'not', () => target, { nullable: true });
  addField(target, 'id', () => filterInputFor('reference'), { nullable: true });
  for (const [key, field] of Object.entries(type.allFields)) {
    if (!isFilterable(field)) continue;
    const input = field.kind === 'choice' ? filterInputFor('choice', enumOf(type, key, field), type.typeName + key[0]!.toUpperCase() + key.slice(1)) : filterInputFor(field.kind);
    addField(target, key, () => input, { nullable: true });
  }
  // Made now: what is only made when the schema is built comes too late for it.
  const condition = customFieldFilter();
  if (type.customizable) addField(target, CUSTOM_CONDITIONS, () => [condition], { nullable: true, description: 'Conditions on fields that this workspace added; all of them hold.' });
  return target;
}

function sortType(type: RecordType): Type<object> {
  const fields = Object.fromEntries(Object.entries(type.allFields).filter(([, field]) => field.sortable).map(([name]) => [name, name]));
  registerEnumType(fields, { name: `${type.typeName}SortField` });
  const name = `${type.typeName}Sort`;
  const target = namedClass(name);
  InputType(name)(target);
  addField(target, 'field', () => fields, { nullable: type.customizable === true });
  if (type.customizable) addField(target, 'custom', () => String, { nullable: true, description: 'Key of a field that this workspace added, instead of `field`.' });
  addField(target, 'direction', () => SortDirection);
  return target;
}

function connectionType(type: RecordType, object: Type<object>): Type<object> {
  const edge = namedClass(`${type.typeName}Edge`);
  ObjectType(`${type.typeName}Edge`)(edge);
  addField(edge, 'cursor', () => String);
  addField(edge, 'node', () => object);
  const target = namedClass(`${type.typeName}Connection`);
  ObjectType(`${type.typeName}Connection`)(target);
  addField(target, 'edges', () => [edge]);
  addField(target, 'nodes', () => [object]);
  addField(target, 'pageInfo', () => PageInfo);
  addField(target, 'totalCount', () => Int, { description: 'Counted only when asked for.' });
  return target;
}

function payloadType(type: RecordType, object: Type<object>): Type<object> {
  const target = namedClass(`${type.typeName}Payload`);
  ObjectType(`${type.typeName}Payload`)(target);
  addField(target, type.name, () => object);
  addField(target, 'changeSetId', () => ID, { description: 'What `revertChangeSet` undoes.' });
  return target;
}
