import { RECORD_MATRIX, TENANT_PERMISSIONS, type PermissionOverrides, type Reach, type RecordAction, type Role, type TenantPermission } from '@libs/contracts';
import { hasPermission, requireMember, wordsOf } from '../../platform/access/ability.js';
import { forbidden, validationError } from '../../platform/errors/app-error.js';
import { findRecordType, recordTypes } from '../../platform/records/record-registry.js';

const RANK: Readonly<Record<Role, number>> = { VIEWER: 0, MEMBER: 1, ADMIN: 2, OWNER: 3 };
const WIDTH: Readonly<Record<Reach, number>> = { none: 0, own: 1, any: 2 };

/**
 * Managing members never lifts anybody above the one who manages: neither by a role given, nor by taking over a place that has one. Without this an
 * administrator could point a former owner's place at another e-mail address and be invited to it.
 *
 * @throws FORBIDDEN
 */
export function requireAuthorityOver(role: Role): void {
  if (RANK[requireMember().role] >= RANK[role]) return;
  throw forbidden(role === 'OWNER' ? 'Only an owner can invite, make or unmake an owner.' : 'You can manage members only up to your own role.');
}

/** A role with its exceptions: all that decides what a member may do. */
export interface Grant {
  readonly role: Role;
  readonly overrides: PermissionOverrides;
}

/**
 * Nobody passes on what is not theirs: neither by an exception, nor by a role that holds more than exceptions have left of the giver's own, nor by
 * taking back an exception that took something away.
 *
 * @param before what the member may do already; that is no gift. Absent for somebody who can't sign in yet
 * @throws FORBIDDEN
 */
export function requireHolds(after: Grant, before?: Grant): void {
  const actor = requireMember();
  const holds = (grant: Grant, permission: TenantPermission): boolean => grant.overrides.tenant?.[permission] ?? (TENANT_PERMISSIONS[permission] as readonly Role[]).includes(grant.role);
  for (const permission of Object.keys(TENANT_PERMISSIONS) as TenantPermission[]) {
    if (!holds(after, permission)) continue;
    const ownersOnly = TENANT_PERMISSIONS[permission].every((role) => role === 'OWNER');
    if (ownersOnly && after.overrides.tenant?.[permission]) throw forbidden(`Only owners can ${wordsOf(permission)}.`);
    if (!(before && holds(before, permission)) && !hasPermission(permission)) throw forbidden(`You may not ${wordsOf(permission)} yourself, so you can't let others.`);
  }
  const own: Grant = actor;
  for (const type of recordTypes()) {
    const width = (grant: Grant, action: RecordAction): number => WIDTH[grant.overrides.records?.[type.name]?.[action] ?? RECORD_MATRIX[type.access][action][grant.role]];
    for (const action of Object.keys(RECORD_MATRIX[type.access]) as RecordAction[]) {
      if (width(after, action) <= Math.max(width(own, action), before ? width(before, action) : 0)) continue;
      throw forbidden(`You may not ${action} that many ${type.labelPlural.toLowerCase()} yourself, so you can't let others.`);
    }
  }
}

/** Reads exceptions as a client sent them. @throws VALIDATION_ERROR that names everything wrong at once */
export function readOverrides(input: unknown): PermissionOverrides {
  const problems: string[] = [];
  const parts = (value: unknown, what: string): [string, unknown][] => {
    if (value === undefined || value === null) return [];
    if (typeof value === 'object' && !Array.isArray(value)) return Object.entries(value);
    problems.push(`${what} must be an object.`);
    return [];
  };
  for (const [key, value] of parts(input, 'Permissions')) {
    if (key === 'records') for (const [name, actions] of parts(value, '"records"')) checkRecord(name, parts(actions, `"${name}"`), problems);
    else if (key === 'tenant') for (const [permission, granted] of parts(value, '"tenant"')) checkPermission(permission, granted, problems);
    else problems.push(`There is no "${key}" here; use records and tenant.`);
  }
  if (problems.length > 0) throw validationError({ permissions: problems });
  return (input ?? {}) as PermissionOverrides;
}

function checkRecord(name: string, actions: readonly [string, unknown][], problems: string[]): void {
  if (!findRecordType(name)) problems.push(`There is no record type "${name}".`);
  for (const [action, reach] of actions) {
    if (!Object.hasOwn(RECORD_MATRIX.owned, action)) problems.push(`There is no action "${action}".`);
    if (typeof reach !== 'string' || !Object.hasOwn(WIDTH, reach)) problems.push(`The reach of "${action}" must be any, own or none.`);
  }
}

function checkPermission(permission: string, granted: unknown, problems: string[]): void {
  if (!Object.hasOwn(TENANT_PERMISSIONS, permission)) problems.push(`There is no permission "${permission}".`);
  if (typeof granted !== 'boolean') problems.push(`"${permission}" must be true (given) or false (taken).`);
}
