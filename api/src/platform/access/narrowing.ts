import { RECORD_MATRIX, ROLES, TENANT_PERMISSIONS, type PermissionOverrides, type Reach, type RecordAction, type Role, type TenantPermission } from '@libs/contracts';
import { findRecordType } from '../records/record-registry.js';

/** What somebody may do: a role with its exceptions. */
export interface Authority {
  readonly role: Role;
  readonly overrides: PermissionOverrides;
}

/** ROLES stand from the most to the least that one may do. */
const lower = (one: Role, other: Role): Role => (ROLES.indexOf(one) > ROLES.indexOf(other) ? one : other);
const REACHES: readonly Reach[] = ['none', 'own', 'any'];
const narrower = (one: Reach, other: Reach): Reach => REACHES[Math.min(REACHES.indexOf(one), REACHES.indexOf(other))]!;

/**
 * What a key of that role may do for its maker: never more than the role, and never more than the maker. An exception that gives reaches no key of a lower
 * role; one that takes away, or leaves only what one owns, reaches every key.
 */
export function narrowed(maker: Authority, keyRole: Role): Authority {
  const role = lower(keyRole, maker.role);
  if (role === maker.role) return maker;
  const records = Object.entries(maker.overrides.records ?? {}).map(([name, actions]) => {
    const type = findRecordType(name);
    const held = (action: RecordAction): Reach => (type ? RECORD_MATRIX[type.access][action][role] : 'none');
    return [name, Object.fromEntries((Object.entries(actions) as [RecordAction, Reach][]).map(([action, reach]) => [action, narrower(reach, held(action))]))] as const;
  });
  const tenant = (Object.entries(maker.overrides.tenant ?? {}) as [TenantPermission, boolean][]).map(([permission, given]) => [permission, given && (TENANT_PERMISSIONS[permission] as readonly Role[]).includes(role)] as const);
  return { role, overrides: { records: Object.fromEntries(records), tenant: Object.fromEntries(tenant) } };
}
