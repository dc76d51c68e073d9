import { Injectable } from '@nestjs/common';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { validationError } from '../../platform/errors/app-error.js';
import type { ImportRecord } from './import-model.js';
import { ImportStore } from './import-store.js';
import type { ImportValue } from './import.types.js';
import { recordTypeNamed } from '../../platform/records/record-registry.js';
import { detailFields, detailOf } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { importTarget, type ImportTarget } from './planning/import-target.js';
import { ReferenceBooks, type BookEntry } from './planning/reference-book.service.js';
import { decisionKey, fieldSources, type Decisions, type FieldSource } from './planning/row-reader.js';
import { RowStore } from './row-store.js';
import { canBeAdded } from './values-to-add.js';
import { parseCell } from './values/index.js';

const DISTINCT = 20_000;

/** The values of a file that have to be understood, each once, with how many rows hang on it. Known once the file was checked. */
@Injectable()
export class ImportValues {
  constructor(
    private readonly database: Database,
    private readonly store: ImportStore,
    private readonly rows: RowStore,
    private readonly books: ReferenceBooks,
    private readonly records: RecordStore,
  ) {}

  /**
   * What needs a decision comes first, then what settles most rows.
   * @param field only that field's values
   * @param undecided only what needs a decision
   */
  async list(importId: string, field: string | null, undecided: boolean, first: number): Promise<ImportValue[]> {
    if (first < 1 || first > 1000) throw validationError({ first: ['Ask for 1 to 1000 values.'] });
    const record = await this.store.get(importId);
    const target = importTarget(record.recordType);
    const sources = fieldSources(target, record).filter((source) => field === null || source.field === field);
    const found = await this.database.run(async (unit) => {
      const book = await this.books.open(unit, record, target, field ?? undefined);
      const named = new Map(sources.toReversed().filter(({ definition }) => definition.kind === 'reference').map((source) => [source.field, source]));
      const references = [...named.values()].flatMap((source) => book.ofField(source.field).map((entry) => referenceValue(source, entry, book.decisions)));
      const choices: ImportValue[] = [];
      for (const source of sources) if (source.definition.kind === 'choice') choices.push(...(await this.choices(unit, record, source, book.decisions)));
      return [...references, ...choices];
    });
    const wanted = undecided ? found.filter(({ needsDecision }) => needsDecision) : found;
    return this.toldApart(target, wanted.sort((a, b) => Number(b.needsDecision) - Number(a.needsDecision) || b.rows - a.rows || a.value.localeCompare(b.value)).slice(0, first));
  }

  /** Candidates of one name can be chosen among only by what else is known of them. */
  private async toldApart(target: ImportTarget, values: readonly ImportValue[]): Promise<ImportValue[]> {
    const alike = Map.groupBy(values.filter(haveNamesakes), ({ field }) => target.fields[field]!.target!);
    const details = new Map<string, string | null>();
    for (const [name, unclear] of alike) {
      const type = recordTypeNamed(name);
      const ids = new Set(unclear.flatMap(({ candidates }) => candidates.map(({ id }) => id)));
      for (const row of await this.records.byIds(type, [...ids], detailFields(type))) details.set(row.id, detailOf(type, row));
    }
    return values.map((value) => (haveNamesakes(value) ? { ...value, candidates: value.candidates.map((candidate) => ({ ...candidate, detail: details.get(candidate.id) ?? null })) } : value));
  }

  private async choices(unit: UnitOfWork, record: ImportRecord, source: FieldSource, decisions: Decisions): Promise<ImportValue[]> {
    const values = await this.rows.values(unit, record.id, [source.mapping.column], DISTINCT);
    return values.flatMap(({ value, rows }): ImportValue[] => {
      const outcome = parseCell(source.definition, value);
      if (outcome.ok && outcome.value === null) return [];
      const decision = decisions.get(decisionKey(source.field, value));
      return [
        {
          field: source.field,
          column: source.columnName,
          value,
          rows,
          match: outcome.ok ? 'EXACT' : outcome.suggestion ? 'NEAR' : 'NONE',
          needsDecision: !outcome.ok && !decision,
          candidates: [],
          choices: outcome.ok ? [outcome.value as string] : [...(outcome.suggestion ? [outcome.suggestion] : []), ...(source.definition.choices ?? []).filter((choice) => choice !== outcome.suggestion)],
          action: decision?.action ?? (outcome.ok ? 'USE' : null),
          recordId: null,
          choice: decision ? decision.choice : outcome.ok ? (outcome.value as string) : null,
          decided: decision !== undefined,
          creatable: canBeAdded(source.definition),
        },
      ];
    });
  }
}

const haveNamesakes = ({ candidates }: ImportValue): boolean => new Set(candidates.map(({ title }) => title)).size < candidates.length;

function referenceValue(source: FieldSource, entry: BookEntry, decisions: Decisions): ImportValue {
  const { match, resolution } = entry;
  const decision = decisions.get(decisionKey(source.field, entry.value));
  const kinds = { exact: 'EXACT', ambiguous: 'AMBIGUOUS', near: 'NEAR', none: 'NONE' } as const;
  const candidates = match.kind === 'exact' ? [{ ...match.match, score: 1 }] : match.kind === 'ambiguous' ? match.matches.map((other) => ({ ...other, score: 1 })) : match.kind === 'near' ? match.suggestions : [];
  const actions = { record: 'USE', create: 'CREATE', empty: 'EMPTY', reject: decision ? 'REJECT' : null, file: 'USE' } as const;
  return {
    field: source.field,
    column: source.columnName,
    value: entry.value,
    rows: entry.rows,
    match: resolution.kind === 'file' ? 'IN_FILE' : kinds[match.kind],
    needsDecision: resolution.kind === 'reject' && !decision,
    candidates: candidates.map(({ id, name, score }) => ({ id, title: name, score })),
    choices: [],
    action: actions[resolution.kind],
    recordId: resolution.kind === 'record' ? resolution.id : null,
    choice: null,
    decided: decision !== undefined,
    creatable: true,
  };
}
