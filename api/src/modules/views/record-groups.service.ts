import { Injectable } from '@nestjs/common';
import { SqlParameters } from '../../platform/access/ability-to-sql.js';
import { Database } from '../../platform/database/database.js';
import { validationError } from '../../platform/errors/app-error.js';
import { Licences } from '../../platform/licensing/licences.service.js';
import { valueColumnOf, valueTableOf } from '../../platform/records/custom-values.js';
import type { Field } from '../../platform/records/fields.js';
import type { RecordFilter } from '../../platform/records/record-filter.js';
import { expandFilter } from '../../platform/records/list-filters.js';
import { listConditions, type ListQuery } from '../../platform/records/record-list.js';
import { recordTypeNamed } from '../../platform/records/record-registry.js';
import { titleOf } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { columnOf, type RecordType } from '../../platform/records/record-type.js';
import { problemOfFilter, problemOfGroup } from './view-shape.js';

/** A list in more groups than this is no overview any more. */
const MAX_GROUPS = 100;

export interface RecordGroup {
  readonly value: string | null;
  readonly title: string | null;
  readonly count: number;
}

/** Puts the records of a list into groups by a field, and counts them. */
@Injectable()
export class RecordGroups {
  constructor(
    private readonly database: Database,
    private readonly licences: Licences,
    private readonly store: RecordStore,
  ) {}

  async of(type: RecordType, name: string, query: Pick<ListQuery, 'search' | 'archived'> & { readonly filter?: unknown }): Promise<{ groups: readonly RecordGroup[]; more: boolean }> {
    await this.licences.requireForRecords([type]);
    const filter = query.filter ?? null;
    const details = { field: problemOfGroup(type, name), filter: problemOfFilter(type, filter) };
    const wrong = Object.entries(details).filter((entry): entry is [string, string] => entry[1] !== null);
    if (wrong.length > 0) throw validationError(Object.fromEntries(wrong.map(([key, reason]) => [key, [reason]])));
    const parameters = new SqlParameters();
    const conditions = listConditions(type, { search: query.search ?? null, archived: query.archived ?? null, filter: await expandFilter(type, filter as RecordFilter | null) }, parameters);
    const { value, join } = valueOf(type, name);
    const rows = await this.database.read<{ value: string | null; count: number }>(`select ${value}::text as value, count(*)::int as count from ${type.table} t ${join} where ${conditions.join(' and ')} group by 1 order by 2 desc limit ${MAX_GROUPS + 1}`,
        parameters.values);
    return { groups: await this.inOrder(type.allFields[name]!, rows.slice(0, MAX_GROUPS)), more: rows.length > MAX_GROUPS };
  }

  /** Choices as they are offered, yes before no, references by name; what has no value comes last. */
  private async inOrder(field: Field, rows: readonly { value: string | null; count: number }[]): Promise<RecordGroup[]> {
    const titles = field.kind === 'reference' ? await this.titles(field.target!, rows.flatMap(({ value }) => value ?? [])) : null;
    const groups = rows.map(({ value, count }): RecordGroup => ({ value, count, title: (value !== null && titles?.get(value)) || null }));
    const place = ({ value }: RecordGroup): number => (value === null ? Number.MAX_SAFE_INTEGER : field.kind === 'boolean' ? Number(value !== 'true') : (field.choices?.indexOf(value) ?? 0));
    return groups.sort((one, other) => place(one) - place(other) || (one.title ?? '\uffff').localeCompare(other.title ?? '\uffff'));
  }

  private async titles(target: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const type = recordTypeNamed(target);
    const rows = await this.store.byIds(type, ids, type.titleFields);
    return new Map(rows.map((row) => [row.id, titleOf(type, row)]));
  }
}

/** SQL of a field's value; those that a workspace added are kept beside the record. */
function valueOf(type: RecordType, name: string): { value: string; join: string } {
  const { custom } = type.allFields[name]!;
  if (!custom) return { value: `t.${columnOf(name)}`, join: '' };
  const value = `v.${valueColumnOf(type.allFields[name]!).column}`;
  // A box nobody has ticked says no.
  return { value: type.allFields[name]!.kind === 'boolean' ? `coalesce(${value}, false)` : value, join: `left join ${valueTableOf(type)} v on v.tenant_id = t.tenant_id and v.record_id = t.id and v.field_id = '${custom.id}'` };
}
