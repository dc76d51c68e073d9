import { presentContext } from '../context/request-context.js';
import { bare } from './bare.js';
import type { FieldMap, RecordType } from './record-type.js';

/** A tenant's own fields: by record type, then by name. */
export type TenantFields = ReadonlyMap<string, FieldMap>;

/** What a custom field's name among the fields starts with, so that it never meets one of the product's. */
export const CUSTOM_PREFIX = 'cf_';

interface Known {
  readonly fields: TenantFields;
  readonly types: Map<string, RecordType>;
}

const tenants = new Map<string, Known>();

/** Remembers a tenant's fields; `TenantFieldsCache` keeps them true. */
export function rememberTenantFields(tenantId: string, fields: TenantFields): void {
  tenants.set(tenantId, { fields, types: new Map() });
}

export const forgetTenantFields = (): void => tenants.clear();

/**
 * The record type as the present tenant has it: with the tenant's own fields among `allFields`, and those of them that are unique among the keys. The
 * registry answers types this way, and the doors to records (`RecordStore`, `ChangeSets`) turn what modules hand them into it, so nothing else has to know.
 */
export function tenantType(type: RecordType): RecordType {
  const base = type.base ?? type;
  if (!base.customizable) return base;
  const known = tenants.get(presentContext()?.tenantId ?? '');
  const fields = known?.fields.get(base.name);
  if (!known || !fields) return base;
  let joined = known.types.get(base.name);
  if (!joined) known.types.set(base.name, (joined = join(base, fields)));
  return joined;
}

function join(base: RecordType, custom: FieldMap): RecordType {
  const own = Object.fromEntries(Object.entries(base.allFields).filter(([name]) => name in base.fields));
  const unique = Object.entries(custom).filter(([, field]) => field.custom?.unique).map(([name]) => [name]);
  return { ...base, base, allFields: bare({ ...own, ...custom, ...base.allFields }), uniqueKeys: [...(base.uniqueKeys ?? []), ...unique] };
}

/** The fields that the tenant added to a type. */
export const customFieldsOf = (type: RecordType): [string, FieldMap[string]][] => Object.entries(type.allFields).filter(([, field]) => field.custom);
