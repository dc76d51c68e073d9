import type { CsvColumn, FileDialect, FilePart } from './reading/index.js';
import type { ColumnFormat } from './values/index.js';

/**
 * Life of an import. READY: may be mapped. CHECKING, then CHECKED: the dry run stands. RUNNING, PAUSED; COMPLETED, CANCELLED (what was written
 * stays until undone), FAILED. REVERTING, then REVERTED.
 */
export const IMPORT_STATUSES = ['READY', 'CHECKING', 'CHECKED', 'RUNNING', 'PAUSED', 'COMPLETED', 'CANCELLED', 'FAILED', 'REVERTING', 'REVERTED'] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

/**
 * What a row will do. DUPLICATE: an earlier row of the file has the same key, or the record exists and is to be left alone. CONFLICT: several
 * records fit, or one resembles it; a person decides. MISSING: there is no such record, and the import only updates. INVALID: it can't become a record; the reasons say why.
 */
export const ROW_PLANS = ['CREATE', 'UPDATE', 'UNCHANGED', 'DUPLICATE', 'CONFLICT', 'MISSING', 'INVALID'] as const;
export type RowPlan = (typeof ROW_PLANS)[number];

/** What became of a row. FAILED: it was to be written and the product refused it; the reasons say why. */
export const ROW_OUTCOMES = ['CREATED', 'UPDATED', 'UNCHANGED', 'SKIPPED', 'FAILED'] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

/** What a person decided about a row that several records fit, or that resembles one: it is that record, it is another one, or it is left out. */
export const ROW_ACTIONS = ['MERGE', 'KEEP', 'SKIP'] as const;
export type RowAction = (typeof ROW_ACTIONS)[number];

/** A record that a row may be about. */
export interface RowCandidate {
  readonly recordId: string;
  /** 0 to 1. */
  readonly score: number;
  readonly reasons: readonly string[];
}

export const VALUE_ACTIONS = ['USE', 'CREATE', 'EMPTY', 'REJECT'] as const;
export type ValueAction = (typeof VALUE_ACTIONS)[number];

/** How one column is used. */
export interface ColumnMapping extends ColumnFormat {
  readonly column: number;
  /** Fields it feeds; none leaves the column out. */
  readonly targets: readonly string[];
  /** References only: names that nothing resembles become new records without asking. */
  readonly createMissing?: boolean;
  /** What a value that can't be read does: `REJECT` the row, or leave the field `EMPTY`. */
  readonly onProblem?: 'REJECT' | 'EMPTY';
}

export interface ImportMapping {
  readonly columns: readonly ColumnMapping[];
  /** Values that every row gets, by field, unless a column gives one. */
  readonly constants: Readonly<Record<string, unknown>>;
  /** Fields that tell whether a row's record is there already; none means that every row is a new record. */
  readonly matchBy: readonly string[];
  /** What happens to records that are there already. */
  readonly existing: 'UPDATE' | 'SKIP';
  /** What happens with rows whose record is not there: they create it (default), or are left out. */
  readonly missing?: 'CREATE' | 'SKIP';
  /** What an empty cell does to a record that is there already: nothing (default), or it empties the field. */
  readonly emptyCells?: 'KEEP' | 'CLEAR';
  /** Rows that would be new but resemble records that are there: a person decides (REVIEW, default where it can be told), or they are new. */
  readonly alike?: 'REVIEW' | 'IGNORE';
}

/** Why a row, or one value of it, is not taken as it is. */
export interface RowReason {
  readonly code: string;
  readonly message: string;
  readonly field?: string;
  readonly column?: string;
  readonly value?: string;
  /** The field was left empty and the row goes on. */
  readonly warning?: boolean;
}

/** What was found out about the file beside how it is written. */
export interface ImportSource {
  /** Sheets of the workbook, or lists of the document; one of them is imported. */
  readonly parts: readonly FilePart[];
  /** What a person should know about how it was read. */
  readonly notes: readonly string[];
  /** The program whose export it is, where its columns say so. */
  readonly preset: string | null;
}

export interface ImportRecord {
  readonly id: string;
  readonly name: string;
  readonly fileId: string;
  readonly storageKey: string;
  readonly bytes: number;
  readonly recordType: string;
  readonly status: ImportStatus;
  readonly dialect: FileDialect;
  readonly source: ImportSource;
  readonly columns: readonly CsvColumn[];
  readonly mapping: ImportMapping;
  readonly rowCount: number;
  readonly stagedDialect: string | null;
  readonly progressDone: number;
  readonly progressTotal: number;
  readonly phase: number;
  readonly cursorLine: number;
  readonly planCounts: Partial<Record<RowPlan, number>>;
  readonly outcomeCounts: Partial<Record<RowOutcome, number>>;
  /** Records that names in the rows would call into being; known once the import was checked. */
  readonly relatedCounts: readonly RelatedCount[];
  readonly changeSetId: string | null;
  readonly undoResult: UndoResult | null;
  readonly error: string | null;
  readonly runToken: string | null;
  readonly heartbeatAt: string | null;
  /** The saved way to import that it uses. */
  readonly profileId: string | null;
  readonly profileName: string | null;
  /** Starts by itself after a dry run without problems. */
  readonly automatic: boolean;
  readonly createdById: string | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

/** How many records of a type come into being because a column names them. */
export interface RelatedCount {
  readonly field: string;
  readonly recordType: string;
  readonly count: number;
}

export interface UndoResult {
  readonly changeSetId: string;
  readonly reverted: number;
  readonly skippedCount: number;
  readonly skipped: readonly { readonly recordType: string; readonly recordId: string; readonly title: string; readonly field: string | null; readonly reason: string }[];
}

export interface StagedRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly issues: readonly string[];
  readonly plan: RowPlan | null;
  readonly outcome: RowOutcome | null;
  readonly reasons: readonly RowReason[] | null;
  readonly matchKey: string | null;
  readonly titleKey: string | null;
  readonly recordId: string | null;
  readonly candidates: readonly RowCandidate[] | null;
  readonly decision: RowAction | null;
  readonly decisionRecordId: string | null;
}

export interface StoredDecision {
  readonly field: string;
  readonly value: string;
  readonly action: ValueAction;
  readonly recordId: string | null;
  readonly choice: string | null;
}
