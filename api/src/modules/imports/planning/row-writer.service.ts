import { Injectable } from '@nestjs/common';
import { ChangeSets, type AppliedChangeSet, type ChangeOutcome } from '../../../platform/changes/change-sets.service.js';
import type { RecordChange } from '../../../platform/changes/draft.js';
import type { UnitOfWork } from '../../../platform/database/database.js';
import type { AppError } from '../../../platform/errors/app-error.js';
import { recordTypeNamed } from '../../../platform/records/record-registry.js';
import type { RecordType } from '../../../platform/records/record-type.js';
import type { ImportRecord, RowCandidate, RowOutcome, RowPlan, RowReason, StagedRow, StoredDecision } from '../import-model.js';
import { splitName } from '../matching/index.js';
import type { RowUpdate } from '../row-store.js';
import { RECORD_ID, type ImportTarget } from './import-target.js';
import { titleKeyOf, type MatchBook } from './match-book.js';
import type { BookEntry, ReferenceBook } from './reference-book.service.js';
import { SimilarRecords } from './similar-records.service.js';
import { complain, fieldSources, readRow, type FieldSource, type ReadRow } from './row-reader.js';

/** What the rows of one import are written with; opened once a job. */
export interface WritingPlan {
  readonly record: ImportRecord;
  readonly target: ImportTarget;
  readonly references: ReferenceBook;
  readonly matches: MatchBook;
  readonly changeSetId: string;
  /** Whether rows that resemble records are left for a person; not any more once writing has begun. */
  readonly review: boolean;
  /** Records that names of this file called into being, by `field` and name. */
  readonly created: Map<string, string>;
}

export interface WrittenRows {
  readonly updates: readonly (RowUpdate & { readonly plan: RowPlan; readonly outcome: RowOutcome })[];
  /** Records that names called into being in this batch; to be remembered once it is committed. */
  readonly created: readonly { readonly key: string; readonly decision: StoredDecision }[];
}

/** A name that is to become a record, and the rows that have it. */
interface Wanted {
  readonly key: string;
  readonly source: FieldSource;
  readonly entry: BookEntry;
  readonly users: readonly ReadRow[];
}

export interface Candidate {
  readonly read: ReadRow;
  readonly matchKey: string | null;
  readonly titleKey: string | null;
  plan: RowPlan;
  recordId: string | null;
  candidates?: readonly RowCandidate[];
}

const REFERENCE_TEXTS: Readonly<Record<string, string>> = {
  UNKNOWN_REFERENCE: 'names nothing that exists. Choose what it stands for, or let it be created.',
  AMBIGUOUS_REFERENCE: 'is the name of several records. Choose which one is meant.',
  UNDECIDED_REFERENCE: 'is not the name of a record, but nearly. Confirm which one is meant.',
  REJECTED_BY_DECISION: 'was decided to reject its rows.',
};

/**
 * Turns raw rows into records in the open unit of work. The dry run does exactly the same and rolls back, so that what it promises includes every
 * rule of the write path: permissions, hooks, unique keys.
 */
@Injectable()
export class RowWriter {
  constructor(
    private readonly changeSets: ChangeSets,
    private readonly similar: SimilarRecords,
  ) {}

  async write(unit: UnitOfWork, plan: WritingPlan, rows: readonly StagedRow[]): Promise<WrittenRows> {
    const { target, record, references } = plan;
    const sources = fieldSources(target, record);
    const sourceOf = new Map(sources.map((source) => [source.field, source]));
    const reads = rows.map((row) => readRow(target, row, sources, references.decisions));
    const created = await this.resolveReferences(unit, plan, sourceOf, reads);
    const candidates = await this.classify(unit, plan, reads);
    const changes = new Map<Candidate, RecordChange>();
    for (const candidate of candidates) if (candidate.plan === 'CREATE' || candidate.plan === 'UPDATE') changes.set(candidate, this.changeFor(plan, candidate));
    const versions = await versionsOf(unit, target.type, candidates.flatMap((candidate) => (candidate.plan === 'UPDATE' && candidate.recordId ? [candidate.recordId] : [])));
    const outcomes = new Map<Candidate, RowOutcome>();
    if (changes.size > 0) {
      const applied = await this.apply(plan, [...changes.values()]);
      for (const [index, candidate] of [...changes.keys()].entries()) {
        const outcome = applied.outcomes[index]!;
        if (!outcome.ok) {
          candidate.plan = 'INVALID';
          candidate.read.reasons.push(...refusals(outcome.error, sourceOf));
          outcomes.set(candidate, 'FAILED');
          continue;
        }
        const unchanged = candidate.plan === 'UPDATE' && versions.get(outcome.id) === outcome.row.version;
        if (unchanged) candidate.plan = 'UNCHANGED';
        candidate.recordId = outcome.id;
        outcomes.set(candidate, unchanged ? 'UNCHANGED' : candidate.plan === 'CREATE' ? 'CREATED' : 'UPDATED');
      }
    }
    await this.addFurther(unit, plan, outcomes);
    const updates = candidates.map((candidate) => ({
      line: candidate.read.row.line,
      plan: candidate.plan,
      outcome: outcomes.get(candidate) ?? ('SKIPPED' as const),
      matchKey: candidate.matchKey,
      titleKey: candidate.titleKey,
      recordId: candidate.recordId,
      ...(candidate.candidates ? { candidates: candidate.candidates } : {}),
      ...(candidate.read.reasons.length > 0 ? { reasons: candidate.read.reasons } : {}),
    }));
    return { updates, created };
  }

  /** What stands beside a record's own fields, such as its other e-mail addresses; a row whose record is the same otherwise changed it then. */
  private async addFurther(unit: UnitOfWork, plan: WritingPlan, outcomes: Map<Candidate, RowOutcome>): Promise<void> {
    const { extension } = plan.target;
    const rows = [...outcomes].filter(([candidate, outcome]) => outcome !== 'FAILED' && candidate.recordId !== null && candidate.read.further.length > 0).map(([candidate]) => candidate);
    if (!extension?.further || rows.length === 0) return;
    const found = await extension.further(unit, rows.map(({ recordId, read }) => ({ recordId: recordId!, values: read.further })));
    const wanted = found.flatMap((changes, index) => changes.map((change) => ({ row: rows[index]!, change: { ...change, source: { source: sourceName(plan.record), ref: `line ${rows[index]!.read.row.line}`, confidence: 1 } } })));
    if (wanted.length === 0) return;
    const applied = await this.apply(plan, wanted.map(({ change }) => change));
    applied.outcomes.forEach((outcome, index) => {
      const { row } = wanted[index]!;
      if (!outcome.ok) row.read.reasons.push({ code: outcome.error.code, message: outcome.error.message, warning: true });
      else if (outcomes.get(row) === 'UNCHANGED') {
        outcomes.set(row, 'UPDATED');
        row.plan = 'UPDATE';
      }
    });
  }

  /** Names become ids; what is to be created is, once a name, in the same change set. */
  private async resolveReferences(unit: UnitOfWork, plan: WritingPlan, sourceOf: ReadonlyMap<string, FieldSource>, reads: readonly ReadRow[]): Promise<WrittenRows['created']> {
    const wanted = new Map<string, Wanted>();
    for (const read of reads) {
      for (const [field, name] of Object.entries(read.names)) {
        const source = sourceOf.get(field)!;
        const entry = plan.references.find(field, name);
        const resolution = entry?.resolution ?? { kind: 'reject' as const, reason: 'UNKNOWN_REFERENCE' as const };
        if (resolution.kind === 'record') read.values[field] = resolution.id;
        else if (resolution.kind === 'reject') complain(read, source, resolution.reason, `"${name}" ${REFERENCE_TEXTS[resolution.reason]}`, name);
        else if (resolution.kind === 'create' && entry) {
          const key = createdKey(source, entry);
          const known = plan.created.get(key);
          if (known) read.values[field] = known;
          else if (!read.invalid) wanted.set(key, { key, source, entry, users: [...(wanted.get(key)?.users ?? []), read] });
        }
      }
    }
    return this.createReferenced(unit, plan, [...wanted.values()]);
  }

  private async createReferenced(unit: UnitOfWork, plan: WritingPlan, wanted: readonly Wanted[]): Promise<WrittenRows['created']> {
    const { record, target } = plan;
    const created: { key: string; decision: StoredDecision }[] = [];
    const plain: { want: Wanted; change: RecordChange }[] = [];
    const settle = (want: Wanted, outcome: ChangeOutcome): void => {
      for (const read of want.users) {
        if (outcome.ok) read.values[want.source.field] = outcome.id;
        else complain(read, want.source, 'NOT_CREATED', `"${want.entry.value}" could not be created: ${outcome.error.message}`, want.entry.value);
      }
      if (outcome.ok) created.push({ key: want.key, decision: { field: want.source.field, value: want.entry.value, action: 'CREATE', recordId: outcome.id, choice: null } });
    };
    for (const want of wanted) {
      const { source: field, entry, users } = want;
      const source = { source: sourceName(record), ref: `line ${users[0]!.row.line}`, confidence: 1 };
      const special = await target.extension?.create?.(unit, field.field, entry.value, record.mapping.constants);
      if (special) settle(want, (await this.apply(plan, special.map((change) => ({ ...change, source })))).outcomes[0]!);
      else {
        const type = recordTypeNamed(field.definition.target!);
        plain.push({ want, change: { type, operation: 'create', brief: true, values: namedValues(type, entry.value), source } });
      }
    }
    if (plain.length > 0) {
      const { outcomes } = await this.apply(plan, plain.map(({ change }) => change));
      plain.forEach(({ want }, index) => settle(want, outcomes[index]!));
    }
    return created;
  }

  private apply(plan: WritingPlan, changes: readonly RecordChange[]): Promise<AppliedChangeSet> {
    return this.changeSets.apply({ label: labelOf(plan.record), changes, onRefused: 'collect', changeSetId: plan.changeSetId, source: sourceName(plan.record) });
  }

  private async classify(unit: UnitOfWork, plan: WritingPlan, reads: readonly ReadRow[]): Promise<Candidate[]> {
    const { target, matches, record } = plan;
    const candidates = reads.map((read): Candidate => {
      for (const [field, value] of Object.entries(record.mapping.constants)) if (!(field in read.values) && !(field in read.names)) read.values[field] = value;
      const matchKey = read.invalid ? null : matches.keyOf(read.values);
      return { read, matchKey, titleKey: read.invalid ? null : titleKeyOf(target.type, read.values), plan: read.invalid ? 'INVALID' : 'CREATE', recordId: null };
    });
    const existing = await matches.find(unit, candidates.flatMap(({ matchKey, read }) => (matchKey === null ? [] : [{ key: matchKey, values: read.values }])));
    for (const candidate of candidates) {
      const found = candidate.matchKey === null ? [] : (existing.get(candidate.matchKey) ?? []);
      const ids = candidate.plan === 'CREATE' ? afterDecision(candidate, found) : [];
      if (ids.length === 0) {
        if (record.mapping.missing === 'SKIP' && candidate.plan === 'CREATE') {
          candidate.plan = 'MISSING';
          candidate.read.reasons.push({ code: 'NO_RECORD', message: `There is no such ${target.type.label.toLowerCase()}, and this import only changes what is there.` });
        }
        continue;
      }
      if (ids.length > 1) {
        candidate.plan = 'CONFLICT';
        candidate.candidates = ids.slice(0, MOST_CANDIDATES).map((recordId) => ({ recordId, score: 1, reasons: ['Same key'] }));
        candidate.read.reasons.push({ code: 'SEVERAL_MATCH', message: `${ids.length} ${target.type.labelPlural.toLowerCase()} have the same key. Decide which one is meant.` });
      } else {
        candidate.recordId = ids[0]!;
        candidate.plan = record.mapping.existing === 'UPDATE' ? 'UPDATE' : 'DUPLICATE';
        if (candidate.plan === 'DUPLICATE') candidate.read.reasons.push({ code: 'EXISTS', message: `This ${target.type.label.toLowerCase()} is there already.` });
      }
    }
    if (plan.review && record.mapping.alike !== 'IGNORE') await this.similar.mark(target.type, candidates.filter((candidate) => candidate.plan === 'CREATE' && candidate.read.row.decision === null));
    return candidates;
  }

  /** What isn't a field of the record goes to its hooks. */
  private changeFor({ target, record }: WritingPlan, { plan, read, recordId }: Candidate): RecordChange {
    const own: Record<string, unknown> = {};
    const beyond: Record<string, unknown> = {};
    for (const [field, value] of Object.entries(read.values)) if (field !== RECORD_ID) (field in target.type.allFields ? own : beyond)[field] = value;
    if (plan === 'UPDATE' && record.mapping.emptyCells === 'CLEAR') for (const field of read.empty) if (field in target.type.allFields && !(field in own)) own[field] = target.type.allFields[field]!.default ?? null;
    return {
      type: target.type,
      operation: plan === 'CREATE' ? 'create' : 'update',
      ...(plan === 'UPDATE' && recordId ? { id: recordId } : {}),
      values: own,
      ...(Object.keys(beyond).length > 0 ? { extra: beyond } : {}),
      source: { source: sourceName(record), ref: `line ${read.row.line}`, confidence: 1 },
    };
  }
}

const MOST_CANDIDATES = 10;

/** The records a row is about, after a person said so; `found` are those with its key. */
function afterDecision(candidate: Candidate, found: readonly string[]): readonly string[] {
  const { decision, decisionRecordId } = candidate.read.row;
  if (decision === 'MERGE' && decisionRecordId) return [decisionRecordId];
  if (decision === 'KEEP') return [];
  if (decision !== 'SKIP') return found;
  candidate.plan = 'DUPLICATE';
  candidate.read.reasons.push({ code: 'SKIPPED_BY_DECISION', message: 'Somebody decided to leave this row out.' });
  return [];
}

export const sourceName = (record: Pick<ImportRecord, 'id'>): string => `import:${record.id}`;
export const labelOf = (record: Pick<ImportRecord, 'name'>): string => `Imported ${record.name}`;
export const createdKey = (source: Pick<FieldSource, 'field'>, entry: Pick<BookEntry, 'value'>): string => `${source.field}\u0000${entry.value}`;

/** The fields that a name fills: all of it, or first and last name. */
function namedValues(type: RecordType, name: string): Record<string, unknown> {
  const [first, second] = type.titleFields;
  if (second === undefined) return { [first!]: name };
  const { firstName, lastName } = splitName(name);
  return { ...(firstName ? { [first!]: firstName } : {}), [second]: lastName };
}

async function versionsOf(unit: UnitOfWork, type: RecordType, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await unit.query<{ id: string; version: number }>(`select id, version from ${type.table} where id = any($1::uuid[])`, [ids]);
  return new Map(rows.map((row) => [row.id, row.version]));
}

/** What the write path refused a row for, by field where it says so. */
function refusals(error: AppError, sourceOf: ReadonlyMap<string, FieldSource>): RowReason[] {
  const details = Object.entries(error.extra.details ?? {}).flatMap(([field, messages]) =>
    messages.map((message): RowReason => {
      const column = sourceOf.get(field)?.columnName;
      return { code: error.code, message, ...(field ? { field } : {}), ...(column ? { column } : {}) };
    }),
  );
  return details.length > 0 ? details : [{ code: error.code, message: error.message }];
}
