import type { RecordType } from './record-type.js';
import { tenantType } from './tenant-types.js';

const types = new Map<string, RecordType>();

/** Makes a described record type known to everything generic; `defineRecord` calls it. */
export function registerRecordType(type: RecordType): void {
  if (types.has(type.name)) throw new Error(`Two record types are called "${type.name}".`);
  types.set(type.name, type);
}

/** All record types there are, in the order they were described and as the present tenant has them. */
export const recordTypes = (): readonly RecordType[] => [...types.values()].map(tenantType);

/** The record type of that name. @throws when there is none: a name that comes from input must be checked with `findRecordType`. */
export function recordTypeNamed(name: string): RecordType {
  const type = types.get(name);
  if (!type) throw new Error(`No record type is called "${name}".`);
  return tenantType(type);
}

export function findRecordType(name: string): RecordType | undefined {
  const type = types.get(name);
  return type && tenantType(type);
}

/** Every field of any record type that points at `target`. */
export const referencesTo = (target: string): { type: RecordType; field: string }[] =>
  recordTypes().flatMap((type) =>
    Object.entries(type.allFields)
      .filter(([, field]) => field.kind === 'reference' && field.target === target)
      .map(([field]) => ({ type, field })),
  );
