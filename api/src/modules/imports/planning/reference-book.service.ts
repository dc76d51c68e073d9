import { Injectable } from '@nestjs/common';
import { abilityToSql, SqlParameters } from '../../../platform/access/ability-to-sql.js';
import type { UnitOfWork } from '../../../platform/database/database.js';
import { recordTypeNamed } from '../../../platform/records/record-registry.js';
import { titleOf } from '../../../platform/records/record-rows.js';
import { columnOf, type RecordType } from '../../../platform/records/record-type.js';
import type { ImportRecord } from '../import-model.js';
import { foldName, NameIndex, resolve, type NameMatch, type Resolution } from '../matching/index.js';
import { RowStore } from '../row-store.js';
import { parseCell } from '../values/index.js';
import type { ImportTarget } from './import-target.js';
import { decisionKey, decisionsByKey, fieldSources, type Decisions, type FieldSource } from './row-reader.js';

/** A name of the file, what it stands for, and where in the file it is if it names a record that the same file brings. */
export interface BookEntry {
  readonly value: string;
  readonly rows: number;
  readonly match: NameMatch;
  readonly resolution: Resolution | { readonly kind: 'file'; readonly titleKey: string };
}

/** What every name in the referring columns of one import stands for. */
export class ReferenceBook {
  constructor(
    private readonly entries: ReadonlyMap<string, ReadonlyMap<string, BookEntry>>,
    readonly decisions: Decisions,
  ) {}

  find(field: string, name: string): BookEntry | undefined {
    return this.entries.get(field)?.get(foldName(name) || name);
  }

  ofField(field: string): readonly BookEntry[] {
    return [...(this.entries.get(field)?.values() ?? [])];
  }
}

/** Above this many records of a type, names are looked up exactly and no near ones are offered. */
const INDEXED = 100_000;
const DISTINCT = 200_000;

/** Resolves names to records, once for each distinct name of a column. */
@Injectable()
export class ReferenceBooks {
  constructor(private readonly rows: RowStore) {}

  /** @param only one field, when only that one is asked for */
  async open(unit: UnitOfWork, record: ImportRecord, target: ImportTarget, only?: string): Promise<ReferenceBook> {
    const decisions = decisionsByKey(await this.rows.decisions(unit, record.id));
    const entries = new Map<string, Map<string, BookEntry>>();
    const sources = fieldSources(target, record).filter(({ field, definition }) => definition.kind === 'reference' && (only === undefined || field === only));
    // Several columns may feed one field; a name means the same in all of them.
    for (const [field, columns] of Map.groupBy(sources, (source) => source.field)) entries.set(field, await this.names(unit, record, target, columns, decisions));
    return new ReferenceBook(entries, decisions);
  }

  private async names(unit: UnitOfWork, record: ImportRecord, target: ImportTarget, columns: readonly FieldSource[], decisions: Decisions): Promise<Map<string, BookEntry>> {
    const [source] = columns as [FieldSource];
    const names = new Map<string, { value: string; rows: number }>();
    for (const { value, rows } of await this.rows.values(unit, record.id, columns.map(({ mapping }) => mapping.column), DISTINCT)) {
      const parsed = parseCell(source.definition, value);
      if (!parsed.ok || parsed.value === null) continue;
      const name = parsed.value as string;
      const key = foldName(name) || name;
      const present = names.get(key);
      names.set(key, { value: present?.value ?? name, rows: (present?.rows ?? 0) + rows });
    }
    const type = recordTypeNamed(source.definition.target!);
    const scope = (await target.extension?.scope?.(unit, source.field, record.mapping.constants)) ?? {};
    const { index, byKey } = await this.candidates(unit, type, scope, [...names.values()].map((name) => name.value));
    for (const further of (await target.extension?.names?.(unit, source.field, record.mapping.constants)) ?? []) if (index.find(further.name).kind !== 'exact') index.add(further);
    const inFile = type.name === target.type.name ? await this.rows.titles(unit, record.id, [...names.keys()]) : new Map<string, string | null>();
    const entries = new Map<string, BookEntry>();
    for (const [key, { value, rows }] of names) {
      const id = byKey.get(value.toLowerCase());
      const match: NameMatch = id ? { kind: 'exact', match: { id, name: value } } : index.find(value);
      entries.set(key, { value, rows, match, resolution: this.resolution(source, columns.some(({ mapping }) => mapping.createMissing), decisions, match, key, value, inFile.has(key)) });
    }
    return entries;
  }

  private resolution(source: FieldSource, createMissing: boolean, decisions: Decisions, match: NameMatch, key: string, value: string, inFile: boolean): BookEntry['resolution'] {
    const decision = decisions.get(decisionKey(source.field, value));
    if (decision?.action === 'USE' && decision.recordId) return { kind: 'record', id: decision.recordId };
    if (decision?.action === 'CREATE') return decision.recordId ? { kind: 'record', id: decision.recordId } : { kind: 'create' };
    if (decision?.action === 'EMPTY') return resolve(match, { action: 'empty' });
    if (decision?.action === 'REJECT') return resolve(match, { action: 'reject' });
    if (match.kind === 'exact') return resolve(match, undefined);
    if (inFile) return { kind: 'file', titleKey: key };
    if (match.kind === 'none' && createMissing) return { kind: 'create' };
    return resolve(match, undefined);
  }

  /** Live records the caller may see, by name; by external id, e-mail address and id as well. */
  private async candidates(unit: UnitOfWork, type: RecordType, scope: Readonly<Record<string, unknown>>, names: readonly string[]): Promise<{ index: NameIndex; byKey: Map<string, string> }> {
    const parameters = new SqlParameters();
    const conditions = ['t.deleted_at is null', abilityToSql('view', type, 't', parameters), ...Object.entries(scope).map(([field, value]) => `t.${columnOf(field)} = ${parameters.add(value)}`)];
    const fields = [...new Set([...type.titleFields, 'externalId', ...('email' in type.allFields ? ['email'] : [])])];
    const select = `select t.id, ${fields.map((field) => `t.${columnOf(field)} as "${field}"`).join(', ')} from ${type.table} t where ${conditions.join(' and ')}`;
    let found = await unit.query(`${select} limit ${INDEXED + 1}`, parameters.values);
    if (found.length > INDEXED) {
      const wanted = parameters.add(names);
      found = await unit.query(`${select} and (t.external_id = any(${wanted}) or ${type.titleFields.map((field) => `t.${columnOf(field)}`).join(` || ' ' || `)} = any(${wanted}))`, parameters.values);
    }
    const byKey = new Map<string, string>();
    const index = new NameIndex(
      found.map((row) => {
        const id = row['id'] as string;
        for (const key of [id, row['externalId'], row['email']]) if (typeof key === 'string' && key !== '') byKey.set(key.toLowerCase(), id);
        return { id, name: titleOf(type, row) };
      }),
      type.name === 'member',
    );
    return { index, byKey };
  }
}
