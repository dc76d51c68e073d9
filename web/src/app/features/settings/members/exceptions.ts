import { TENANT_PERMISSIONS, type PermissionOverrides, type Reach, type RecordAction, type TenantPermission } from '@libs/contracts';

/** One exception to a member's role, as a line one can read and take away. */
export type Exception =
  | { readonly kind: 'record'; readonly recordType: string; readonly action: RecordAction; readonly reach: Reach }
  | { readonly kind: 'tenant'; readonly permission: TenantPermission; readonly granted: boolean };

export const RECORD_ACTIONS: readonly RecordAction[] = ['view', 'create', 'edit', 'delete'];
/** What only owners may do is granted to nobody. */
export const GRANTABLE: readonly TenantPermission[] = (Object.keys(TENANT_PERMISSIONS) as TenantPermission[]).filter((permission) => (TENANT_PERMISSIONS[permission] as readonly string[]).length > 1);

/** Two exceptions about the same thing; there is at most one. */
export const keyOf = (exception: Exception): string => (exception.kind === 'record' ? `${exception.recordType}.${exception.action}` : exception.permission);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isReach = (value: unknown): value is Reach => value === 'any' || value === 'own' || value === 'none';

/** The lines of what the API has stored. */
export function exceptionsOf(permissions: unknown): readonly Exception[] {
  if (!isRecord(permissions)) return [];
  const records = isRecord(permissions['records']) ? permissions['records'] : {};
  const tenant = isRecord(permissions['tenant']) ? permissions['tenant'] : {};
  return [
    ...Object.entries(records).flatMap(([recordType, actions]) =>
      RECORD_ACTIONS.flatMap((action): Exception[] => {
        const reach = isRecord(actions) ? actions[action] : undefined;
        return isReach(reach) ? [{ kind: 'record', recordType, action, reach }] : [];
      }),
    ),
    ...Object.entries(tenant).flatMap(([permission, granted]): Exception[] =>
      permission in TENANT_PERMISSIONS && typeof granted === 'boolean' ? [{ kind: 'tenant', permission: permission as TenantPermission, granted }] : [],
    ),
  ];
}

/** With one more; an earlier one about the same thing gives way. */
export const withException = (list: readonly Exception[], added: Exception): readonly Exception[] => [...list.filter((each) => keyOf(each) !== keyOf(added)), added];

/** What the API takes: the exceptions as a whole. */
export function permissionsOf(list: readonly Exception[]): PermissionOverrides {
  const records: Record<string, Partial<Record<RecordAction, Reach>>> = {};
  const tenant: Partial<Record<TenantPermission, boolean>> = {};
  for (const exception of list) {
    if (exception.kind === 'record') records[exception.recordType] = { ...records[exception.recordType], [exception.action]: exception.reach };
    else tenant[exception.permission] = exception.granted;
  }
  return { ...(Object.keys(records).length > 0 ? { records } : {}), ...(Object.keys(tenant).length > 0 ? { tenant } : {}) };
}
