import type { UnitOfWork } from '../../platform/database/database.js';
import { validationError } from '../../platform/errors/app-error.js';
import { identityFields } from '../../platform/records/identity.js';
import { recordTypes } from '../../platform/records/record-registry.js';
import type { RecordType } from '../../platform/records/record-type.js';
import { keysOf, profileOf } from './matching/index.js';

/** A record type whose records may be found to be the same. */
export type IdentifiedType = RecordType & { readonly identity: NonNullable<RecordType['identity']> };

export const isIdentified = (type: RecordType): type is IdentifiedType => type.identity !== undefined;

export const identifiedTypes = (): IdentifiedType[] => recordTypes().filter(isIdentified);

/** The record type of that name, if its records may be the same. */
export const identifiedType = (name: string): IdentifiedType | undefined => identifiedTypes().find((type) => type.name === name);

/** @throws VALIDATION_ERROR for a type that has no duplicates */
export function typeNamed(name: string): IdentifiedType {
  const type = identifiedType(name);
  if (!type) throw validationError({ recordType: [`Duplicates are found among ${identifiedTypes().map((each) => each.plural).join(' and ')}.`] });
  return type;
}

/** Fields to select for `profileOf`. */
export const comparedFields = (type: IdentifiedType): string[] => identityFields(type.identity);

/**
 * Sets the keys of these rows anew. Keys have ids made of what they say, so the same keys are the same rows whenever they are written; they begin with the time of their record's id,
 * so that those of new records stand together.
 */
export function writeKeys(unit: UnitOfWork, type: IdentifiedType, rows: readonly Readonly<Record<string, unknown>>[]): void {
  const keys = rows.flatMap((row) => keysOf(profileOf(type.identity, row)).map((key) => ({ record_id: row['id'], key })));
  if (keys.length === 0) return;
  void unit.behind(
    `insert into identity_keys (id, record_type, record_id, key)
     select overlay(md5($1 || v.record_id || v.key) placing left(replace(v.record_id::text, '-', ''), 12) from 1 for 12)::uuid, $1, v.record_id, v.key from jsonb_to_recordset($2::jsonb) as v(record_id uuid, key text)
     on conflict do nothing`,
    [type.name, JSON.stringify(keys)],
  );
}

export function removeKeys(unit: UnitOfWork, type: RecordType, ids: readonly string[]): void {
  void unit.behind('delete from identity_keys where record_type = $1 and record_id = any($2::uuid[])', [type.name, ids]);
}

/** Notes that these records are to be compared with the others, soon. */
export function askForChecks(unit: UnitOfWork, type: RecordType, ids: readonly string[]): void {
  void unit.behind(
    `insert into duplicate_checks (id, record_type, record_id) select md5($1 || v.id)::uuid, $1, v.id from unnest($2::uuid[]) as v(id)
     on conflict (tenant_id, id) do nothing`,
    [type.name, ids],
  );
}
