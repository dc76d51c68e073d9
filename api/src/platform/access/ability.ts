import { createMongoAbility, subject, type MongoAbility, type RawRuleOf } from '@casl/ability';
import { RECORD_MATRIX, TENANT_PERMISSIONS, type Reach, type RecordAction, type TenantPermission } from '@libs/contracts';
import { currentActor, type Actor } from '../context/request-context.js';
import { AppError, forbidden } from '../errors/app-error.js';
import { recordTypes } from '../records/record-registry.js';
import type { RecordType } from '../records/record-type.js';

export type AppAbility = MongoAbility;
export type AbilityRule = RawRuleOf<AppAbility>;

const ACTIONS: readonly RecordAction[] = ['view', 'create', 'edit', 'delete'];
const TENANT_SUBJECT = 'workspace';
/** The field of a personal record that says whether colleagues may see it, */
export const VISIBILITY = 'visibility';
/** and what it says then. */
const SHARED = 'SHARED';

/** CASL rules of an actor: the matrix of libs/contracts for the role, then the member's own exceptions. Served to the client as they are. */
export function rulesFor(actor: Actor): AbilityRule[] {
  if (actor.kind === 'system') return [{ action: 'manage', subject: 'all' }];
  const records = recordTypes().flatMap((type) =>
    ACTIONS.flatMap((action) => {
      const reach = actor.overrides.records?.[type.name]?.[action] ?? RECORD_MATRIX[type.access][action][actor.role];
      return ruleOf(action, type, reach, actor.memberId);
    }),
  );
  const tenant = (Object.keys(TENANT_PERMISSIONS) as TenantPermission[])
    .filter((permission) => actor.overrides.tenant?.[permission] ?? (TENANT_PERMISSIONS[permission] as readonly string[]).includes(actor.role))
    .map((permission): AbilityRule => ({ action: permission, subject: TENANT_SUBJECT }));
  return [...records, ...tenant];
}

/** `own` on a type without owners means none: nobody owns a pipeline. */
function ruleOf(action: RecordAction, type: RecordType, reach: Reach, memberId: string): AbilityRule[] {
  if (type.access === 'personal' && reach === 'any') {
    const shared = VISIBILITY in type.fields ? [{ [VISIBILITY]: SHARED }] : [];
    return [{ ownerId: memberId }, ...shared].map((conditions) => ({ action, subject: type.name, conditions }));
  }
  if (reach === 'any') return [{ action, subject: type.name }];
  if (reach === 'own' && type.owned) return [{ action, subject: type.name, conditions: { ownerId: memberId } }];
  return [];
}

const abilities = new WeakMap<Actor, AppAbility>();

/** The present actor's ability; built once an actor. */
export function currentAbility(): AppAbility {
  const actor = currentActor();
  let ability = abilities.get(actor);
  if (!ability) {
    ability = createMongoAbility(rulesFor(actor));
    abilities.set(actor, ability);
  }
  return ability;
}

/** Whether the actor may do this to that very record; without a row, to at least some record of the type. */
export const can = (action: RecordAction, type: RecordType, row?: Record<string, unknown>): boolean =>
  currentAbility().can(action, row ? subject(type.name, { ...row }) : type.name);

/** @throws FORBIDDEN when the actor may not. */
export function requireCan(action: RecordAction, type: RecordType, row?: Record<string, unknown>): void {
  if (!can(action, type, row)) {
    const whose = row && can(action, type) ? ' that somebody else owns' : '';
    throw forbidden(`You may not ${action} ${type.labelPlural.toLowerCase()}${whose}. Ask an administrator of this workspace.`);
  }
}

export const hasPermission = (permission: TenantPermission): boolean => currentAbility().can(permission, TENANT_SUBJECT);

/** What people call otherwise than the permission does. */
const SPOKEN: readonly (readonly [string, string])[] = [['api keys', 'API keys'], ['view audit', 'view the audit log'], ['view workspace', 'view the workspace'], ['delete tenant', 'delete the workspace']];

/** `manage:customFields` as people say it: manage custom fields. */
export const wordsOf = (permission: TenantPermission): string =>
  SPOKEN.reduce((words, [name, spoken]) => words.replace(name, spoken), permission.replace(':', ' ').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));

/** @throws FORBIDDEN when the actor lacks the tenant permission. */
export function requirePermission(permission: TenantPermission): void {
  if (!hasPermission(permission)) throw forbidden(`You may not ${wordsOf(permission)}. Ask an administrator of this workspace.`);
}

/** @throws UNAUTHENTICATED unless a member acts. */
export function requireMember(): Extract<Actor, { kind: 'member' }> {
  const actor = currentActor();
  if (actor.kind !== 'member') throw new AppError('UNAUTHENTICATED', 'Sign in to go on.');
  return actor;
}
