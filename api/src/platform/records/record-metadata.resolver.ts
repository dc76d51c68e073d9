import { Field, Float, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { can } from '../access/ability.js';
import { Operation } from '../access/operation.decorator.js';
import { JsonScalar } from '../graphql/scalars.js';
import { inWords } from '../i18n/phrasebook.js';
import { optionsOf } from './choice-labels.js';
import { isFilterable } from './record-filter.js';
import { reference, type FieldOption } from './fields.js';
import { mayWrite } from './field-writers.js';
import { recordTypes } from './record-registry.js';
import { TenantFieldsCache } from './tenant-fields-cache.js';
import { listFiltersOf } from './list-filters.js';
import { relationOf, type FieldMap, type RecordType } from './record-type.js';

@ObjectType({ description: 'One answer of a choice.' })
export class FieldOptionMetadata {
  @Field(() => String, { description: 'What records keep; it stays when the label changes.' })
  value!: string;
  @Field(() => String)
  label!: string;
  @Field(() => String, { nullable: true, description: 'GREY, BLUE, TEAL, GREEN, AMBER, ORANGE, RED or PURPLE.' })
  colour!: string | null;
  @Field(() => Boolean, { description: 'Kept by the records that have it, and offered no more.' })
  archived!: boolean;
}

@ObjectType({ description: 'A field of a record type, as forms, lists and imports need it.' })
export class FieldMetadata {
  @Field(() => String)
  name!: string;
  @Field(() => String)
  label!: string;
  @Field(() => String, { description: 'text, longText, email, phone, url, integer, number, money, boolean, date, dateTime, choice, choices, tags, reference or json.' })
  kind!: string;
  @Field(() => Boolean)
  required!: boolean;
  @Field(() => Boolean, { description: 'Whether a new record that leaves it out gets a value by itself.' })
  hasDefault!: boolean;
  @Field(() => JsonScalar, { nullable: true, description: 'What a form starts with.' })
  defaultValue!: unknown;
  @Field(() => Boolean)
  readOnly!: boolean;
  @Field(() => Boolean)
  filterable!: boolean;
  @Field(() => Boolean)
  sortable!: boolean;
  @Field(() => Boolean)
  importable!: boolean;
  @Field(() => Int, { nullable: true, description: 'Place among the columns shown at first; none when absent.' })
  column!: number | null;
  @Field(() => String, { nullable: true })
  section!: string | null;
  @Field(() => String, { nullable: true })
  help!: string | null;
  @Field(() => Int, { nullable: true })
  maxLength!: number | null;
  @Field(() => Float, { nullable: true })
  min!: number | null;
  @Field(() => Float, { nullable: true })
  max!: number | null;
  @Field(() => [String])
  choices!: readonly string[];
  @Field(() => [FieldOptionMetadata], { description: 'Choices with labels of their own, archived ones included: of fields that this workspace added, and of all choices where the reader reads another language than English.' })
  options!: readonly FieldOption[];
  @Field(() => String, { nullable: true, description: 'Set on fields that this workspace added: what inputs, filters and `customFields` call them.' })
  customKey!: string | null;
  @Field(() => String, { nullable: true, description: 'Record type that a reference points to.' })
  target!: string | null;
  @Field(() => String, { nullable: true, description: 'Sibling field whose value the target of a reference shares: a stage lies within the pipeline.' })
  within!: string | null;
  @Field(() => String, { nullable: true, description: 'Object field that resolves the reference.' })
  relation!: string | null;
  @Field(() => String, { nullable: true, description: "Field that holds an amount's currency; the workspace's own when absent." })
  currencyField!: string | null;
}

@ObjectType({ description: 'A record type of this workspace, described.' })
export class RecordTypeMetadata {
  @Field(() => String)
  name!: string;
  @Field(() => String)
  plural!: string;
  @Field(() => String)
  typeName!: string;
  @Field(() => String)
  label!: string;
  @Field(() => String)
  labelPlural!: string;
  @Field(() => String)
  icon!: string;
  @Field(() => String)
  module!: string;
  @Field(() => [String])
  titleFields!: readonly string[];
  @Field(() => [[String]])
  uniqueKeys!: readonly (readonly string[])[];
  @Field(() => [String], { description: 'Generic operations that exist: list, get, create, update, archive, restore, delete.' })
  operations!: readonly string[];
  @Field(() => Boolean, { description: 'Whether the caller may create one.' })
  canCreate!: boolean;
  @Field(() => Boolean, { description: 'Whether this workspace may add fields to it.' })
  customizable!: boolean;
  @Field(() => [FieldMetadata])
  fields!: readonly FieldMetadata[];
  @Field(() => [FieldMetadata], { description: 'What lists can be filtered by besides the fields, such as the groups that contacts are in.' })
  listFilters!: readonly FieldMetadata[];
}

/** Serves the record descriptions, from which clients draw tables, forms and panels. */
@Resolver()
export class RecordMetadataResolver {
  constructor(private readonly tenantFields: TenantFieldsCache) {}

  @Query(() => [RecordTypeMetadata], { description: 'The record types that the caller may view.' })
  @Operation({ module: 'crm-core', permission: 'member' })
  async recordTypes(): Promise<RecordTypeMetadata[]> {
    await this.tenantFields.ready();
    return recordTypes().filter((type) => can('view', type)).map(describe);
  }
}

function describe(type: RecordType): RecordTypeMetadata {
  const { name, plural, typeName, label, labelPlural, icon, module, titleFields, uniqueKeys = [], operations } = type;
  return { name, plural, typeName, label: inWords(label), labelPlural: inWords(labelPlural), icon, module, titleFields, uniqueKeys, operations, customizable: type.customizable ?? false, canCreate: can('create', type), fields: fieldsOf(type.allFields), listFilters: fieldsOf(filterFields(type)) };
}

const filterFields = (type: RecordType): FieldMap => Object.fromEntries(listFiltersOf(type).map(({ name, label, target }) => [name, reference(target, { label, readOnly: true })]));

const fieldsOf = (fields: FieldMap): FieldMetadata[] =>
  Object.entries(fields).map(([name, field]) => ({
    name,
    // What a workspace has worded itself is shown as it is.
    label: field.custom ? field.label : inWords(field.label),
    kind: field.kind,
    required: field.required ?? false,
    hasDefault: field.default !== undefined,
    defaultValue: field.default ?? null,
    readOnly: (field.readOnly ?? false) || !mayWrite(field),
    filterable: isFilterable(field),
    sortable: field.sortable ?? false,
    importable: (field.importable ?? true) && !field.readOnly && mayWrite(field),
    column: field.column ?? null,
    section: field.section ? inWords(field.section) : null,
    help: field.help ? (field.custom ? field.help : inWords(field.help)) : null,
    maxLength: field.maxLength ?? null,
    min: field.min ?? null,
    max: field.max ?? null,
    choices: field.choices ?? [],
    options: optionsOf(field),
    customKey: field.custom?.key ?? null,
    target: field.target ?? null,
    within: field.within ?? null,
    relation: field.kind !== 'reference' ? null : field.custom ? `${name}_record` : relationOf(name),
    currencyField: field.currencyField ?? null,
  }));
