import { RECORD_MATRIX, TENANT_PERMISSIONS, type PermissionOverrides, type Reach, type RecordAction, type Role, type TenantPermission } from '@libs/contracts';
import { hasPermission, requireMember } from '../../platform/access/ability.js';
import { forbidden, validationError } from '../../platform/errors/app-error.js';
import { findRecordType, recordTypeNamed } from '../../platform/records/record-registry.js';

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

/** @throws FORBIDDEN for exceptions that give more than the caller has: nobody passes on what is not theirs */
export function requireHolds(overrides: PermissionOverrides): void {
  const actor = requireMember();
  for (const [permission, granted] of Object.entries(overrides.tenant ?? {}) as [TenantPermission, boolean][]) {
    if (!granted) continue;
    if (TENANT_PERMISSIONS[permission].every((role) => role === 'OWNER')) throw forbidden(`Only owners can ${permission.replace(':', ' ')}.`);
    if (!hasPermission(permission)) throw forbidden(`You may not ${permission.replace(':', ' ')} yourself, so you can't let others.`);
  }
  for (const [name, actions] of Object.entries(overrides.records ?? {})) {
    for (const [action, reach] of Object.entries(actions) as [RecordAction, Reach][]) {
      const own = actor.overrides.records?.[name]?.[action] ?? RECORD_MATRIX[recordTypeNamed(name).access][action][actor.role];
      if (WIDTH[reach] > WIDTH[own]) throw forbidden(`You may not ${action} that many ${recordTypeNamed(name).labelPlural.toLowerCase()} yourself, so you can't let others.`);
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
