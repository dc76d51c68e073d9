import type {
  ImportFieldsFragment, ImportListFieldsFragment, ImportProfileFieldsFragment, ImportProgressFieldsFragment, ImportRowsQuery, ImportTargetsQuery, ImportValuesQuery,
} from './operations.generated.js';

export type ImportDetail = ImportFieldsFragment;
export type ImportListed = ImportListFieldsFragment;
export type ImportProgressed = ImportProgressFieldsFragment;
export type ImportProfile = ImportProfileFieldsFragment;
export type Rhythm = NonNullable<ImportProfile['every']>;
export type ImportStatus = ImportProgressed['status'];
export type ImportTarget = ImportTargetsQuery['importTargets'][number];
export type TargetField = ImportTarget['fields'][number];
export type ImportColumn = ImportDetail['columns'][number];
export type ColumnMapping = ImportDetail['mapping']['columns'][number];
export type ImportRow = ImportRowsQuery['importRows']['nodes'][number];
export type ImportValue = ImportValuesQuery['importValues'][number];
export type RowPlan = NonNullable<ImportRow['plan']>;
export type RowAction = NonNullable<ImportRow['decision']>;
export type RowOutcome = NonNullable<ImportRow['outcome']>;
export type ValueAction = NonNullable<ImportValue['action']>;

export interface RowFilter {
  readonly plan?: readonly RowPlan[];
  readonly outcome?: readonly RowOutcome[];
}

export interface MappingChange {
  readonly columns?: readonly ColumnMapping[];
  readonly matchBy?: readonly string[];
  readonly existing?: string;
  readonly missing?: string;
  readonly emptyCells?: string;
  readonly alike?: string;
  readonly constants?: Readonly<Record<string, unknown>>;
  readonly recordType?: string;
}

export interface ValueDecision {
  readonly field: string;
  readonly value: string;
  /** Null takes the decision back. */
  readonly action: ValueAction | null;
  readonly recordId?: string | null;
  readonly choice?: string | null;
}

export const STEPS = ['file', 'columns', 'names', 'check', 'run'] as const;
export type StepId = (typeof STEPS)[number];

/** Records that others refer to come first: a deal needs its account, its product and its owner. */
export const SUGGESTED_ORDER = ['team', 'member', 'product', 'account', 'contact', 'pipeline', 'opportunity', 'activity'] as const;

export const orderOf = (recordType: string): number => {
  const at = (SUGGESTED_ORDER as readonly string[]).indexOf(recordType);
  return at === -1 ? SUGGESTED_ORDER.length : at;
};

/** Sorts by what others refer to; files of one kind stay as they came. */
export const inSuggestedOrder = <T extends { readonly recordType: string }>(items: readonly T[]): T[] => [...items].sort((a, b) => orderOf(a.recordType) - orderOf(b.recordType));

const WORKING: readonly ImportStatus[] = ['CHECKING', 'RUNNING', 'REVERTING'];
export const UNFINISHED: readonly ImportStatus[] = ['READY', 'CHECKING', 'CHECKED'];

/** Something is being done in the background. */
export const isWorking = (status: ImportStatus): boolean => WORKING.includes(status);

/** It has not begun to write: mapping and decisions may change. */
export const isEditable = (record: Pick<ImportProgressed, 'status' | 'startedAt'>): boolean =>
  record.status === 'READY' || record.status === 'CHECKED' || (record.status === 'FAILED' && record.startedAt === null);

/** Something was written that can be taken back. */
export const isUndoable = (record: Pick<ImportProgressed, 'status' | 'changeSetId' | 'outcomeCounts'>): boolean =>
  ['COMPLETED', 'CANCELLED', 'FAILED'].includes(record.status) && record.changeSetId !== null && record.outcomeCounts.created + record.outcomeCounts.updated > 0;

/** Where to go on with an import that was left. */
export function stepOf(record: Pick<ImportProgressed, 'status' | 'startedAt'>, values: readonly Pick<ImportValue, 'needsDecision' | 'decided'>[]): StepId {
  if (record.startedAt !== null) return 'run';
  if (record.status === 'CANCELLED') return 'run';
  if (record.status === 'CHECKING') return 'check';
  const open = values.some((value) => value.needsDecision);
  if (record.status === 'CHECKED') return open ? 'names' : 'check';
  // Decisions were being made: the check has to be run again, but not the mapping.
  return record.status === 'READY' && values.some((value) => value.decided) ? 'names' : 'columns';
}

/** A step somebody asked for in the address, where it makes sense in the present state. */
export function allowedStep(wanted: string | null | undefined, record: Pick<ImportProgressed, 'status' | 'startedAt' | 'rowCount'>, fallback: StepId): StepId {
  if (!(STEPS as readonly string[]).includes(wanted ?? '')) return fallback;
  const step = wanted as StepId;
  if (!isEditable(record)) return fallback;
  if (step === 'run') return fallback;
  if (step === 'names' && record.rowCount === 0) return fallback;
  return step;
}

/** What an import does with records that are there and with those that are not. */
export const MODES = {
  UPSERT: { existing: 'UPDATE', missing: 'CREATE' },
  CREATE: { existing: 'SKIP', missing: 'CREATE' },
  UPDATE: { existing: 'UPDATE', missing: 'SKIP' },
} as const;
export type Mode = keyof typeof MODES;

export const modeOf = ({ existing, missing }: { readonly existing: string; readonly missing: string }): Mode => (missing === 'SKIP' ? 'UPDATE' : existing === 'SKIP' ? 'CREATE' : 'UPSERT');

/** Lets a column feed these fields; others may feed them too. */
export const assign = (columns: readonly ColumnMapping[], column: number, targets: readonly string[]): ColumnMapping[] => changeColumn(columns, column, { targets: [...targets] });

export const changeColumn = (columns: readonly ColumnMapping[], column: number, change: Partial<ColumnMapping>): ColumnMapping[] =>
  columns.map((each) => (each.column === column ? { ...each, ...change } : each));

/** Fields without which no record can be made and that no column feeds. */
export function missingFields(target: ImportTarget, columns: readonly ColumnMapping[], constants: Readonly<Record<string, unknown>>): TargetField[] {
  const fed = new Set(columns.flatMap((column) => column.targets));
  return target.fields.filter((field) => field.required && !fed.has(field.key) && !(field.key in constants));
}

/** Keys that this file can find records by. */
export const usableKeys = (target: ImportTarget, columns: readonly ColumnMapping[]): (readonly string[])[] => {
  const fed = new Set(columns.flatMap((column) => column.targets));
  return target.matchKeys.filter((key) => key.every((field) => fed.has(field)));
};

/** What would be decided for a value if nobody thought about it; null where a person has to. */
export function suggestionFor(value: ImportValue): ValueDecision | null {
  const { field, value: text, match } = value;
  const choice = value.choices.length > 0;
  const [nearest, ...others] = value.candidates;
  // Which of several of one name is meant, nobody but a person knows.
  const clear = nearest !== undefined && !others.some(({ title }) => title === nearest.title);
  if (match === 'NEAR') return choice ? { field, value: text, action: 'USE', choice: value.choices[0]! } : clear ? { field, value: text, action: 'USE', recordId: nearest.id } : null;
  if (match === 'NONE') return { field, value: text, action: value.creatable ? 'CREATE' : 'EMPTY' };
  return null;
}

/** The value as it stands after a decision, before the API was asked again. */
export const decided = (value: ImportValue, decision: ValueDecision): ImportValue =>
  value.field === decision.field && value.value === decision.value
    ? { ...value, action: decision.action, recordId: decision.recordId ?? null, choice: decision.choice ?? null, decided: decision.action !== null, needsDecision: decision.action === null }
    : value;

export interface ValueGroup {
  readonly field: string;
  readonly column: string;
  readonly values: readonly ImportValue[];
  readonly open: number;
}

/** Values that a person decides on, by field; the field with most open questions first. */
export function groupsToDecide(values: readonly ImportValue[]): ValueGroup[] {
  const wanted = values.filter((value) => value.needsDecision || value.decided);
  const groups = [...Map.groupBy(wanted, (value) => value.field)].map(([field, found]) => ({
    field, column: found[0]!.column, values: found, open: found.filter((value) => value.needsDecision).length,
  }));
  return groups.sort((a, b) => b.open - a.open);
}

/** A cell for CSV: quoted where it has to be, and disarmed where a spreadsheet would take it for a formula. */
const csvCell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d.,\s]+%?$/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** The report on rows as a file: as they stood in the import, with line, result and reasons in front. */
export function reportCsv(head: readonly string[], rows: readonly { readonly row: ImportRow; readonly result: string }[]): string {
  const lines = rows.map(({ row, result }) => [String(row.line), result, row.reasons.map((reason) => reason.message).join(' '), ...row.cells]);
  return [head, ...lines].map((line) => line.map(csvCell).join(',')).join('\r\n') + '\r\n';
}
