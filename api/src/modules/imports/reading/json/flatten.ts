/** Elements of a nested list that get columns of their own. */
const LIST_COLUMNS = 5;
const DEPTH = 6;

/** How Salesforce marks its records: their type and address, and in trees the name by which others refer to them. */
const SALESFORCE_NOISE: ReadonlySet<string> = new Set(['type', 'url']);

/** A list of records under a record, as Salesforce writes children: they are records of another kind and not values of this one. */
export interface Children {
  readonly name: string;
  readonly records: readonly unknown[];
}

export interface FlatRecord {
  readonly values: Map<string, string>;
  readonly children: readonly Children[];
}

/**
 * A record as columns: nested objects join their names with dots, lists of plain values become one cell, lists of objects number theirs
 * (`emails.email`, `emails.2.email`). Null if it is no object.
 */
export function flatten(record: unknown): FlatRecord | null {
  if (!isObject(record)) return null;
  const values = new Map<string, string>();
  const children: Children[] = [];
  const salesforce = isObject(record['attributes']) && typeof record['attributes']['type'] === 'string';
  const put = (path: string, value: unknown, depth: number): void => {
    if (value === null || value === undefined) return void (values.has(path) || values.set(path, ''));
    if (Array.isArray(value)) return list(path, value, depth);
    if (!isObject(value)) return void values.set(path, scalar(value, salesforce));
    if (Array.isArray(value['records']) && (salesforce || 'totalSize' in value)) return void children.push({ name: path, records: value['records'] });
    if (depth >= DEPTH) return void values.set(path, JSON.stringify(value));
    for (const [key, inner] of Object.entries(value)) {
      const marks = key === 'attributes' && isObject(inner) && typeof inner['type'] === 'string';
      if (marks) attributes(path, inner);
      else put(join(path, key), inner, depth + 1);
    }
  };
  const list = (path: string, value: readonly unknown[], depth: number): void => {
    if (value.every((element) => !isObject(element) && !Array.isArray(element))) return void values.set(path, value.filter((element) => element !== null).map((element) => scalar(element, salesforce)).join('; '));
    value.slice(0, LIST_COLUMNS).forEach((element, index) => put(index === 0 ? path : join(path, String(index + 1)), element, depth + 1));
  };
  const attributes = (path: string, marks: Record<string, unknown>): void => {
    for (const [key, value] of Object.entries(marks)) if (!SALESFORCE_NOISE.has(key)) put(join(path, key), value, 1);
  };
  put('', record, 0);
  return { values, children };
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Trees refer to records of other files as `@name`; the name is what the other record carries. */
function scalar(value: unknown, salesforce: boolean): string {
  if (typeof value === 'string') return salesforce && /^@\w+$/.test(value) ? value.slice(1) : value;
  return String(value);
}

/** Parses without losing digits: numbers that JavaScript can't hold stay as they are written. */
export function parseExactly(text: string): unknown {
  return JSON.parse(text, function (this: unknown, _key: string, value: unknown, context?: { readonly source?: string }) {
    if (typeof value === 'number' && context?.source !== undefined && (Math.abs(value) > Number.MAX_SAFE_INTEGER || !Number.isFinite(value))) return context.source;
    return value;
  } as (this: unknown, key: string, value: unknown) => unknown);
}
