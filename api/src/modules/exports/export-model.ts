import type { Language } from '@libs/contracts';
import type { RecordFilter } from '../../platform/records/record-filter.js';
import type { ListQuery, RecordSort } from '../../platform/records/record-list.js';

export const EXPORT_FORMATS = ['CSV', 'XLSX', 'JSON'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const EXPORT_STATUSES = ['RUNNING', 'READY', 'CANCELLED', 'FAILED', 'EXPIRED'] as const;
export type ExportStatus = (typeof EXPORT_STATUSES)[number];

/** Which records, in which order, and which of their fields. */
export interface ExportRequest {
  readonly recordType: string;
  readonly format: ExportFormat;
  readonly columns: readonly string[];
  readonly ids?: readonly string[] | null;
  readonly filter?: RecordFilter | null;
  readonly search?: string | null;
  readonly archived?: ListQuery['archived'];
  readonly except?: readonly string[] | null;
  readonly sort?: readonly RecordSort[] | null;
}

/** One export, with the file once it is made. */
export interface ExportRecord {
  readonly id: string;
  readonly recordType: string;
  readonly format: ExportFormat;
  readonly columns: readonly string[];
  readonly name: string;
  /** Of the person who asked for it; the headings are in it. */
  readonly language: Language;
  readonly status: ExportStatus;
  readonly total: number;
  readonly done: number;
  readonly bytes: number | null;
  readonly storageKey: string | null;
  readonly error: string | null;
  readonly runToken: string | null;
  readonly heartbeatAt: string | null;
  readonly createdById: string | null;
  readonly createdAt: string;
  readonly expiresAt: string | null;
}

/** Records read and written at a time. */
export const BATCH = 500;
/** Excel's own limit, less the row of headings. */
export const MOST_ROWS: Readonly<Record<ExportFormat, number>> = { CSV: 5_000_000, JSON: 5_000_000, XLSX: 1_048_575 };
/** Up to so many records are written within the request. */
export const AT_ONCE = 500;
/** How long a file can be fetched. */
export const KEPT_HOURS = 24;
export const MOST_BYTES = 4 * 1024 ** 3;
