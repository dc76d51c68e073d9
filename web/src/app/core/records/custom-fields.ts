import type { FieldMetadata, RecordTypeMetadata } from './record-metadata.js';
import type { ListVariables } from './record-documents.js';

/**
 * The client holds the fields that a workspace added as it holds all others, by name. The API's schema is the same for every workspace and takes them by key,
 * in lists of their own; here one becomes the other.
 */

const MEMBERS: Readonly<Record<string, string>> = { number: 'number', money: 'money', boolean: 'boolean', date: 'date', dateTime: 'dateTime', choice: 'option', choices: 'options', reference: 'referenceId' };
const memberOf = (field: FieldMetadata): string => MEMBERS[field.kind] ?? 'text';

const customFields = (type: RecordTypeMetadata): ReadonlyMap<string, FieldMetadata> => new Map(type.fields.filter((field) => field.customKey).map((field) => [field.name, field]));

type Values = Readonly<Record<string, unknown>>;

/** Values by field name as an input of the API. */
export function toCustomInput(type: RecordTypeMetadata, values: Values): Values {
  const custom = customFields(type);
  const entries = Object.entries(values);
  const own = entries.filter(([name]) => !custom.has(name));
  if (own.length === entries.length) return values;
  const added = entries.flatMap(([name, value]) => {
    const field = custom.get(name);
    return field ? [{ key: field.customKey, [memberOf(field)]: value }] : [];
  });
  return { ...Object.fromEntries(own), customFields: added };
}

/** A filter by field name as the API takes it, group by group. */
export function toCustomFilter(type: RecordTypeMetadata, filter: Values): Values {
  const custom = customFields(type);
  return custom.size === 0 ? filter : filterOf(custom, filter);
}

function filterOf(custom: ReadonlyMap<string, FieldMetadata>, filter: Values): Values {
  const result: Record<string, unknown> = {};
  const conditions: Values[] = [];
  for (const [name, value] of Object.entries(filter)) {
    const field = custom.get(name);
    if (field) conditions.push(conditionOf(field, value as Values));
    else if ((name === 'and' || name === 'or') && Array.isArray(value)) result[name] = value.map((group: Values) => filterOf(custom, group));
    else if (name === 'not' && value) result[name] = filterOf(custom, value as Values);
    else result[name] = value;
  }
  return conditions.length > 0 ? { ...result, customFields: conditions } : result;
}

const conditionOf = (field: FieldMetadata, { isNull, ...operators }: Values): Values => ({
  key: field.customKey,
  ...(isNull === undefined ? {} : { isNull }),
  ...(Object.keys(operators).length > 0 ? { [memberOf(field)]: operators } : {}),
});

/** What a list is asked for, as the API takes it. */
export function toCustomVariables<V extends ListVariables>(type: RecordTypeMetadata, variables: V): V {
  const custom = customFields(type);
  if (custom.size === 0) return variables;
  const sort = variables.sort?.map(({ field, direction }) => (custom.has(field) ? { custom: custom.get(field)!.customKey, direction } : { field, direction }));
  return { ...variables, ...(variables.filter ? { filter: filterOf(custom, variables.filter) } : {}), ...(sort ? { sort } : {}) } as V;
}
