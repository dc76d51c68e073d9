import { headerWords } from '../mapping/normalise.js';
import type { FileFormat } from '../reading/index.js';

/** What one column of a known export becomes. No field: it is left out, because it says nothing here. */
export interface PresetColumn {
  readonly field: string | null;
  /** Records that are named and not there are made. */
  readonly create?: boolean;
  /** A value that can't be read is dropped instead of its row. */
  readonly lenient?: boolean;
}

/** The export of a program: how to know it, and what its columns mean here. */
export interface SourcePreset {
  readonly key: string;
  /** As the program is called. */
  readonly label: string;
  readonly recordType: string;
  readonly format?: FileFormat;
  /** Columns that such an export always has. */
  readonly requires: readonly string[];
  /** Columns that tell it from the exports of others; at least one of them, or as many as said. */
  readonly hints?: readonly string[];
  readonly leastHints?: number;
  readonly columns: Readonly<Record<string, PresetColumn>>;
}

/** A header as it is compared: programs differ in case, blanks and joints only. */
export const headerKey = (header: string): string => headerWords(header).replaceAll(' ', '');

export const into = (field: string): PresetColumn => ({ field });
export const loosely = (field: string): PresetColumn => ({ field, lenient: true });
export const named = (field: string): PresetColumn => ({ field, create: true });
export const nothing: PresetColumn = { field: null };
