import type { RecordChange } from '../../../platform/changes/draft.js';
import type { UnitOfWork } from '../../../platform/database/database.js';
import { validationError } from '../../../platform/errors/app-error.js';
import { text } from '../../../platform/records/fields.js';
import { findRecordType, recordTypes } from '../../../platform/records/record-registry.js';
import type { FieldMap, RecordType } from '../../../platform/records/record-type.js';
import type { NameCandidate } from '../matching/index.js';
import type { FurtherValue } from './row-reader.js';
import { importableFields, type MappingTarget } from '../mapping/index.js';

type Constants = Readonly<Record<string, unknown>>;

/** What an import of a record type can do beyond its fields; registered for domains whose files say more than one record holds. */
export interface ImportExtension {
  readonly recordType: string;
  /** Further targets for columns; they aren't fields of the record but go to its hooks as `extra`. */
  readonly fields?: FieldMap;
  /** Turns what further targets hold into fields of the record, before rows look for the record they are about. */
  shape?(values: Readonly<Record<string, unknown>>): Record<string, unknown>;
  /** Changes of records beside the one that a row became, from columns beyond those that its fields take. What is there already is left out. */
  further?(unit: UnitOfWork, rows: readonly { readonly recordId: string; readonly values: readonly FurtherValue[] }[]): Promise<readonly (readonly RecordChange[])[]>;
  /** Narrows the records that a reference may name, e.g. stages to those of one pipeline: fields and the values they must have. */
  scope?(unit: UnitOfWork, field: string, constants: Constants): Promise<Readonly<Record<string, unknown>>>;
  /** Further names that files use for records a reference may name. */
  names?(unit: UnitOfWork, field: string, constants: Constants): Promise<readonly NameCandidate[]>;
  /** How a record is made that a reference calls into being, where its name isn't enough; the first change makes it. Null: the name is enough. */
  create?(unit: UnitOfWork, field: string, name: string, constants: Constants): Promise<readonly RecordChange[] | null>;
}

/** Target of the column that holds the records' own ids, as an export of this product has it. */
export const RECORD_ID = 'id';

const ID_FIELD = text({ label: 'Kinship ID', help: 'Finds the record that a row is about; new records get ids of their own.', aliases: ['kinship id', 'record id (kinship)'] });

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
  return { type, recordType, extension, keepsFurther: extension?.further !== undefined, titleFields: type.titleFields, fields: { ...importableFields(type.allFields), ...extension?.fields, [RECORD_ID]: ID_FIELD } };
}

const isImportable = (type: RecordType): boolean => type.operations.includes('create') && type.titleFields.every((field) => type.allFields[field]?.importable !== false);

export const importTargets = (): ImportTarget[] => recordTypes().filter(isImportable).map((type) => importTarget(type.name));

/** Whether records can be found by a field: by any of the product's, and by those that a workspace added where each value is there once. */
export const findsRecords = ({ fields, type }: ImportTarget, field: string): boolean => {
  const { custom } = fields[field] ?? {};
  return field in fields && (!custom || custom.unique === true) && (field === RECORD_ID || field in type.allFields);
};

/** Sets of fields by which an import can tell that a record is there already, the surest first. */
export function matchKeysOf(target: ImportTarget): readonly (readonly string[])[] {
  const emails = Object.entries(target.type.allFields).filter(([, field]) => field.kind === 'email').map(([key]) => [key]);
  const keys = [[RECORD_ID], ['externalId'], ...(target.type.uniqueKeys ?? []), ...emails, target.titleFields].filter((key) => key.every((field) => findsRecords(target, field)));
  return [...new Map(keys.map((key) => [key.join(), key])).values()];
}
