import { LANGUAGES } from '@libs/contracts';
import { inWords } from '../../../platform/i18n/phrasebook.js';
import type { Field } from '../../../platform/records/fields.js';
import type { FieldMap } from '../../../platform/records/record-type.js';
import { similarity } from '../../duplicates/index.js';
import type { CsvColumn } from '../reading/index.js';
import { evidenceFor, type ColumnEvidence } from './evidence.js';
import { headerWords, unitOf, withoutUnit } from './normalise.js';
import { namesOfField, namesOfRecord } from './vocabulary.js';

/** What an import can write to; a record type's importable fields, and what a module adds to them. */
export interface MappingTarget {
  readonly recordType: string;
  readonly fields: FieldMap;
  /** Fields that make up a record's name. */
  readonly titleFields: readonly string[];
  /** Whether records have further e-mail addresses and numbers, for columns beyond the first of each. */
  readonly keepsFurther?: boolean;
}

export interface FieldSuggestion {
  readonly field: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** Why, in words for the person who confirms it. */
  readonly reason: string;
}

export interface ColumnSuggestion {
  readonly column: number;
  /** Fields that the column should feed; most often one, sometimes none. */
  readonly targets: readonly FieldSuggestion[];
  /** What else it might be, best first. */
  readonly alternatives: readonly FieldSuggestion[];
  /** Number the column's values must be multiplied by, where the header says so. */
  readonly multiplier?: number;
}

const ACCEPT = 0.55;
/** From here on a name is taken for a misspelling of another. */
const CLOSE = 0.9;
/** "Phone 1" is the phone where no column is called just that. */
const NUMBERED = 0.95;

/** Fields that an import may write, in the order they are described. */
export function importableFields(fields: FieldMap): FieldMap {
  return Object.fromEntries(Object.entries(fields).filter(([, field]) => !field.readOnly && field.importable !== false && field.kind !== 'json'));
}

/**
 * Suggests which fields the columns feed. A field is suggested for one column, and for those that are numbered on ("E-mail 2") where it takes several; a column that no field fits gets none, and no value is
 * forced anywhere: every suggestion carries its reason and can be changed.
 * @param sample first cells of each column, by column index
 * @param known what is settled already for some columns, because the program is known that wrote the file
 */
export function suggestMapping(target: MappingTarget, columns: readonly CsvColumn[], sample: readonly (readonly string[])[], known: ReadonlyMap<number, readonly FieldSuggestion[]> = new Map()): ColumnSuggestion[] {
  const fields = Object.entries(target.fields).map(([key, field]) => ({ key, field, names: namesOf(key, field) }));
  const evidence = columns.map((column) => evidenceFor(sample.map((row) => row[column.index] ?? '')));
  const scored = columns.flatMap((column, position) => {
    const header = headerOf(column.name);
    return fields.flatMap(({ key, field, names }) => {
      const suggestion = score(target, header, key, field, names, evidence[position]!);
      return suggestion ? [{ column: column.index, ...suggestion }] : [];
    });
  });
  // Longer headers first on equal confidence would be arbitrary; the file's own order is what a person expects.
  scored.sort((a, b) => b.confidence - a.confidence || a.column - b.column);
  const byColumn = new Map<number, FieldSuggestion>();
  const taken = new Set([...known.values()].flat().map(({ field }) => field));
  for (const { column, number, ...suggestion } of scored) {
    if (suggestion.confidence < ACCEPT || (number ?? 1) > 1 || byColumn.has(column) || known.has(column) || taken.has(suggestion.field)) continue;
    byColumn.set(column, suggestion);
    taken.add(suggestion.field);
  }
  for (const { column, number, ...suggestion } of scored) {
    if (number === undefined || suggestion.confidence < ACCEPT || byColumn.has(column) || known.has(column) || !takesSeveral(target, suggestion.field)) continue;
    byColumn.set(column, suggestion);
  }
  const extra = nameFromId(target, byColumn, taken);
  return columns.map((column) => {
    const first = byColumn.get(column.index);
    const targets = [...(known.get(column.index) ?? []), ...(first ? [first] : []), ...(extra && extra.column === column.index ? [extra.suggestion] : [])];
    const alternatives = scored
      .filter((other) => other.column === column.index && !targets.some(({ field }) => field === other.field) && other.confidence >= 0.3)
      .slice(0, 4)
      .map(({ field, confidence, reason }) => ({ field, confidence, reason }));
    const fed = targets[0];
    const multiplier = fed && ['money', 'number', 'integer'].includes(target.fields[fed.field]!.kind) ? unitOf(column.name) : undefined;
    return { column: column.index, targets, alternatives, ...(multiplier ? { multiplier } : {}) };
  });
}

function takesSeveral(target: MappingTarget, name: string): boolean {
  const kind = target.fields[name]!.kind;
  return kind === 'tags' || kind === 'longText' || ((kind === 'email' || kind === 'phone') && target.keepsFurther === true);
}

/** A record needs a name; where the file has none, its id is what people can recognise it by. One that is named by its module needs none. */
function nameFromId(target: MappingTarget, byColumn: ReadonlyMap<number, FieldSuggestion>, taken: ReadonlySet<string>) {
  const [title, ...others] = target.titleFields;
  if (!title || others.length > 0 || taken.has(title) || !target.fields[title]?.required || target.fields[title].default !== undefined) return undefined;
  const id = [...byColumn].find(([, suggestion]) => suggestion.field === 'externalId');
  if (!id) return undefined;
  return { column: id[0], suggestion: { field: title, confidence: 0.5, reason: 'No column holds a name; the id serves as name too' } };
}

function score(target: MappingTarget, header: Header, key: string, field: Field, names: Names, evidence: ColumnEvidence): (FieldSuggestion & Scored) | undefined {
  let byName: Scored | undefined = nameScore(target, header.name, header.words, key, field, names);
  for (const words of [header.bareWords, key === 'externalId' ? undefined : header.numberless]) {
    if (words === undefined || (byName && byName.confidence >= 0.9)) continue;
    const other = nameScore(target, header.bare, words, key, field, names);
    if (other && other.confidence > (byName?.confidence ?? 0)) byName = words === header.numberless ? { ...other, confidence: round(other.confidence * NUMBERED), number: header.number! } : other;
  }
  const fit = evidence.fit(field);
  if (fit === 'contradicts') return undefined;
  if (byName) {
    const bonus = fit === 'supports' ? 0.03 : 0;
    return { ...byName, field: key, confidence: round(Math.min(1, byName.confidence + bonus)) };
  }
  if (fit === 'supports' && (field.kind === 'email' || field.kind === 'choice')) {
    return { field: key, confidence: field.kind === 'email' ? 0.6 : 0.56, reason: field.kind === 'email' ? 'The values are e-mail addresses' : `The values are those of ${field.label}` };
  }
  return undefined;
}

/** How well a column fits a field, and as which of its kind where its heading counts. */
interface Scored {
  readonly confidence: number;
  readonly reason: string;
  readonly number?: number;
}

/** The name of a column, and what is left of it without its unit and without the number that counts it. */
interface Header {
  readonly name: string;
  readonly words: string;
  readonly bare: string;
  readonly bareWords: string;
  readonly numberless?: string;
  readonly number?: number;
}

function headerOf(name: string): Header {
  const bare = withoutUnit(name);
  const bareWords = headerWords(bare);
  const [, numberless, number] = /^(.*\p{L}.*?) ?(\d)$/u.exec(bareWords) ?? [];
  return { name, words: headerWords(name), bare, bareWords, ...(numberless !== undefined && { numberless, number: Number(number) }) };
}

/** What a field may be called, as words. */
interface Names {
  /** In this product, in each of its languages. */
  readonly own: readonly string[];
  readonly aliases: readonly string[];
  /** In other programs. */
  readonly elsewhere: ReadonlySet<string>;
}

function namesOf(key: string, field: Field): Names {
  const keyWords = headerWords(key);
  // A workspace's own field is called what the workspace calls it.
  const labels = field.custom ? [field.label] : LANGUAGES.map((language) => inWords(field.label, language));
  return {
    own: [...new Set([...labels.map(headerWords), keyWords, ...(field.kind === 'reference' ? [keyWords.replace(/ id$/, '')] : [])])],
    aliases: (field.aliases ?? []).map(headerWords),
    elsewhere: namesOfField(key),
  };
}

function nameScore(target: MappingTarget, header: string, words: string, key: string, field: Field, { own, aliases, elsewhere }: Names): Scored | undefined {
  if (words === '' || /^column \d+$/.test(words)) return undefined;
  if (own.includes(words)) return { confidence: 0.97, reason: `"${header}" is called ${field.label} here` };
  if (target.titleFields.length === 1 && target.titleFields[0] === key && namesOfRecord(target.recordType).includes(words))
    return { confidence: 0.95, reason: `"${header}" names the record` };
  if (aliases.includes(words)) return { confidence: 0.94, reason: `"${header}" is another name of ${field.label}` };
  if (field.kind === 'reference' && namesOfRecord(field.target!).includes(words)) return { confidence: 0.9, reason: `"${header}" names a ${field.target}` };
  if (elsewhere.has(words)) return { confidence: 0.9, reason: `"${header}" is what other programs call ${field.label}` };
  const stripped = withoutPrefix(words, namesOfRecord(target.recordType));
  if (stripped && (own.includes(stripped) || aliases.includes(stripped) || elsewhere.has(stripped)))
    return { confidence: 0.88, reason: `"${header}" is the ${target.recordType}'s ${field.label.toLowerCase()}` };
  const close = closest(words, [...own, ...aliases, ...elsewhere]);
  if (close >= CLOSE) return { confidence: round(0.5 + (close - CLOSE) * 3), reason: `"${header}" is spelled like ${field.label}` };
  const overlap = wordOverlap(words, [...own, ...aliases]);
  if (overlap >= 0.5) return { confidence: round(0.25 + overlap * 0.35), reason: `"${header}" shares words with ${field.label}` };
  return undefined;
}

/** How alike the most alike of the names is, where any can be close: two names are never more alike than they are long. */
function closest(words: string, names: readonly string[]): number {
  const length = (text: string): number => text.replaceAll(' ', '').length;
  const own = length(words);
  const comparable = names.filter((name) => Math.min(own, length(name)) >= CLOSE * Math.max(own, length(name)));
  return Math.max(...comparable.map((name) => similarity(words, name)), 0);
}

function withoutPrefix(words: string, prefixes: readonly string[]): string | undefined {
  const prefix = prefixes.find((candidate) => words.startsWith(`${candidate} `));
  return prefix && words.slice(prefix.length + 1);
}

function wordOverlap(words: string, names: readonly string[]): number {
  const own = new Set(words.split(' '));
  return Math.max(
    0,
    ...names.map((name) => {
      const other = new Set(name.split(' '));
      const shared = [...own].filter((word) => word.length > 2 && other.has(word)).length;
      return (2 * shared) / (own.size + other.size);
    }),
  );
}

const round = (value: number) => Math.round(value * 100) / 100;
