import { validationError } from '../../../platform/errors/app-error.js';
import { findRecordType, recordTypes } from '../../../platform/records/record-registry.js';
import type { FieldMap, RecordType } from '../../../platform/records/record-type.js';
import { importableFields, type MappingTarget } from '../mapping/index.js';

/** What an import of a record type can do beyond its fields; registered for domains whose files say more than one record holds. */
export interface ImportExtension {
  readonly recordType: string;
  /** Further targets for columns; they aren't fields of the record but go to its hooks. */
  readonly fields?: FieldMap;
  /** Turns the values of a row (references as ids) into what is written: fields, and input for the type's hooks. */
  prepare?(values: Readonly<Record<string, unknown>>, extra: Readonly<Record<string, unknown>>): { readonly values: Record<string, unknown>; readonly extra?: Record<string, unknown> };
  /** Narrows the records that a reference may name, e.g. stages to those of one pipeline: field and value they must have. */
  scope?(field: string, constants: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>;
  /** What a record that a reference calls into being has besides its name. */
  creation?(field: string, constants: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>;
}

const extensions = new Map<string, ImportExtension>();

/** Called when the module starts; the last one for a record type counts. */
export function registerImportExtension(extension: ImportExtension): void {
  extensions.set(extension.recordType, extension);
}

export interface ImportTarget extends MappingTarget {
  readonly type: RecordType;
  /** Targets that are fields of the record; the others belong to the extension. */
  readonly extension: ImportExtension | null;
}

/** @throws VALIDATION_ERROR when records of that type can't be imported */
export function importTarget(recordType: string): ImportTarget {
  const type = findRecordType(recordType);
  if (!type || !isImportable(type)) throw validationError({ recordType: [`Records called "${recordType}" can't be imported.`] });
  const extension = extensions.get(recordType) ?? null;
  return { type, recordType, extension, titleFields: type.titleFields, fields: { ...importableFields(type.allFields), ...extension?.fields } };
}

const isImportable = (type: RecordType): boolean => type.operations.includes('create') && type.titleFields.every((field) => type.allFields[field]?.importable !== false);

export const importTargets = (): ImportTarget[] => recordTypes().filter(isImportable).map((type) => importTarget(type.name));

/** Sets of fields by which an import can tell that a record is there already, the surest first. */
export function matchKeysOf(target: ImportTarget): readonly (readonly string[])[] {
  const keys = [['externalId'], ...(target.type.uniqueKeys ?? []), target.titleFields].filter((key) => key.every((field) => field in target.fields));
  return [...new Map(keys.map((key) => [key.join(), key])).values()];
}
