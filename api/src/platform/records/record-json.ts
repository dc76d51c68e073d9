import { abilityToSql, type SqlParameters } from '../access/ability-to-sql.js';
import { valueColumnOf, valueTableOf } from './custom-values.js';
import { isList } from './field-codec.js';
import type { Field, FieldKind } from './fields.js';
import { recordTypeNamed } from './record-registry.js';
import { titleSql } from './record-rows.js';
import { columnOf, type RecordType } from './record-type.js';

/** One member of a record's JSON. */
export type JsonMember =
  /** The same in each record. */
  | { readonly kind: 'constant'; readonly key: string; readonly text: string }
  /** A field of the record; where it is `needed`, a record without a value has no JSON. */
  | { readonly kind: 'field'; readonly key: string; readonly field: string; readonly needed: boolean }
  /** The record that a reference points at, null where there is none or the caller may not view it. */
  | { readonly kind: 'record'; readonly key: string; readonly field: string; readonly target: JsonSelection }
  /** What a module answers of the record. */
  | { readonly kind: 'answer'; readonly key: string; readonly answer: AnswerSql }
  /** The value of a field that the tenant added, by its name among the fields. */
  | { readonly kind: 'custom'; readonly key: string; readonly field: string }
  /** What people know the record by that such a field points at. */
  | { readonly kind: 'customReference'; readonly key: string; readonly field: string; readonly members: readonly ReferenceMember[] }
  /** The records, or the one, that a module knows with it. */
  | { readonly kind: 'related'; readonly key: string; readonly related: RelatedSql; readonly target: JsonSelection };

/** SQL of the JSON that the resolver of a field answers, over the record as `alias`; never null. */
export type AnswerSql = (alias: string, parameters: SqlParameters) => string;

/** How the records are found that the resolver of a field answers. */
export interface RelatedSql {
  readonly target: RecordType;
  /** Only the first of them, or null. */
  readonly one?: boolean;
  /** Conditions over the record as `alias` and the others as `inner`; that they belong to the same tenant goes without saying. */
  readonly where: (alias: string, inner: string, parameters: SqlParameters) => readonly string[];
  readonly order: (inner: string) => string;
}

const answers = new Map<string, AnswerSql | RelatedSql>();

/** Says in SQL, too, what the resolver of a module's field answers (`Opportunity.isStale`), so that records are read the short way with it. The two must be the same to the letter. */
export function answersInSql(field: string, answer: AnswerSql | RelatedSql): void {
  answers.set(field, answer);
}

export const answerInSql = (type: RecordType, field: string): AnswerSql | RelatedSql | undefined => answers.get(`${type.typeName}.${field}`);

/** A member of a `RecordReference`. */
export type ReferenceMember = { readonly kind: 'constant'; readonly key: string; readonly text: string } | { readonly kind: 'id' | 'recordType' | 'title'; readonly key: string };

/** What of a record becomes JSON, in that order. */
export interface JsonSelection {
  readonly recordType: string;
  readonly members: readonly JsonMember[];
}

/** Pieces of JSON in one call; a piece may be as many as three arguments. */
const MOST_PIECES = 30;

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
 * @param joins takes what is to be joined with the record, where it is one of many; without, there is a look for each that it points at
 */
export function jsonSql(type: RecordType, { members }: JsonSelection, alias: string, parameters: SqlParameters, depth = 1, joins?: string[]): string {
  const parts: string[] = [];
  let literal = '{';
  members.forEach((member, index) => {
    literal += `${index > 0 ? ',' : ''}"${member.key}":`;
    if (member.kind === 'constant') {
      literal += member.text;
      return;
    }
    parts.push(quoted(literal), memberSql(type, member, { alias, parameters, depth, joins }));
    literal = '';
  });
  return joined([...parts, quoted(`${literal}}`)]);
}

/** Of pieces that are one argument or more each: PostgreSQL takes a hundred in a call, so they are joined in lots. */
function joined(pieces: readonly string[]): string {
  if (pieces.length <= MOST_PIECES) return `concat(${pieces.join(', ')})`;
  const lots = Array.from({ length: Math.ceil(pieces.length / MOST_PIECES) }, (_, lot) => `concat(${pieces.slice(lot * MOST_PIECES, (lot + 1) * MOST_PIECES).join(', ')})`);
  return joined(lots);
}

/** Where a member is written: of which record, how deep within others. */
interface Place {
  readonly alias: string;
  readonly parameters: SqlParameters;
  readonly depth: number;
  readonly joins: string[] | undefined;
}

function memberSql(type: RecordType, member: Exclude<JsonMember, { readonly kind: 'constant' }>, place: Place): string {
  const { alias, parameters } = place;
  switch (member.kind) {
    case 'field':
      return fieldSql(type, member, alias);
    case 'record':
      return referredSql(member, place);
    case 'answer':
      return member.answer(alias, parameters);
    case 'custom':
      return customSql(type, member.field, alias);
    case 'customReference':
      return customReferenceSql(type, member, place);
    case 'related':
      return relatedSql(member, place);
  }
}

function relatedSql({ related, target }: Extract<JsonMember, { kind: 'related' }>, { alias, parameters, depth }: Place): string {
  const type = recordTypeNamed(target.recordType);
  const inner = `r${depth}`;
  const json = jsonSql(type, target, inner, parameters, depth + 1);
  const found = `from ${type.table} ${inner} where ${[`${inner}.tenant_id = ${alias}.tenant_id`, ...related.where(alias, inner, parameters)].join(' and ')}`;
  if (related.one) return `coalesce((select ${json} ${found} order by ${related.order(inner)} limit 1), 'null')`;
  return `'[', (select string_agg(${json}, ',' order by ${related.order(inner)}) ${found}), ']'`;
}

/** Where the rows of a custom field's value are. */
const valuesOf = (type: RecordType, field: Field, alias: string): string => `from ${valueTableOf(type)} v where v.tenant_id = ${alias}.tenant_id and v.record_id = ${alias}.id and v.field_id = '${field.custom!.id}'`;

/** A field may have been archived since the query was written; then it has no value. */
function customSql(type: RecordType, name: string, alias: string): string {
  const field = type.allFields[name];
  if (!field?.custom) return `'null'`;
  const value = `v.${valueColumnOf(field).column}`;
  if (isList(field.kind)) return `'[', (select string_agg(to_json(${value})::text, ',' order by v.position) ${valuesOf(type, field, alias)}), ']'`;
  return `coalesce((select ${writers[field.kind](value, 'null')} ${valuesOf(type, field, alias)} and ${value} is not null order by v.position limit 1), ${field.kind === 'boolean' ? `'false'` : `'null'`})`;
}

function customReferenceSql(type: RecordType, { field: name, members }: Extract<JsonMember, { kind: 'customReference' }>, { alias, parameters, depth }: Place): string {
  const field = type.allFields[name];
  if (!field?.custom || field.kind !== 'reference') return `'null'`;
  const target = recordTypeNamed(field.target!);
  const inner = `r${depth}`;
  const value = `v.${valueColumnOf(field).column}`;
  const written: Readonly<Record<Exclude<ReferenceMember['kind'], 'constant'>, string>> = { id: `'"', ${inner}.id, '"'`, recordType: quoted(JSON.stringify(target.name)), title: `to_json(${titleSql(target, inner)})::text` };
  const parts = members.map((member, index) => `${quoted(`${index > 0 ? ',' : ''}"${member.key}":`)}, ${member.kind === 'constant' ? quoted(member.text) : written[member.kind]}`);
  return `coalesce((select concat('{', ${parts.join(', ')}, '}') from ${target.table} ${inner} where ${inner}.tenant_id = ${alias}.tenant_id and ${inner}.id = (select ${value} ${valuesOf(type, field, alias)} and ${value} is not null order by v.position limit 1)
    and ${inner}.deleted_at is null and ${abilityToSql('view', target, inner, parameters)}), 'null')`;
}

/** Types whose records are read with those of a type, each under the licence of its own module. */
export function typesWithin({ recordType, members }: JsonSelection): RecordType[] {
  const { allFields } = recordTypeNamed(recordType);
  return members.flatMap((member) => {
    if (member.kind === 'record' || member.kind === 'related') return [recordTypeNamed(member.target.recordType), ...typesWithin(member.target)];
    const target = member.kind === 'customReference' ? allFields[member.field]?.target : undefined;
    return target ? [recordTypeNamed(target)] : [];
  });
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * One look by primary key. There are few stages and members and many records that point at them: those are joined, in a query that may not become a part of the one around it (`offset 0`). It depends on
 * their key alone, so the database remembers what it wrote for that key, and the page keeps its order. For what nearly each record has its own of, a look in the select list costs less.
 */
function referredSql({ field, target }: Extract<JsonMember, { kind: 'record' }>, { alias, parameters, depth, joins }: Place): string {
  const type = recordTypeNamed(target.recordType);
  const inner = `r${depth}`;
  const joined = joins && !type.owned;
  const within: string[] | undefined = joined ? [] : undefined;
  const json = jsonSql(type, target, inner, parameters, depth + 1, within);
  const conditions = [`${inner}.tenant_id = ${alias}.tenant_id`, `${inner}.id = ${alias}.${columnOf(field)}`, `${inner}.deleted_at is null`, abilityToSql('view', type, inner, parameters)];
  const found = `from ${[`${type.table} ${inner}`, ...(within ?? [])].join(' ')} where ${conditions.filter((condition) => condition !== 'true').join(' and ')}`;
  if (!joined) return `coalesce((select ${json} ${found}), 'null')`;
  const name = `j${depth}${joins.length + 1}`;
  joins.push(`left join lateral (select ${json} as json ${found} offset 0) ${name} on true`);
  return `coalesce(${name}.json, 'null')`;
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
