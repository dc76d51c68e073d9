import { ROLES, type Role } from '@libs/contracts';
import type { MemberRow } from '../settings.gateway.js';

export interface Me {
  readonly id: string;
  readonly role: Role;
  /** Has `manage:users`. */
  readonly manages: boolean;
}

/** Roles from the most to the least powerful. */
const rank = (role: Role): number => ROLES.indexOf(role);

/** Roles one may give: one's own and those below, and only owners make owners. */
export const rolesToGive = (me: Me): readonly Role[] => (me.manages ? ROLES.filter((role) => rank(role) >= rank(me.role)) : []);

export interface MemberActions {
  readonly invite: boolean;
  readonly renewLink: boolean;
  readonly revoke: boolean;
  readonly roles: readonly Role[];
  readonly exceptions: boolean;
  readonly handOver: boolean;
  readonly transfer: boolean;
  readonly deactivate: boolean;
  readonly reactivate: boolean;
}

const NOTHING: MemberActions = { invite: false, renewLink: false, revoke: false, roles: [], exceptions: false, handOver: false, transfer: false, deactivate: false, reactivate: false };

/** What one is offered to do with a member. The API decides again, and alone knows whether an owner would be left. */
export function actionsFor(me: Me, member: Pick<MemberRow, 'id' | 'role' | 'status'>): MemberActions {
  const role = member.role ?? 'MEMBER';
  if (!me.manages || rank(role) < rank(me.role)) return NOTHING;
  const self = member.id === me.id;
  return {
    invite: member.status === 'NOT_INVITED',
    renewLink: member.status === 'INVITED',
    revoke: member.status === 'INVITED',
    roles: rolesToGive(me),
    // Nobody changes their own, and owners may do everything.
    exceptions: !self && role !== 'OWNER',
    handOver: true,
    transfer: !self && me.role === 'OWNER' && role !== 'OWNER' && member.status === 'ACTIVE',
    deactivate: !self && member.status !== 'DEACTIVATED',
    reactivate: member.status === 'DEACTIVATED',
  };
}

export const anyAction = (actions: MemberActions): boolean =>
  actions.invite || actions.renewLink || actions.revoke || actions.roles.length > 0 || actions.exceptions || actions.handOver || actions.transfer || actions.deactivate || actions.reactivate;
