import { abilityToSql, type SqlParameters } from '../access/ability-to-sql.js';
import type { FieldKind } from './fields.js';
import { recordTypeNamed } from './record-registry.js';
import { columnOf, type RecordType } from './record-type.js';

/** One member of a record's JSON. */
export type JsonMember =
  /** The same in each record. */
  | { readonly kind: 'constant'; readonly key: string; readonly text: string }
  /** A field of the record; where it is `needed`, a record without a value has no JSON. */
  | { readonly kind: 'field'; readonly key: string; readonly field: string; readonly needed: boolean }
  /** The record that a reference points at, null where there is none or the caller may not view it. */
  | { readonly kind: 'record'; readonly key: string; readonly field: string; readonly target: JsonSelection };

/** What of a record becomes JSON, in that order. */
export interface JsonSelection {
  readonly recordType: string;
  readonly members: readonly JsonMember[];
}

/** Under which a row answers its JSON. */
export const JSON_TEXT = '$json';

/** Stands in a text that is no JSON after all: a value that must be there is not, or is written otherwise by JavaScript. No JSON holds this character. */
const BROKEN = "E'\\x01'";
export const isWhole = (text: unknown): text is string => typeof text === 'string' && !text.includes('\u0001');

/** Kinds that the database writes as the API does. JSON of a tenant's own shape is not among them: its spaces and numbers are its own. */
export const hasJson = (kind: FieldKind): boolean => kind !== 'json';

/**
 * SQL of one text with the record's JSON, byte for byte what the API would write of the decoded row: the database writes a page in a fraction of the time that
 * it takes to read it into objects, to resolve field by field, and to write it then. The caller's permissions hold for records that are pointed at, too.
 */
export function jsonSql(type: RecordType, { members }: JsonSelection, alias: string, parameters: SqlParameters, depth = 1): string {
  const parts: string[] = [];
  let literal = '{';
  members.forEach((member, index) => {
    literal += `${index > 0 ? ',' : ''}"${member.key}":`;
    if (member.kind === 'constant') {
      literal += member.text;
      return;
    }
    parts.push(quoted(literal), member.kind === 'field' ? fieldSql(type, member, alias) : referredSql(member, alias, parameters, depth));
    literal = '';
  });
  return `concat(${[...parts, quoted(`${literal}}`)].join(', ')})`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** One look by primary key a row, after the page's limit. */
function referredSql({ field, target }: Extract<JsonMember, { kind: 'record' }>, alias: string, parameters: SqlParameters, depth: number): string {
  const type = recordTypeNamed(target.recordType);
  const inner = `r${depth}`;
  const conditions = [`${inner}.tenant_id = ${alias}.tenant_id`, `${inner}.id = ${alias}.${columnOf(field)}`, `${inner}.deleted_at is null`, abilityToSql('view', type, inner, parameters)];
  return `coalesce((select ${jsonSql(type, target, inner, parameters, depth + 1)} from ${type.table} ${inner} where ${conditions.filter((condition) => condition !== 'true').join(' and ')}), 'null')`;
}

function fieldSql(type: RecordType, { field, needed }: Extract<JsonMember, { kind: 'field' }>, alias: string): string {
  const column = `${alias}.${columnOf(field)}`;
  const absent = needed ? BROKEN : `'null'`;
  if (field === 'id') return `'"', ${column}, '"'`;
  if (field === 'version') return column;
  return writers[type.allFields[field]!.kind](column, absent);
}

type Writer = (column: string, absent: string) => string;

const text: Writer = (column, absent) => `coalesce(to_json(${column})::text, ${absent})`;
const plain: Writer = (column, absent) => `coalesce(${column}::text, ${absent})`;
const list: Writer = (column) => `coalesce(array_to_json(${column})::text, '[]')`;
const inQuotes = (value: string, absent: string): string => `coalesce('"' || ${value} || '"', ${absent})`;

const writers: Readonly<Record<FieldKind, Writer>> = {
  text,
  longText: text,
  email: text,
  phone: text,
  url: text,
  choice: text,
  integer: plain,
  boolean: plain,
  // The two write very large and very small numbers differently.
  number: (column, absent) => `case when ${column} is null then ${absent} when ${column} = 0 then '0' when abs(${column}) >= 0.0001 and abs(${column}) < 1e15 then ${column}::text else ${BROKEN} end`,
  money: (column, absent) => `case when ${column} is null then ${absent} when abs(${column}) >= 1000000000000000000 then ${BROKEN} else ${moneySql(column)} end`,
  date: (column, absent) => inQuotes(`to_char(${column}, 'YYYY-MM-DD')`, absent),
  dateTime: (column, absent) => inQuotes(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`, absent),
  tags: list,
  choices: list,
  reference: (column, absent) => inQuotes(`${column}::text`, absent),
  json: () => BROKEN,
};

/** `formatMoney` in SQL: at least two decimals, more only where there are any. */
function moneySql(column: string): string {
  const rest = `abs(${column}) % 10000`;
  const decimals = `case when ${rest} % 100 = 0 then lpad((${rest} / 100)::text, 2, '0') when ${rest} % 10 = 0 then lpad((${rest} / 10)::text, 3, '0') else lpad((${rest})::text, 4, '0') end`;
  return `concat('"', case when ${column} < 0 then '-' end, abs(${column}) / 10000, '.', ${decimals}, '"')`;
}
