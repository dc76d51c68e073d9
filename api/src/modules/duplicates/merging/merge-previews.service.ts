import { Injectable } from '@nestjs/common';
import { requireCan } from '../../../platform/access/ability.js';
import { Database, type UnitOfWork } from '../../../platform/database/database.js';
import { notFound, validationError } from '../../../platform/errors/app-error.js';
import { sameValue } from '../../../platform/records/field-codec.js';
import { mayWrite } from '../../../platform/records/field-writers.js';
import type { AnyRow } from '../../../platform/records/record-rows.js';
import { RecordStore } from '../../../platform/records/record-store.js';
import type { RecordType } from '../../../platform/records/record-type.js';
import type { IdentifiedType } from '../identity-keys.js';
import { LARGEST_GROUP } from '../pair-groups.js';
import { isGiven, RecordCards, type RecordCard } from '../record-cards.service.js';
import { keepOwnKeys } from './held-keys.js';
import { isCombined, mergedFields, mergedValues } from './merged-values.js';
import { pointersTo } from './pointing-records.js';

export interface MergePreview {
  readonly survivorId: string;
  readonly records: readonly RecordCard[];
  readonly fields: readonly { readonly field: string; readonly differs: boolean; readonly combinable: boolean; readonly suggested: string | null }[];
  readonly moves: readonly { readonly recordType: string; readonly moved: number; readonly joined: number }[];
}

type Belongings = ReadonlyMap<RecordType, ReadonlyMap<string, number>>;

/** Says what merging would do, and suggests what to keep. */
@Injectable()
export class MergePreviews {
  constructor(
    private readonly database: Database,
    private readonly store: RecordStore,
    private readonly cards: RecordCards,
  ) {}

  /** @param survivorId the record that is to stay; without one the best is suggested */
  async of(type: IdentifiedType, ids: readonly string[], survivorId: string | null): Promise<MergePreview> {
    if (new Set(ids).size !== ids.length || ids.length < 2 || ids.length > LARGEST_GROUP) throw validationError({ ids: [`Choose 2 to ${LARGEST_GROUP} ${type.labelPlural.toLowerCase()}.`] });
    const rows = await this.store.byIds(type, ids);
    if (rows.length !== ids.length) throw notFound(`This ${type.label.toLowerCase()}`);
    for (const row of rows) requireCan('edit', type, row);
    const belongings = await this.database.run((unit) => belongingsOf(unit, type, ids));
    const survivor = rows.find(({ id }) => id === survivorId) ?? bestOf(type, rows, belongings);
    const others = rows.filter((row) => row !== survivor);
    const values = mergedValues(type, survivor, others, []);
    await this.database.run((unit) => keepOwnKeys(unit, type, survivor, others, values, new Set()));
    const cards = await this.cards.of(type, rows);
    // Whoever may not set a field has nothing to choose there.
    const shown = mergedFields(type).filter(([name, field]) => mayWrite(field) && rows.some((row) => isGiven(row[name])));
    return {
      survivorId: survivor.id,
      records: [survivor, ...others].map(({ id }) => cards.get(id)!),
      fields: shown.map(([field, description]) => ({ field, differs: rows.some((row) => !sameValue(row[field], rows[0]![field])), combinable: isCombined(description), suggested: values.get(field)!.from })),
      moves: [...belongings].map(([{ name }, counts]) => ({ recordType: name, moved: others.reduce((sum, { id }) => sum + (counts.get(id) ?? 0), 0), joined: 0 })).filter(({ moved }) => moved > 0),
    };
  }
}

/** How many records of each type belong to each of these. */
async function belongingsOf(unit: UnitOfWork, type: RecordType, ids: readonly string[]): Promise<Belongings> {
  const belongings = new Map<RecordType, Map<string, number>>();
  for (const { type: pointing, from, column, cast, where } of pointersTo(type)) {
    const rows = await unit.query<{ id: string; count: number }>(
      `select ${column} as id, count(*)::int as count from ${from} where ${column} = any($1::${cast}[]) and t.deleted_at is null and ${where} group by 1`,
      [ids],
    );
    const counts = belongings.get(pointing) ?? new Map<string, number>();
    for (const { id, count } of rows) counts.set(id, (counts.get(id) ?? 0) + count);
    if (counts.size > 0) belongings.set(pointing, counts);
  }
  return belongings;
}

/** The one with most that belongs to it, then the most complete, then the oldest. */
function bestOf(type: RecordType, rows: readonly AnyRow[], belongings: Belongings): AnyRow {
  const owned = ({ id }: AnyRow): number => [...belongings.values()].reduce((sum, counts) => sum + (counts.get(id) ?? 0), 0);
  const filled = (row: AnyRow): number => mergedFields(type).filter(([name]) => isGiven(row[name])).length;
  return [...rows].sort((a, b) => Number(Boolean(a.archivedAt)) - Number(Boolean(b.archivedAt)) || owned(b) - owned(a) || filled(b) - filled(a) || a.createdAt.localeCompare(b.createdAt))[0]!;
}
