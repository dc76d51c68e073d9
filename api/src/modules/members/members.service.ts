import { Injectable } from '@nestjs/common';
import { ROLES, type PermissionOverrides, type Role } from '@libs/contracts';
import { requireMember, requirePermission } from '../../platform/access/ability.js';
import { Sessions } from '../../platform/auth/sessions.service.js';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import { currentTenantId } from '../../platform/context/request-context.js';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { forbidden, notFound, preconditionFailed, validationError } from '../../platform/errors/app-error.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { readOverrides, requireAuthorityOver, requireHolds, type Grant } from './member-authority.js';
import { memberRecord, type MemberStatus } from './member.record.js';

interface MemberRow {
  readonly id: string;
  readonly user_id: string | null;
  readonly role: Role;
  readonly status: MemberStatus;
  readonly permissions: PermissionOverrides;
}

interface LockedMember extends MemberRow {
  /** False for the only owner who can sign in. */
  readonly replaceable: boolean;
}

export interface MemberChange {
  readonly row: AnyRow;
  readonly changeSetId: string;
}

/** Roles, exceptions to them, and leaving. A workspace always keeps an owner who can sign in, and nobody lifts anybody above themselves. */
@Injectable()
export class Members {
  constructor(
    private readonly changeSets: ChangeSets,
    private readonly database: Database,
    private readonly sessions: Sessions,
  ) {}

  /** @throws FORBIDDEN (a role above the caller's, before or after), PRECONDITION_FAILED (the last owner) */
  async changeRole(id: string, role: Role): Promise<MemberChange> {
    requirePermission('manage:users');
    if (!ROLES.includes(role)) throw validationError({ role: [`Must be one of ${ROLES.join(', ')}.`] });
    return this.database.run(async (unit) => {
      const member = await this.locked(unit, id);
      requireAuthorityOver(role);
      requireAuthorityOver(member.role);
      requireHolds({ role, overrides: role === 'OWNER' ? {} : member.permissions }, granted(member));
      if (role !== 'OWNER') keepAnOwner(member);
      // An owner may do everything; exceptions from before would say otherwise.
      return this.apply(`Made ${role.toLowerCase()}`, id, { role, ...(role === 'OWNER' ? { permissions: {} } : {}) });
    });
  }

  /** Exceptions to the role, as a whole; `{}` takes them all back. @throws VALIDATION_ERROR, FORBIDDEN (more than the caller has), PRECONDITION_FAILED */
  async setPermissions(id: string, input: unknown): Promise<MemberChange> {
    requirePermission('manage:users');
    const overrides = readOverrides(input);
    return this.database.run(async (unit) => {
      const member = await this.locked(unit, id);
      requireAuthorityOver(member.role);
      if (member.role === 'OWNER') throw preconditionFailed('An owner may do everything; there is nothing to except.');
      if (requireMember().memberId === id) throw forbidden('Ask another administrator to change your own permissions.');
      requireHolds({ role: member.role, overrides }, granted(member));
      return this.apply('Changed permissions', id, { permissions: overrides });
    });
  }

  /** Ends the member's sessions here and an open invitation; what they own stays theirs until it is given away. */
  async deactivate(id: string): Promise<MemberChange> {
    requirePermission('manage:users');
    const { done, userId } = await this.database.run(async (unit) => {
      const member = await this.locked(unit, id);
      requireAuthorityOver(member.role);
      if (requireMember().memberId === id) throw preconditionFailed('You cannot deactivate yourself. Ask another administrator.');
      if (member.status === 'DEACTIVATED') throw preconditionFailed('This member is deactivated already.');
      keepAnOwner(member);
      await unit.query('update invitations set revoked_at = now() where member_id = $1 and accepted_at is null and revoked_at is null', [id]);
      return { done: await this.apply('Deactivated member', id, { status: 'DEACTIVATED' }), userId: member.user_id };
    });
    if (userId) await this.sessions.revokeAll(userId, 'member deactivated', { tenantId: currentTenantId() });
    return done;
  }

  async reactivate(id: string): Promise<MemberChange> {
    requirePermission('manage:users');
    return this.database.run(async (unit) => {
      const member = await this.locked(unit, id);
      requireAuthorityOver(member.role);
      if (member.status !== 'DEACTIVATED') throw preconditionFailed('This member is not deactivated.');
      return this.apply('Reactivated member', id, { status: member.user_id ? 'ACTIVE' : 'NOT_INVITED' });
    });
  }

  private apply(label: string, id: string, values: Record<string, unknown>): Promise<MemberChange> {
    return this.changeSets.applyOne(label, { type: memberRecord, operation: 'update', id, derived: true, values });
  }

  /** The member and, of owners, whether another could take over; locked in one order, so that two owners who unmake each other at once can't both succeed. */
  private async locked(unit: UnitOfWork, id: string): Promise<LockedMember> {
    const rows = await unit.query<MemberRow & Record<string, unknown>>(
      `select id, user_id, role, status, permissions from members where (id = $1 or role = 'OWNER') and deleted_at is null order by id for update`,
      [id],
    );
    const member = rows.find((row) => row.id === id);
    if (!member) throw notFound('This member');
    return { ...member, replaceable: member.role !== 'OWNER' || rows.some((row) => row.id !== id && row.role === 'OWNER' && row.status === 'ACTIVE') };
  }
}

const granted = ({ role, permissions }: MemberRow): Grant => ({ role, overrides: permissions });

function keepAnOwner(member: LockedMember): void {
  if (!member.replaceable) throw preconditionFailed('A workspace needs an owner. Make somebody else an owner first.');
}
