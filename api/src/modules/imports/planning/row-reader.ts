import { foldName } from '../matching/index.js';
import { FATAL_ROW_ISSUES, type RowIssue } from '../reading/index.js';
import { parseCell, VALUE_PROBLEMS } from '../values/index.js';
import type { ColumnMapping, ImportRecord, RowReason, StagedRow, StoredDecision } from '../import-model.js';
import type { Field } from '../../../platform/records/fields.js';
import type { ImportTarget } from './import-target.js';

/** One field of the record and the column that feeds it. */
export interface FieldSource {
  readonly field: string;
  readonly definition: Field;
  readonly mapping: ColumnMapping;
  readonly columnName: string;
}

export function fieldSources(target: ImportTarget, record: Pick<ImportRecord, 'mapping' | 'columns'>): FieldSource[] {
  return record.mapping.columns.flatMap((mapping) =>
    mapping.targets.flatMap((field) => {
      const definition = target.fields[field];
      const columnName = record.columns[mapping.column]?.name;
      return definition && columnName !== undefined ? [{ field, definition, mapping, columnName }] : [];
    }),
  );
}

/** One more e-mail address or number of a record, from a column of its own. */
export interface FurtherValue {
  readonly field: string;
  readonly kind: 'email' | 'phone';
  readonly value: string;
  /** Says what it is for. */
  readonly column: string;
}

/** A row read into values; references are still the names that the file has. */
export interface ReadRow {
  readonly row: StagedRow;
  readonly values: Record<string, unknown>;
  readonly names: Record<string, string>;
  readonly reasons: RowReason[];
  /** What further columns have for e-mails and phones that a column before them gave already. */
  readonly further: FurtherValue[];
  /** Fields whose cells are empty. */
  readonly empty: Set<string>;
  /** The row can't become a record. */
  invalid: boolean;
}

const ISSUE_TEXTS: Readonly<Record<RowIssue, string>> = {
  MISSING_CELLS: 'The row has fewer cells than the header; the missing ones count as empty.',
  EXTRA_CELLS: 'The row has more cells than the header, so its values may stand in the wrong columns.',
  UNCLOSED_QUOTE: 'A quote opens in this row and never closes.',
  TOO_LARGE: 'The row is too large to be read.',
  NUL_BYTES: 'The row held NUL characters; they were removed.',
  REPEATED_HEADER: 'The row repeats the header.',
  FORMULA_WITHOUT_VALUE: 'A formula of the row has no calculated value; its cell counts as empty. Open the workbook and save it once.',
  NOT_A_RECORD: 'This element is no object with named values.',
  NOT_A_PERSON: 'This card is a list of people, not a person.',
  UNREADABLE: 'This card is broken off or holds nothing.',
};

/** Key under which a decision about a value is found. */
export const decisionKey = (field: string, value: string): string => `${field}\u0000${foldName(value) || value}`;

export type Decisions = ReadonlyMap<string, StoredDecision>;
export const decisionsByKey = (decisions: readonly StoredDecision[]): Decisions => new Map(decisions.map((decision) => [decisionKey(decision.field, decision.value), decision]));

/** Reads a row's cells as values of the mapped fields, and says what can't be read. */
export function readRow(target: ImportTarget, row: StagedRow, sources: readonly FieldSource[], decisions: Decisions): ReadRow {
  const read: ReadRow = { row, values: {}, names: {}, reasons: [], further: [], empty: new Set(), invalid: false };
  for (const issue of row.issues as RowIssue[]) {
    const fatal = FATAL_ROW_ISSUES.has(issue);
    read.reasons.push({ code: issue, message: ISSUE_TEXTS[issue], ...(fatal ? {} : { warning: true }) });
    if (fatal) read.invalid = true;
  }
  if (read.invalid) return read;
  for (const source of sources) readValue(read, source, row.cells[source.mapping.column] ?? '', decisions);
  return target.extension?.shape ? { ...read, values: target.extension.shape(read.values) } : read;
}

function readValue(read: ReadRow, source: FieldSource, cell: string, decisions: Decisions): void {
  const { field, definition, mapping } = source;
  const outcome = parseCell(definition, cell, mapping);
  if (outcome.ok) {
    if (outcome.value === null || (Array.isArray(outcome.value) && outcome.value.length === 0)) return void read.empty.add(field);
    if (definition.kind === 'reference') read.names[field] ??= outcome.value as string;
    else if (field in read.values && (definition.kind === 'email' || definition.kind === 'phone')) read.further.push({ field, kind: definition.kind, value: outcome.value as string, column: source.columnName });
    else read.values[field] = field in read.values ? together(definition, read.values[field], outcome.value) : outcome.value;
    return;
  }
  const text = cell.trim();
  const decision = definition.kind === 'choice' ? decisions.get(decisionKey(field, text)) : undefined;
  if (decision?.action === 'USE' && decision.choice !== null) {
    read.values[field] = decision.choice;
    return;
  }
  // What becomes an option is one before the first row is written; until then the dry run has nothing to try.
  if (decision?.action === 'EMPTY' || decision?.action === 'CREATE') return;
  const hint = outcome.suggestion === undefined ? '' : ` Perhaps "${outcome.suggestion}" is meant.`;
  complain(read, source, decision?.action === 'REJECT' ? 'REJECTED_BY_DECISION' : outcome.problem, `"${shorten(text)}" ${VALUE_PROBLEMS[outcome.problem]}.${hint}`, text);
}

/** A field that several columns feed: lists and long texts take all of them, others the first that has a value. */
function together(definition: Field, present: unknown, further: unknown): unknown {
  if (definition.kind === 'tags') return [...new Set([...(present as string[]), ...(further as string[])])];
  if (definition.kind === 'longText' && present !== further) return `${String(present)}\n${String(further)}`;
  return present;
}

/** Notes a problem with one value; by the column's setting it costs the row or only the value. */
export function complain(read: ReadRow, source: FieldSource, code: string, message: string, value: string): void {
  const warning = source.mapping.onProblem === 'EMPTY';
  read.reasons.push({ code, message, field: source.field, column: source.columnName, value: shorten(value), ...(warning ? { warning: true } : {}) });
  if (!warning) read.invalid = true;
}

const shorten = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text);
