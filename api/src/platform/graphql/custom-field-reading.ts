import { memberOf } from '../records/custom-input.js';
import { RecordLoaders } from '../records/record-loaders.js';
import { recordTypeNamed } from '../records/record-registry.js';
import { titleOf, type AnyRow } from '../records/record-rows.js';
import type { RecordType } from '../records/record-type.js';
import type { Field } from '../records/fields.js';
import { CUSTOM_PREFIX, customFieldsOf, tenantType } from '../records/tenant-types.js';
import type { CustomFieldValue, RecordReference } from './custom-field-types.js';

/** Fields of the API's objects that answer custom values. */
export const CUSTOM_SELECTIONS = ['customFields', 'customValue', 'customReference'] as const;

/** A record's custom values, all or those of the keys. */
export async function readCustomFields(loaders: RecordLoaders, described: RecordType, parent: AnyRow, keys?: readonly string[] | null): Promise<CustomFieldValue[]> {
  const fields = customFieldsOf(tenantType(described)).filter(([, field]) => !keys || keys.includes(field.custom!.key));
  const row = await withCustom(loaders, described, parent);
  return Promise.all(fields.map(([name, field]) => valueOf(loaders, field, row?.[name] ?? null)));
}

/** The bare value, null where there is none. Unknown keys have none: a field may have been archived since the query was written. */
export async function readCustomValue(loaders: RecordLoaders, described: RecordType, parent: AnyRow, key: string): Promise<unknown> {
  const name = CUSTOM_PREFIX + key;
  if (!tenantType(described).allFields[name]) return null;
  return (await withCustom(loaders, described, parent))?.[name] ?? null;
}

export async function readCustomReference(loaders: RecordLoaders, described: RecordType, parent: AnyRow, key: string): Promise<RecordReference | null> {
  const field = tenantType(described).allFields[CUSTOM_PREFIX + key];
  return field?.kind === 'reference' ? referenceOf(loaders, field, await readCustomValue(loaders, described, parent, key)) : null;
}

/** Rows that a module read by its own statements come without custom values. */
async function withCustom(loaders: RecordLoaders, described: RecordType, parent: AnyRow): Promise<AnyRow | null> {
  const complete = customFieldsOf(tenantType(described)).every(([name]) => name in parent);
  return complete ? parent : loaders.load(described, parent.id);
}

async function valueOf(loaders: RecordLoaders, field: Field, value: unknown): Promise<CustomFieldValue> {
  const { label, kind, custom } = field;
  const members = { text: null, number: null, money: null, boolean: null, date: null, dateTime: null, option: null, options: null, referenceId: null };
  return { key: custom!.key, label, kind, value, ...members, [memberOf(field)]: value, reference: kind === 'reference' ? await referenceOf(loaders, field, value) : null };
}

async function referenceOf(loaders: RecordLoaders, field: Field, id: unknown): Promise<RecordReference | null> {
  if (typeof id !== 'string') return null;
  const target = recordTypeNamed(field.target!);
  const row = await loaders.load(target, id);
  return row && { id, recordType: target.name, title: titleOf(target, row) };
}
