import { Injectable } from '@nestjs/common';
import { requireCan, requirePermission } from '../../platform/access/ability.js';
import { currentMemberId } from '../../platform/context/request-context.js';
import { validationError } from '../../platform/errors/app-error.js';
import { normaliseValue } from '../../platform/records/field-codec.js';
import { recordTypeNamed } from '../../platform/records/record-registry.js';
import { RecordStore } from '../../platform/records/record-store.js';
import type { ColumnMapping, ImportMapping, ImportRecord, StoredDecision } from './import-model.js';
import { ImportStore } from './import-store.js';
import type { DecideImportRowsInput, DecideImportValuesInput, ImportColumnMappingInput, UpdateImportMappingInput } from './import.inputs.js';
import { Imports } from './imports.service.js';
import { importTarget, findsRecords, type ImportTarget } from './planning/import-target.js';
import { suggestImport } from './planning/suggest-import.js';
import { SHARES } from './values/index.js';
import { canBeAdded, MAX_OPTION_LENGTH } from './values-to-add.js';
import { RowStore } from './row-store.js';

const MULTIPLIERS: readonly number[] = [1, SHARES, 1000, 1_000_000, 1_000_000_000];
const MOST_DECISIONS = 1000;

/** What a person changes before an import runs: the mapping, and what values stand for. */
@Injectable()
export class ImportEditing {
  constructor(
    private readonly imports: Imports,
    private readonly store: ImportStore,
    private readonly rows: RowStore,
    private readonly records: RecordStore,
  ) {}

  async updateMapping(input: UpdateImportMappingInput): Promise<ImportRecord> {
    requirePermission('import:records');
    const present = await this.store.get(input.id);
    const target = importTarget(input.recordType ?? present.recordType);
    requireCan('create', target.type);
    const other = target.recordType !== present.recordType;
    const suggested = other ? suggestImport(target, await this.imports.inspectAgain(present)) : undefined;
    return this.imports.edit(input.id, async (unit, record) => {
      const base = suggested?.mapping ?? record.mapping;
      const mapping: ImportMapping = {
        columns: input.columns ? columnsOf(input.columns) : base.columns,
        constants: input.constants === undefined || input.constants === null ? base.constants : constantsOf(target, input.constants),
        matchBy: input.matchBy ?? (input.columns ? stillMapped(base.matchBy, input.columns) : base.matchBy),
        existing: input.existing ?? base.existing,
        missing: input.missing ?? base.missing ?? 'CREATE',
        emptyCells: input.emptyCells ?? base.emptyCells ?? 'KEEP',
        alike: input.alike ?? base.alike ?? 'REVIEW',
      };
      checkMapping(target, record, mapping);
      if (other) await this.rows.forgetDecisions(unit, record.id, await this.rows.decisions(unit, record.id));
      return { recordType: target.recordType, mapping, ...(suggested ? { columns: suggested.columns, source: { ...record.source, preset: suggested.preset } } : {}) };
    });
  }

  /** Decides about rows that several records fit or that resemble one; the dry run is repeated after it. */
  async decideRows(input: DecideImportRowsInput): Promise<ImportRecord> {
    requirePermission('import:records');
    const { importId, action, recordId } = input;
    const lines = input.all ? null : (input.lines ?? []);
    if (lines && lines.length === 0) throw validationError({ lines: ['Say which rows are meant, or all.'] });
    if (lines && lines.length > MOST_DECISIONS) throw validationError({ lines: [`At most ${MOST_DECISIONS} rows at a time, or all.`] });
    if (recordId && (action !== 'MERGE' || lines?.length !== 1)) throw validationError({ recordId: ['A record is named for one row that is merged into it.'] });
    return this.imports.edit(importId, async (unit) => {
      const decided = await this.rows.decideRows(unit, importId, lines, action ?? null, recordId ?? null);
      if (decided === 0) throw validationError({ lines: [recordId ? 'This record is none of those that the row may be about.' : 'None of these rows waits for a decision.'] });
      return {};
    });
  }

  async decide(input: DecideImportValuesInput): Promise<ImportRecord> {
    requirePermission('import:records');
    if (input.decisions.length > MOST_DECISIONS) throw validationError({ decisions: [`At most ${MOST_DECISIONS} decisions at a time.`] });
    const present = await this.store.get(input.id);
    const target = importTarget(present.recordType);
    const made: StoredDecision[] = [];
    for (const [index, { field, value, action, recordId, choice }] of input.decisions.entries()) {
      const fail = (reason: string): never => {
        throw validationError({ [`decisions.${index}`]: [reason] });
      };
      const definition = target.fields[field];
      if (!definition || !present.mapping.columns.some(({ targets }) => targets.includes(field))) fail(`No column feeds the field "${field}".`);
      if (definition?.kind !== 'reference' && definition?.kind !== 'choice') fail(`Values of ${definition?.label ?? field} need no decision.`);
      if (!action) continue;
      if (action === 'CREATE' && definition && !canBeAdded(definition)) fail('Only records, and options of fields that this workspace added, can be created.');
      if (action === 'CREATE' && definition?.kind === 'choice' && value.trim().length > MAX_OPTION_LENGTH) fail('The label of an option has at most 80 characters.');
      if (action === 'USE' && definition?.kind === 'choice' && !definition.choices?.includes(choice ?? '')) fail(`Must be one of ${definition.choices?.join(', ')}.`);
      if (action === 'USE' && definition?.kind === 'reference' && !recordId) fail('Say which record is meant.');
      made.push({ field, value, action, recordId: action === 'USE' ? (recordId ?? null) : null, choice: action === 'USE' ? (choice ?? null) : null });
    }
    await this.checkRecords(target, made);
    return this.imports.edit(input.id, async (unit) => {
      await this.rows.forgetDecisions(unit, input.id, input.decisions.filter(({ action }) => !action));
      await this.rows.decide(unit, input.id, currentMemberId(), made);
      return {};
    });
  }

  /** The records that were chosen have to be there, and visible to who chose them. */
  private async checkRecords(target: ImportTarget, made: readonly StoredDecision[]): Promise<void> {
    const byType = Map.groupBy(made.filter(({ recordId }) => recordId !== null), ({ field }) => target.fields[field]!.target!);
    for (const [name, decisions] of byType) {
      const type = recordTypeNamed(name);
      const found = new Set((await this.records.byIds(type, [...new Set(decisions.map(({ recordId }) => recordId!))], [])).map(({ id }) => id));
      const missing = decisions.find(({ recordId }) => !found.has(recordId!));
      if (missing) throw validationError({ decisions: [`There is no such ${type.label.toLowerCase()} for "${missing.value}".`] });
    }
  }
}

function columnsOf(inputs: readonly ImportColumnMappingInput[]): ColumnMapping[] {
  return inputs.map((input) => {
    const given = Object.entries(input).filter(([, value]) => value !== null && value !== undefined);
    return Object.fromEntries(given) as unknown as ColumnMapping;
  });
}

const stillMapped = (matchBy: readonly string[], columns: readonly ImportColumnMappingInput[]): readonly string[] => (matchBy.every((field) => columns.some(({ targets }) => targets.includes(field))) ? matchBy : []);

function constantsOf(target: ImportTarget, input: unknown): Record<string, unknown> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) throw validationError({ constants: ['Must be an object of fields and their values.'] });
  const problems: Record<string, string[]> = {};
  const constants: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(input)) {
    const definition = target.fields[field];
    const read = definition ? normaliseValue(definition, value) : { reason: `${target.type.labelPlural} have no field "${field}" that can be imported.` };
    if ('reason' in read) problems[`constants.${field}`] = [read.reason];
    else if (read.value !== null) constants[field] = read.value;
  }
  if (Object.keys(problems).length > 0) throw validationError(problems);
  return constants;
}

function checkMapping(target: ImportTarget, record: ImportRecord, mapping: ImportMapping): void {
  const problems: Record<string, string[]> = {};
  const refuse = (key: string, reason: string): void => void (problems[key] ??= []).push(reason);
  const fedBy = new Map<string, number>();
  mapping.columns.forEach((column, index) => {
    const key = `columns.${index}`;
    if (!record.columns[column.column]) refuse(key, `The file has no column ${column.column}.`);
    for (const field of column.targets) {
      if (!target.fields[field]) refuse(key, `${target.type.labelPlural} have no field "${field}" that can be imported.`);
      fedBy.set(field, column.column);
    }
    if (column.multiplier !== undefined && !MULTIPLIERS.includes(column.multiplier)) refuse(key, 'The unit is 1, 100, 1000, 1000000 or 1000000000.');
    if (column.dateOrder !== undefined && !['DMY', 'MDY', 'YMD'].includes(column.dateOrder)) refuse(key, 'The order of dates is DMY, MDY or YMD.');
    if (column.decimalMark !== undefined && column.decimalMark !== '.' && column.decimalMark !== ',') refuse(key, 'The decimal mark is "." or ",".');
    if (column.onProblem !== undefined && column.onProblem !== 'REJECT' && column.onProblem !== 'EMPTY') refuse(key, 'Values that can\'t be read REJECT the row or leave the field EMPTY.');
    if (column.timeZone !== undefined && !isTimeZone(column.timeZone)) refuse(key, `"${column.timeZone}" is not a time zone.`);
  });
  if (new Set(mapping.columns.map(({ column }) => column)).size < mapping.columns.length) refuse('columns', 'A column is listed once.');
  for (const field of mapping.matchBy) if (!fedBy.has(field) && !(field in mapping.constants)) refuse('matchBy', `Records can't be found by ${target.fields[field]?.label ?? field}, because no column feeds it.`);
  if (!mapping.matchBy.every((field) => findsRecords(target, field))) refuse('matchBy', 'Records are found by their own fields, and by those that the workspace added as unique.');
  if (mapping.existing !== 'UPDATE' && mapping.existing !== 'SKIP') refuse('existing', 'Records that are there already are UPDATEd or SKIPped.');
  if (mapping.missing !== 'CREATE' && mapping.missing !== 'SKIP') refuse('missing', 'Rows whose record is not there CREATE it or are SKIPped.');
  else if (mapping.missing === 'SKIP' && mapping.matchBy.length === 0) refuse('missing', 'Say by which field records are found, or every row is a new record.');
  else if (mapping.missing === 'SKIP' && mapping.existing === 'SKIP') refuse('missing', 'Records are created, updated or both; with neither, nothing would happen.');
  if (mapping.alike !== 'REVIEW' && mapping.alike !== 'IGNORE') refuse('alike', 'Rows that resemble records are left for REVIEW, or resemblance is IGNOREd.');
  if (mapping.emptyCells !== 'KEEP' && mapping.emptyCells !== 'CLEAR') refuse('emptyCells', 'Empty cells KEEP what a record has, or CLEAR it.');
  if (Object.keys(problems).length > 0) throw validationError(problems);
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
