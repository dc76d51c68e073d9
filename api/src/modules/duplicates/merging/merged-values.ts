import { isList } from '../../../platform/records/field-codec.js';
import type { Field } from '../../../platform/records/fields.js';
import type { AnyRow } from '../../../platform/records/record-rows.js';
import type { RecordType } from '../../../platform/records/record-type.js';
import { isGiven } from '../record-cards.service.js';

/** Which record a field's value is taken from; null for what all of them say together. */
export interface FieldChoice {
  readonly field: string;
  readonly recordId: string | null;
}

/** The value that the one record will have, and the record it comes from; null where it comes from several. */
export interface MergedValue {
  readonly value: unknown;
  readonly from: string | null;
}

/** Fields that merging decides about: what people may set, apart from what only changes through an action of its own. */
export const mergedFields = (type: RecordType): [string, Field][] => Object.entries(type.allFields).filter(([, field]) => !field.readOnly && !field.ownVerb && !field.followed);

/** Whether several records' values can be kept side by side. */
export const isCombined = (field: Field): boolean => isList(field.kind) || field.kind === 'longText';

/** Whether the field points at a record of the same type, such as a parent account. */
export const isWithinType = (type: RecordType, field: Field): boolean => field.kind === 'reference' && field.target === type.name;

/**
 * What each field will be: what was chosen; else all tags and texts together, a "do not" that any of them has, the survivor's value, or that of the others
 * which was changed last.
 */
export function mergedValues(type: RecordType, survivor: AnyRow, others: readonly AnyRow[], choices: readonly FieldChoice[]): Map<string, MergedValue> {
  const chosen = new Map(choices.map((choice) => [choice.field, choice.recordId]));
  const rows = [survivor, ...[...others].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))];
  return new Map(
    mergedFields(type).map(([name, field]) => {
      const from = rows.find(({ id }) => id === chosen.get(name));
      if (from) return [name, { value: from[name], from: from.id }];
      return [name, isCombined(field) ? combined(field, name, rows) : preferred(field, name, rows)];
    }),
  );
}

function preferred(field: Field, name: string, rows: readonly AnyRow[]): MergedValue {
  const row = field.kind === 'boolean' ? rows.find((each) => each[name] === true) : rows.find((each) => isGiven(each[name]));
  return { value: row?.[name] ?? rows[0]![name], from: row?.id ?? rows[0]!.id };
}

function combined(field: Field, name: string, rows: readonly AnyRow[]): MergedValue {
  const given = rows.filter((row) => isGiven(row[name]));
  if (given.length <= 1) return { value: given[0]?.[name] ?? rows[0]![name], from: given[0]?.id ?? rows[0]!.id };
  const values = [...new Set(given.flatMap((row) => row[name] as string | string[]))];
  if (isList(field.kind)) return { value: field.kind === 'tags' ? values.slice(0, field.maxLength ?? 50) : values, from: null };
  const text = values.join('\n\n');
  // Too long to stand together: the survivor's own rather than half of another.
  return field.maxLength && text.length > field.maxLength ? { value: given[0]![name], from: given[0]!.id } : { value: text, from: values.length > 1 ? null : given[0]!.id };
}
