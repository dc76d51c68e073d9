/** The access matrix (requirement ACC-1), the one place both the API and the web client derive abilities from. */

export const ROLES = ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER'] as const;
export type Role = (typeof ROLES)[number];

/** How far a permission reaches: every record, only those the member owns, or none. */
export type Reach = 'any' | 'own' | 'none';
export type RecordAction = 'view' | 'create' | 'edit' | 'delete';

/**
 * `owned` records have an owner (accounts, deals); `configuration` is set up for the whole tenant (pipelines, products, members); `personal` ones are
 * seen by their owner alone until they are shared (saved views): there `any` means one's own and every shared one, never what a colleague keeps private;
 * `private` ones are never shared and change nothing for anybody else (reminders), so every role has its own.
 */
export type AccessClass = 'owned' | 'configuration' | 'personal' | 'private';

/** Whether records belong to whoever has the place in the workspace, rather than to what colleagues see. */
export const belongsToPerson = (access: AccessClass): boolean => access === 'personal' || access === 'private';

export const RECORD_MATRIX: Readonly<Record<AccessClass, Readonly<Record<RecordAction, Readonly<Record<Role, Reach>>>>>> = {
  owned: {
    view: { OWNER: 'any', ADMIN: 'any', MEMBER: 'any', VIEWER: 'any' },
    create: { OWNER: 'any', ADMIN: 'any', MEMBER: 'any', VIEWER: 'none' },
    edit: { OWNER: 'any', ADMIN: 'any', MEMBER: 'own', VIEWER: 'none' },
    delete: { OWNER: 'any', ADMIN: 'any', MEMBER: 'none', VIEWER: 'none' },
  },
  configuration: {
    view: { OWNER: 'any', ADMIN: 'any', MEMBER: 'any', VIEWER: 'any' },
    create: { OWNER: 'any', ADMIN: 'any', MEMBER: 'none', VIEWER: 'none' },
    edit: { OWNER: 'any', ADMIN: 'any', MEMBER: 'none', VIEWER: 'none' },
    delete: { OWNER: 'any', ADMIN: 'any', MEMBER: 'none', VIEWER: 'none' },
  },
  personal: {
    view: { OWNER: 'any', ADMIN: 'any', MEMBER: 'any', VIEWER: 'any' },
    create: { OWNER: 'any', ADMIN: 'any', MEMBER: 'any', VIEWER: 'none' },
    edit: { OWNER: 'any', ADMIN: 'any', MEMBER: 'own', VIEWER: 'none' },
    delete: { OWNER: 'any', ADMIN: 'any', MEMBER: 'own', VIEWER: 'none' },
  },
  private: {
    view: { OWNER: 'own', ADMIN: 'own', MEMBER: 'own', VIEWER: 'own' },
    create: { OWNER: 'own', ADMIN: 'own', MEMBER: 'own', VIEWER: 'own' },
    edit: { OWNER: 'own', ADMIN: 'own', MEMBER: 'own', VIEWER: 'own' },
    delete: { OWNER: 'own', ADMIN: 'own', MEMBER: 'own', VIEWER: 'own' },
  },
};

/** Permissions that are about the tenant, not about a record. */
export const TENANT_PERMISSIONS = {
  'view:workspace': ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER'],
  'import:records': ['OWNER', 'ADMIN', 'MEMBER'],
  'merge:records': ['OWNER', 'ADMIN', 'MEMBER'],
  'export:records': ['OWNER', 'ADMIN', 'MEMBER'],
  'revert:changes': ['OWNER', 'ADMIN', 'MEMBER'],
  'view:audit': ['OWNER', 'ADMIN'],
  'manage:pipelines': ['OWNER', 'ADMIN'],
  'manage:customFields': ['OWNER', 'ADMIN'],
  'manage:users': ['OWNER', 'ADMIN'],
  'manage:settings': ['OWNER', 'ADMIN'],
  'manage:apiKeys': ['OWNER', 'ADMIN'],
  'manage:security': ['OWNER'],
  'manage:billing': ['OWNER'],
  'delete:tenant': ['OWNER'],
} as const satisfies Record<string, readonly Role[]>;
export type TenantPermission = keyof typeof TENANT_PERMISSIONS;

/** A per-member exception to the role (ACC-2): `record type + action -> reach`, or a tenant permission granted or refused. */
export interface PermissionOverrides {
  readonly records?: Readonly<Record<string, Partial<Readonly<Record<RecordAction, Reach>>>>>;
  readonly tenant?: Partial<Readonly<Record<TenantPermission, boolean>>>;
}
