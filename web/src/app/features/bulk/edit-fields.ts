import type { FieldMetadata, RecordTypeMetadata } from '../../core/records/record-metadata.js';

/** Lines of the dialog; who wants to set more than so many fields at once edits a file. */
export const MOST_FIELDS = 8;

/** Fields that make sense to be the same in many records: what names a record, or must be its alone, does not. */
export function fieldsToEdit(type: RecordTypeMetadata): readonly FieldMetadata[] {
  const single = new Set([...type.titleFields, ...type.uniqueKeys.flatMap((key) => key.slice(-1)), 'ownerId', 'tags', 'externalId']);
  return type.fields.filter((field) => !field.readOnly && field.kind !== 'json' && field.section !== 'System' && !single.has(field.name));
}
