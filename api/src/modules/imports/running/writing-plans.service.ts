import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { ImportRecord } from '../import-model.js';
import { importTarget } from '../planning/import-target.js';
import { MatchBook } from '../planning/match-book.js';
import { ReferenceBooks } from '../planning/reference-book.service.js';
import { createdKey, type WritingPlan } from '../planning/row-writer.service.js';
import { RowStore } from '../row-store.js';

/** Opens what a job needs to turn rows into records. */
@Injectable()
export class WritingPlans {
  constructor(
    private readonly database: Database,
    private readonly books: ReferenceBooks,
    private readonly rows: RowStore,
  ) {}

  async open(record: ImportRecord, changeSetId: string, review: boolean): Promise<WritingPlan> {
    const target = importTarget(record.recordType);
    return this.database.run(async (unit) => {
      const references = await this.books.open(unit, record, target);
      const matches = await MatchBook.open(unit, target.type, record.mapping.matchBy);
      const created = new Map<string, string>();
      for (const decision of await this.rows.decisions(unit, record.id)) {
        if (decision.action === 'CREATE' && decision.recordId) created.set(createdKey(decision, decision), decision.recordId);
      }
      return { record, target, references, matches, changeSetId, review, created };
    });
  }
}
