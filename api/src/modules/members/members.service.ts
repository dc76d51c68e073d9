import { Injectable } from '@nestjs/common';
import { RECORD_MATRIX, ROLES, TENANT_PERMISSIONS, type PermissionOverrides, type Role } from '@libs/contracts';
import { AccessWatch } from '../../platform/access/access-watch.js';
import { requireMember, requirePermission } from '../../platform/access/ability.js';
import { Sessions } from '../../platform/auth/sessions.service.js';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import { currentTenantId } from '../../platform/context/request-context.js';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { forbidden, notFound, preconditionFailed, validationError } from '../../platform/errors/app-error.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { findRecordType } from '../../platform/records/record-registry.js';
import { memberRecord } from './member.record.js';

interface MemberRow {
  id: string;
  user_id: string | null;
  role: Role;
  status: string;
  permissions: PermissionOverrides;
}

export interface MemberChange {
  readonly row: AnyRow;
  readonly changeSetId: string;
}

/** Roles, exceptions to them, and leaving. A workspace always keeps an owner who can sign in. */
@Injectable()
export class Members {
  constructor(
    private readonly changeSets: ChangeSets,
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly access: AccessWatch,
  ) {}

  /** @throws FORBIDDEN (only owners make and unmake owners), PRECONDITION_FAILED (the last owner) */
  async changeRole(id: string, role: Role): Promise<MemberChange> {
    requirePermission('manage:users');
    if (!ROLES.includes(role)) throw validationError({ role: [`Must be one of ${ROLES.join(', ')}.`] });
    return this.database.run(async (unit) => {
      const member = await this.locked(unit, id);
      if ((role === 'OWNER' || member.role === 'OWNER') && requireMember().role !== 'OWNER') throw forbidden('Only an owner can make or unmake an owner.');
      if (member.role === 'OWNER' && role !== 'OWNER') await this.keepAnOwner(unit, id);
      return this.apply(`Made ${role.toLowerCase()}`, id, { role });
    });
  }

  /** Exceptions to the role, as a whole; `{}` takes them all back. Nobody gives away more than they have. @throws VALIDATION_ERROR */
  async setPermissions(id: string, overrides: PermissionOverrides): Promise<void> {
    requirePermission('manage:users');
    checkOverrides(overrides);
    await this.database.run(async (unit) => {
      const member = await this.locked(unit, id);
      if (member.role === 'OWNER') throw preconditionFailed('An owner may do everything; there is nothing to except.');
      const owners = (Object.keys(overrides.tenant ?? {}) as (keyof typeof TENANT_PERMISSIONS)[]).filter((permission) => overrides.tenant?.[permission] && TENANT_PERMISSIONS[permission].length === 1);
      if (owners.length > 0) throw forbidden(`Only owners can ${owners[0]!.replace(':', ' ')}.`);
      await unit.query('update members set permissions = $2::jsonb, version = version + 1, updated_at = now() where id = $1', [id, JSON.stringify(overrides)]);
      const tenantId = currentTenantId();
      unit.afterCommit(() => void this.access.announce({ tenantId, memberId: id }).catch(() => undefined));
    });
  }

  async permissionsOf(id: string): Promise<PermissionOverrides> {
    requirePermission('manage:users');
    return this.database.run(async (unit) => (await this.locked(unit, id)).permissions);
  }

  /** Ends the member's sessions here; what they own stays theirs until it is given away. */
  async deactivate(id: string): Promise<MemberChange> {
    requirePermission('manage:users');
    return this.database.run(async (unit) => {
      const member = await this.locked(unit, id);
      if (member.role === 'OWNER') {
        if (requireMember().role !== 'OWNER') throw forbidden('Only an owner can deactivate an owner.');
        await this.keepAnOwner(unit, id);
      }
      const done = await this.apply('Deactivated member', id, { status: 'DEACTIVATED' });
      if (member.user_id) await this.sessions.revokeAll(member.user_id, 'member deactivated', { tenantId: currentTenantId() });
      return done;
    });
  }

  async reactivate(id: string): Promise<MemberChange> {
    requirePermission('manage:users');
    return this.database.run(async (unit) => {
      const member = await this.locked(unit, id);
      if (member.status !== 'DEACTIVATED') throw preconditionFailed('This member is not deactivated.');
      return this.apply('Reactivated member', id, { status: member.user_id ? 'ACTIVE' : 'NOT_INVITED' });
    });
  }

  private async apply(label: string, id: string, values: Record<string, unknown>): Promise<MemberChange> {
    return this.changeSets.applyOne(label, { type: memberRecord, operation: 'update', id, derived: true, values });
  }

  private async locked(unit: UnitOfWork, id: string): Promise<MemberRow> {
    const [member] = await unit.query<MemberRow & Record<string, unknown>>('select id, user_id, role, status, permissions from members where id = $1 and deleted_at is null for update', [id]);
    if (!member) throw notFound('This member');
    return member;
  }

  /** Locks the owners in order, so that two who unmake each other at once can't both succeed. */
  private async keepAnOwner(unit: UnitOfWork, leaving: string): Promise<void> {
    const owners = await unit.query<{ id: string }>(`select id from members where role = 'OWNER' and status = 'ACTIVE' and deleted_at is null order by id for update`);
    if (!owners.some((owner) => owner.id !== leaving)) throw preconditionFailed('A workspace needs an owner. Make somebody else an owner first.');
  }
}

function checkOverrides(overrides: PermissionOverrides): void {
  const problems: string[] = [];
  for (const [name, actions] of Object.entries(overrides.records ?? {})) {
    if (!findRecordType(name)) problems.push(`There is no record type "${name}".`);
    for (const [action, reach] of Object.entries(actions ?? {})) {
      if (!(action in RECORD_MATRIX.owned)) problems.push(`There is no action "${action}".`);
      if (!['any', 'own', 'none'].includes(reach)) problems.push('A reach is any, own or none.');
    }
  }
  for (const [permission, granted] of Object.entries(overrides.tenant ?? {})) {
    if (!(permission in TENANT_PERMISSIONS)) problems.push(`There is no permission "${permission}".`);
    if (typeof granted !== 'boolean') problems.push('A permission is given (true) or taken (false).');
  }
  const unknown = Object.keys(overrides).filter((key) => key !== 'records' && key !== 'tenant');
  if (unknown.length > 0) problems.push(`There is no "${unknown[0]}" here; use records and tenant.`);
  if (problems.length > 0) throw validationError({ permissions: problems });
}
