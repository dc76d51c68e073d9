import type { RecordAction } from '@libs/contracts';
import type { UiOption } from '@libs/ui';
import { inSentence } from '../i18n/noun.js';

/** Kinds of field, as the API describes them. */
export type FieldKind =
  | 'text' | 'longText' | 'email' | 'phone' | 'url' | 'integer' | 'number' | 'money' | 'boolean' | 'date' | 'dateTime' | 'choice' | 'choices' | 'tags' | 'reference' | 'json';

export interface FieldOption {
  readonly value: string;
  readonly label: string;
  readonly colour: string | null;
  /** Kept by the records that have it, and offered no more. */
  readonly archived: boolean;
}

export interface FieldMetadata {
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  /** A new record that leaves it out gets a value by itself. */
  readonly hasDefault: boolean;
  /** What a form starts with. */
  readonly defaultValue: unknown;
  readonly readOnly: boolean;
  readonly filterable: boolean;
  readonly sortable: boolean;
  readonly importable: boolean;
  /** Place among the columns shown at first. */
  readonly column: number | null;
  readonly section: string | null;
  readonly help: string | null;
  readonly maxLength: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly choices: readonly string[];
  /** Choices in words of the workspace's own, archived ones included. */
  readonly options: readonly FieldOption[];
  /** What the API calls a field that the workspace added. */
  readonly customKey: string | null;
  /** Record type a reference points to. */
  readonly target: string | null;
  /** Sibling field whose value the target shares: a stage lies within the deal's pipeline. */
  readonly within: string | null;
  /** Object field that resolves the reference: `accountId` -> `account`. */
  readonly relation: string | null;
  /** Field with an amount's currency; the workspace's own when absent. */
  readonly currencyField: string | null;
}

export interface RecordTypeMetadata {
  readonly name: string;
  readonly plural: string;
  readonly typeName: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly icon: string;
  readonly module: string;
  readonly titleFields: readonly string[];
  readonly uniqueKeys: readonly (readonly string[])[];
  readonly operations: readonly string[];
  readonly canCreate: boolean;
  /** The workspace may add fields to it. */
  readonly customizable: boolean;
  readonly fields: readonly FieldMetadata[];
  /** What lists can be filtered by besides the fields. */
  readonly listFilters?: readonly FieldMetadata[];
}

/** A record as the client holds it: its fields, and an object beside each reference. */
export type ClientRecord = { readonly __typename: string; readonly id: string; readonly version: number; readonly ownerId?: string | null } & Readonly<Record<string, unknown>>;

export const fieldNamed = (type: RecordTypeMetadata, name: string): FieldMetadata | undefined => type.fields.find((field) => field.name === name);

/** GraphQL type of what a custom field points at. */
export const CUSTOM_REFERENCE = 'RecordReference';

/** Everything a list of the type can be filtered by. */
export const filterFields = (type: RecordTypeMetadata): readonly FieldMetadata[] => [...type.fields.filter((field) => field.filterable), ...(type.listFilters ?? [])];

export const filterFieldNamed = (type: RecordTypeMetadata, name: string): FieldMetadata | undefined => filterFields(type).find((field) => field.name === name);

/** What people know the record by. */
export function titleOf(type: RecordTypeMetadata, record: Readonly<Record<string, unknown>>): string {
  // References of custom fields come with the title alone.
  if (record['__typename'] === CUSTOM_REFERENCE && typeof record['title'] === 'string') return record['title'];
  const title = type.titleFields.map((field) => record[field]).filter(Boolean).join(' ');
  return title || (typeof record['email'] === 'string' ? record['email'] : '') || `Unnamed ${inSentence(type.label)}`;
}

const TELLING: ReadonlySet<string> = new Set(['text', 'email', 'phone', 'url']);
const MOST_DETAILS = 2;

/** Fields that tell records of one name apart: the columns of its list that are words. */
export const detailFields = (type: RecordTypeMetadata): readonly string[] => defaultColumns(type).filter((field) => TELLING.has(field.kind) && field.customKey === null).map(({ name }) => name);

/** Its initials stand in a circle or a square. */
export const shapeOf = (recordType: string | null): 'person' | 'company' | null => (recordType === 'member' || recordType === 'contact' ? 'person' : recordType === 'account' ? 'company' : null);

/** The record as something to be picked. */
export function optionOf(type: RecordTypeMetadata, record: ClientRecord): UiOption {
  const [label, avatar] = [titleOf(type, record), shapeOf(type.name)];
  const details = detailFields(type).map((name) => record[name]).filter((value): value is string => typeof value === 'string' && value !== '' && value !== label);
  return { value: record.id, label, ...(details.length > 0 && { detail: details.slice(0, MOST_DETAILS).join(' · ') }), ...(avatar && { avatar }) };
}

/** Columns a list starts with: the title first, then by the place the description gives them. */
export function defaultColumns(type: RecordTypeMetadata): readonly FieldMetadata[] {
  const placed = type.fields.filter((field) => field.column !== null && !type.titleFields.includes(field.name));
  return [...placed].sort((one, other) => one.column! - other.column!);
}

/** Fields of a form or panel under their headings, in the description's order. `system` fields come last and only for reading. */
export function sectionsOf(type: RecordTypeMetadata, purpose: 'form' | 'panel'): readonly { readonly heading: string | null; readonly fields: readonly FieldMetadata[] }[] {
  const shown = type.fields.filter((field) => (purpose === 'panel' ? field.kind !== 'json' : !field.readOnly && field.section !== 'System' && field.kind !== 'json'));
  const groups = Map.groupBy(shown, (field) => field.section);
  const headings = [...groups.keys()].sort((one, other) => Number(one === 'System') - Number(other === 'System') || Number(one !== null) - Number(other !== null));
  return headings.map((heading) => ({ heading, fields: groups.get(heading)! }));
}

/** How many fields a form shows before "More fields". */
const LEADING = 12;

/** The fields a form begins with: what must be filled, however much that is, what names a record, what lists show, and what is `given` already. */
export function leadingFields(type: RecordTypeMetadata, given: readonly string[] = []): readonly FieldMetadata[] {
  const fields = sectionsOf(type, 'form').flatMap((section) => section.fields).filter((field) => field.required || type.titleFields.includes(field.name) || field.column !== null || given.includes(field.name));
  let others = LEADING - fields.filter((field) => field.required).length;
  return fields.filter((field) => field.required || others-- > 0);
}

/** Whether a form must still be given the field; one with a default fills itself. */
export const isMissing = (field: FieldMetadata, value: unknown): boolean =>
  field.required && !field.readOnly && !field.hasDefault && (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0));

/** What a form of the type starts with. */
export const defaultsOf = (type: RecordTypeMetadata): Readonly<Record<string, unknown>> =>
  Object.fromEntries(type.fields.filter((field) => !field.readOnly && field.defaultValue !== null && !Array.isArray(field.defaultValue)).map((field) => [field.name, field.defaultValue]));

/** `can` for lists and panels: the generic operation must exist, too. */
export const operationFor: Readonly<Record<RecordAction, string>> = { view: 'get', create: 'create', edit: 'update', delete: 'delete' };
