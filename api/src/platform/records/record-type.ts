import type { AccessClass, ModuleId, TenantPermission } from '@libs/contracts';
import { bare } from './bare.js';
import type { RecordIdentity } from './identity.js';
import type { RecordFilter } from './record-filter.js';
import { registerRecordType } from './record-registry.js';
import { dateTime, reference, text, type Field } from './fields.js';

export type FieldMap = Readonly<Record<string, Field>>;

/** The value type of every field in `F`. */
export type FieldValues<F extends FieldMap> = { [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** Fields that the platform adds to every record type. */
const systemFields = {
  externalId: text({ label: 'External id', aliases: ['id', 'record id', 'external id'], section: 'System', help: 'The id this record has in the system it came from.' }),
  createdAt: dateTime({ label: 'Created', readOnly: true, sortable: true, section: 'System' }),
  updatedAt: dateTime({ label: 'Last changed', readOnly: true, sortable: true, section: 'System' }),
  createdById: reference('member', { label: 'Created by', readOnly: true, section: 'System' }),
} satisfies FieldMap;
const ownerField = { ownerId: reference('member', { label: 'Owner', column: 90, aliases: ['owner', 'sales agent', 'sales rep', 'assigned to', 'account owner', 'deal owner'] }) } satisfies FieldMap;
const archiveField = { archivedAt: dateTime({ label: 'Archived', readOnly: true, section: 'System' }) } satisfies FieldMap;

/** How a record type is described; see `defineRecord`. */
export interface RecordDescription<F extends FieldMap> {
  /** Singular name in lower camel case: `contact`. GraphQL type, operations, events and permissions are named after it. */
  readonly name: string;
  /** Plural in lower camel case: `contacts`; also the name of the list query. */
  readonly plural: string;
  readonly label: string;
  readonly labelPlural: string;
  /** Name of an icon in the client's sprite. */
  readonly icon: string;
  /** Table in PostgreSQL, created by a migration with `createRecordTable`. */
  readonly table: string;
  /** The licensed module it belongs to; its subgraph too. */
  readonly module: ModuleId;
  readonly access: AccessClass;
  /** Reference to the record this is a part of: whoever may edit that may write this, through verbs that ask for it. */
  readonly partOf?: keyof F & string;
  /** Tenant permission that is enough to write it through the module's own verbs. */
  readonly managedBy?: TenantPermission;
  /** The fields that make up the name people know a record by, joined by a space. */
  readonly titleFields: readonly (keyof F & string)[];
  /** Sets of fields that together name one live record, besides the id; nulls are distinct. Also the keys an import can match on. */
  readonly uniqueKeys?: readonly (readonly (keyof F & string)[])[];
  /** How two records of it are found to be the same; without it there are no duplicates and no merging. */
  readonly identity?: RecordIdentity<keyof F & string>;
  /** Which of a member's records somebody else goes on with when they hand over; all of them when absent. */
  readonly handsOver?: RecordFilter;
  /** Order of a list that asks for none. */
  readonly defaultSort?: { readonly field: string; readonly direction: 'ASC' | 'DESC' };
  /** Field whose values are the columns of its board; without one, views of it can't be boards. */
  readonly board?: keyof F & string;
  /** Sums that are kept as records change: fields to group by, and fields that are added up. Its migration makes them with `createKeptSums`. */
  readonly keptSums?: { readonly by: readonly string[]; readonly of: readonly (keyof F & string)[] };
  /** Whether people archive it; default yes for `owned`, no for the others. */
  readonly archivable?: boolean;
  /** Which generic operations exist; what is left out is a verb of the module's own. */
  readonly operations?: readonly RecordOperation[];
  /** Whether tenants may add fields of their own; their values are in `<table>_custom_values`, which `createCustomValueTable` makes. */
  readonly customizable?: boolean;
  readonly fields: F;
}

export const RECORD_OPERATIONS = ['list', 'get', 'create', 'update', 'archive', 'restore', 'delete'] as const;
export type RecordOperation = (typeof RECORD_OPERATIONS)[number];

/** A described record type with the platform's own fields joined in. */
export interface RecordType<F extends FieldMap = FieldMap> extends Omit<RecordDescription<FieldMap>, 'fields' | 'operations' | 'archivable'> {
  /** GraphQL type name: `Contact`. */
  readonly typeName: string;
  readonly archivable: boolean;
  readonly owned: boolean;
  readonly operations: readonly RecordOperation[];
  readonly fields: F;
  /** Own fields first, then those of the tenant, then owner, archive and system fields. */
  readonly allFields: FieldMap;
  /** The description that the tenant's fields were joined to; see `tenantType`. */
  readonly base?: RecordType;
}

/** A row of a record type as services see it: own fields and the platform's. */
export type RecordRow<R extends RecordType = RecordType> = FieldValues<R['fields']> & {
  id: string;
  version: number;
  ownerId: string | null;
  externalId: string | null;
  archivedAt: string | null;
  createdAt: string;
  updatedAt: string;
  createdById: string | null;
};

/**
 * Describes a record type. The result is registered by `RecordModule.forRecord`, and from then on lists, writes with audit and revert, imports,
 * GraphQL types and the web client's tables and forms know it.
 */
export function defineRecord<const F extends FieldMap>(description: RecordDescription<F>): RecordType<F> {
  const owned = description.access !== 'configuration';
  const archivable = description.archivable ?? description.access === 'owned';
  const operations = description.operations ?? RECORD_OPERATIONS.filter((operation) => archivable || (operation !== 'archive' && operation !== 'restore'));
  const type: RecordType<F> = {
    ...description,
    typeName: description.name[0]!.toUpperCase() + description.name.slice(1),
    owned,
    archivable,
    operations,
    allFields: bare<FieldMap>({ ...description.fields, ...(owned ? ownerField : {}), ...(archivable ? archiveField : {}), ...systemFields }),
  };
  registerRecordType(type);
  return type;
}

/** `billingCity` -> `billing_city`: the column a field is stored in. */
export const columnOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The object field beside a reference: `accountId` -> `account`. */
export const relationOf = (field: string): string => field.replace(/Id$/, '');
