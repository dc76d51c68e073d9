import { Injectable } from '@nestjs/common';
import type { RecordType } from '../../../platform/records/record-type.js';
import { RecordStore } from '../../../platform/records/record-store.js';
import { identifiedType, Matcher, reasonText } from '../../duplicates/index.js';
import type { RowPlan, RowCandidate } from '../import-model.js';
import type { ReadRow } from './row-reader.js';

const MOST_CANDIDATES = 5;

/** A row that would become a new record. */
interface NewRow {
  readonly read: ReadRow;
  plan: RowPlan;
  candidates?: readonly RowCandidate[];
}

/** Finds rows that have no record by their key, but resemble one: the same person under another address, the same company with another legal form. */
@Injectable()
export class SimilarRecords {
  constructor(
    private readonly matcher: Matcher,
    private readonly records: RecordStore,
  ) {}

  /** Leaves such rows for a person. Records the importer can't see are nobody's resemblance. */
  async mark(type: RecordType, rows: readonly NewRow[]): Promise<void> {
    const identified = identifiedType(type.name);
    if (!identified || rows.length === 0) return;
    const found = await this.matcher.find(identified, rows.map(({ read }) => read.values));
    const ids = [...new Set(found.flat().map(({ recordId }) => recordId))];
    if (ids.length === 0) return;
    const visible = new Set((await this.records.byIds(type, ids, [])).map(({ id }) => id));
    rows.forEach((row, index) => {
      const matches = found[index]!.filter(({ recordId }) => visible.has(recordId)).slice(0, MOST_CANDIDATES);
      if (matches.length === 0) return;
      row.plan = 'CONFLICT';
      row.candidates = matches.map(({ recordId, score, reasons }) => ({ recordId, score, reasons: reasons.map(reasonText) }));
      row.read.reasons.push({ code: 'ALIKE', message: `It resembles ${matches.length === 1 ? `a ${type.label.toLowerCase()} that is` : `${matches.length} ${type.labelPlural.toLowerCase()} that are`} there already. Decide whether it is the same.` });
    });
  }
}
