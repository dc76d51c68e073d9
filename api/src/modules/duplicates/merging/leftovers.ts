import type { RecordChange } from '../../../platform/changes/draft.js';
import type { UnitOfWork } from '../../../platform/database/database.js';
import type { AnyRow } from '../../../platform/records/record-rows.js';
import type { RecordType } from '../../../platform/records/record-type.js';

/** Records that became one: as they were, and the one as it is now. */
export interface MergedRecords {
  readonly row: AnyRow;
  readonly were: readonly AnyRow[];
}

/** What a record type keeps of values that the one record has no room for, as further changes of the merge: taken back with it, they need no undo of their own. */
export type KeepLeftovers = (unit: UnitOfWork, merged: MergedRecords) => Promise<readonly RecordChange[]>;

const keepers = new Map<string, KeepLeftovers>();

export const keepLeftovers = (type: RecordType, keep: KeepLeftovers): void => void keepers.set(type.name, keep);

export const leftoversOf = async (unit: UnitOfWork, type: RecordType, merged: MergedRecords): Promise<readonly RecordChange[]> => (await keepers.get(type.name)?.(unit, merged)) ?? [];
