import { Injectable } from '@nestjs/common';
import { titleOf } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import type { ImportRecord, RowCandidate, StagedRow } from './import-model.js';
import type { ImportRowCandidate } from './import.types.js';
import { importTarget } from './planning/import-target.js';
import { fieldSources } from './planning/row-reader.js';

/** Puts the records beside rows that they may be about, so that a person can decide. */
@Injectable()
export class RowReview {
  constructor(private readonly records: RecordStore) {}

  /** Candidates that the caller may not see are left out. */
  async beside<R extends StagedRow>(record: ImportRecord, rows: readonly R[]): Promise<(Omit<R, 'candidates'> & { candidates: ImportRowCandidate[] })[]> {
    const ids = [...new Set(rows.flatMap(({ candidates }) => (candidates ?? []).map(({ recordId }) => recordId)))];
    if (ids.length === 0) return rows.map((row) => ({ ...row, candidates: [] }));
    const target = importTarget(record.recordType);
    const sources = fieldSources(target, record).filter(({ field, definition }) => field in target.type.allFields && definition.kind !== 'reference');
    const found = new Map((await this.records.byIds(target.type, ids)).map((row) => [row.id, row as Readonly<Record<string, unknown>>]));
    const shown = (row: R, { recordId, score, reasons }: RowCandidate): ImportRowCandidate[] => {
      const present = found.get(recordId);
      if (!present) return [];
      const fields = [...new Map(sources.toReversed().map((source) => [source.field, source])).values()].toReversed();
      const values = fields.map(({ field, definition, mapping }) => ({ label: definition.label, file: (row.cells[mapping.column] ?? '').trim(), present: textOf(present[field]) }));
      return [{ recordId, score, reasons: [...reasons], title: titleOf(target.type, present), values: values.filter(({ file, present: there }) => file !== '' || there !== '') }];
    };
    return rows.map((row) => ({ ...row, candidates: (row.candidates ?? []).flatMap((candidate) => shown(row, candidate)) }));
  }
}

const textOf = (value: unknown): string => (value === null || value === undefined ? '' : Array.isArray(value) ? value.join(', ') : String(value));
