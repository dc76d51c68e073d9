import type { Role } from '@libs/contracts';
import type { UnitOfWork } from '../../platform/database/database.js';
import { isList } from '../../platform/records/field-codec.js';
import type { Field, FieldKind } from '../../platform/records/fields.js';
import { findRecordType } from '../../platform/records/record-registry.js';
import { CUSTOM_PREFIX, type TenantFields } from '../../platform/records/tenant-types.js';
import { KINDS, type CustomKind } from './field-kinds.js';
import type { StoredOption } from './field-options.js';

/** A definition as its table holds it. */
export interface Definition {
  readonly id: string;
  readonly recordType: string;
  readonly key: string;
  readonly label: string;
  readonly kind: CustomKind;
  readonly help?: string | null;
  readonly section?: string | null;
  readonly required?: boolean;
  readonly defaultValue?: unknown;
  readonly options?: readonly StoredOption[] | null;
  readonly target?: string | null;
  readonly isUnique?: boolean;
  readonly searchable?: boolean;
  readonly inLists?: boolean;
  readonly writers?: string;
  readonly position?: number | null;
}

/** The definitions in use, as fields by record type. Archived ones keep their values and are not among the fields. */
export async function readTenantFields(unit: Pick<UnitOfWork, 'query'>): Promise<TenantFields> {
  const rows = await unit.query<Definition & Record<string, unknown>>(
    `select id, record_type as "recordType", key, label, kind, help, section, required, default_value as "defaultValue", options, target, is_unique as "isUnique", searchable,
            in_lists as "inLists", writers, position
     from custom_fields where deleted_at is null and archived_at is null order by record_type, position, id`,
  );
  const types = Map.groupBy(rows, (row) => row.recordType);
  return new Map([...types].map(([type, definitions]) => [type, Object.fromEntries(definitions.map((definition) => [CUSTOM_PREFIX + definition.key, fieldOf(definition)]))]));
}

const LENGTHS: Readonly<Partial<Record<FieldKind, number>>> = { text: 255, longText: 50_000, email: 254, phone: 40, url: 500 };
const WRITING_ROLES: Readonly<Record<string, readonly Role[]>> = { ADMINS: ['OWNER', 'ADMIN'], OWNERS: ['OWNER'] };
/** Custom columns stand behind those of the product. */
const FIRST_COLUMN = 1000;

/** A definition as a field like those that record types describe. */
export function fieldOf(definition: Definition): Field {
  const { id, key, label, recordType, help, section, required, defaultValue, options, target, isUnique, searchable, inLists, writers, position } = definition;
  const kind = KINDS[definition.kind];
  const maxLength = LENGTHS[kind];
  const currency = kind === 'money' && findRecordType(recordType)?.fields['currency'];
  const roles = WRITING_ROLES[writers ?? ''];
  return {
    kind,
    label,
    section: section ?? DEFAULT_SECTION,
    custom: { id, key, unique: isUnique ?? false, ...(roles ? { writers: roles } : {}) },
    required: required ?? false,
    searchable: searchable ?? false,
    sortable: kind !== 'longText' && kind !== 'choices' && kind !== 'reference',
    ...(kind === 'boolean' ? { default: defaultValue ?? false } : defaultValue === null || defaultValue === undefined ? {} : { default: defaultValue }),
    ...(isList(kind) && (defaultValue === null || defaultValue === undefined) ? { default: [] } : {}),
    ...(help ? { help } : {}),
    ...(inLists ? { column: FIRST_COLUMN + (position ?? 0) } : {}),
    ...(maxLength ? { maxLength } : {}),
    ...(options ? { options, choices: options.map((option) => option.value) } : {}),
    ...(target ? { target } : {}),
    ...(currency ? { currencyField: 'currency' } : {}),
    aliases: [label.toLowerCase()],
  };
}

export const DEFAULT_SECTION = 'More';
