import { valuesFrom } from '../../../platform/records/custom-values.js';
import { recordTypes, referencesTo } from '../../../platform/records/record-registry.js';
import { columnOf, type RecordType } from '../../../platform/records/record-type.js';

/** A way in which records of one type point at records of another. */
export interface Pointer {
  readonly type: RecordType;
  /** The field that holds the id. */
  readonly field: string;
  /** Reads the pointing rows as `t`. */
  readonly from: string;
  /** The field in there. */
  readonly column: string;
  /** Type of its column. */
  readonly cast: 'uuid' | 'text';
  /** Condition on the pointing row `t`, where it may point at records of any type. */
  readonly where: string;
}

/** Everything that can point at records of this type: references, and the pair `recordType` and `recordId` that may name any record. */
export function pointersTo(type: RecordType): Pointer[] {
  const references = referencesTo(type.name).map(({ type: pointing, field }): Pointer => ({ type: pointing, field, ...valuesFrom(pointing, field), cast: 'uuid', where: 'true' }));
  const about = recordTypes()
    .filter(({ fields }) => fields['recordType']?.kind === 'text' && fields['recordId']?.kind === 'text')
    .map((pointing): Pointer => ({ type: pointing, field: 'recordId', ...valuesFrom(pointing, 'recordId'), cast: 'text', where: `t.${columnOf('recordType')} = '${type.name}'` }));
  return [...references, ...about];
}
