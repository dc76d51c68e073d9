import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { exceptionsOf, GRANTABLE, permissionsOf, withException } from './exceptions.js';
import { actionsFor, anyAction, rolesToGive, type Me } from './member-rules.js';

const owner: Me = { id: 'o', role: 'OWNER', manages: true };
const admin: Me = { id: 'a', role: 'ADMIN', manages: true };
const plain: Me = { id: 'm', role: 'MEMBER', manages: false };

describe('exceptions to a role', () => {
  const stored = { records: { account: { edit: 'any', delete: 'none' } }, tenant: { 'import:records': false } } as const;

  it('are lines, and the same again for the API', () => {
    expect(exceptionsOf(stored)).toEqual([
      { kind: 'record', recordType: 'account', action: 'edit', reach: 'any' },
      { kind: 'record', recordType: 'account', action: 'delete', reach: 'none' },
      { kind: 'tenant', permission: 'import:records', granted: false },
    ]);
    expect(permissionsOf(exceptionsOf(stored))).toEqual(stored);
  });

  it.each([[null], ['all'], [[]], [{ records: { account: { edit: 'sometimes' } }, tenant: { unknown: true } }]])('are none in %j', (value) => expect(exceptionsOf(value)).toEqual([]));

  it('are at most one about the same thing', () => {
    const list = withException(exceptionsOf(stored), { kind: 'record', recordType: 'account', action: 'edit', reach: 'own' });
    expect(permissionsOf(list)).toEqual({ records: { account: { delete: 'none', edit: 'own' } }, tenant: { 'import:records': false } });
  });

  it('grant nothing that only owners may do', () => {
    expect(GRANTABLE).toContain('manage:users');
    expect(GRANTABLE).not.toContain('manage:billing');
    expect(GRANTABLE).not.toContain('delete:tenant');
  });

  it('have a name for everything that can be granted', () => {
    const words = JSON.parse(readFileSync(new URL('../settings.en.json', import.meta.url), 'utf8')) as { readonly exceptions: { readonly permissions: Readonly<Record<string, string>> } };
    expect(Object.keys(words.exceptions.permissions).sort()).toEqual([...GRANTABLE].sort());
  });
});

describe('what one may do with a member', () => {
  it('gives no role above one\'s own', () => {
    expect(rolesToGive(owner)).toEqual(['OWNER', 'ADMIN', 'MEMBER', 'VIEWER']);
    expect(rolesToGive(admin)).toEqual(['ADMIN', 'MEMBER', 'VIEWER']);
    expect(rolesToGive(plain)).toEqual([]);
  });

  it('is nothing with those above one, and nothing at all without the permission', () => {
    expect(anyAction(actionsFor(admin, { id: 'o', role: 'OWNER', status: 'ACTIVE' }))).toBe(false);
    expect(anyAction(actionsFor(plain, { id: 'x', role: 'VIEWER', status: 'ACTIVE' }))).toBe(false);
  });

  it('keeps one from shutting oneself out', () => {
    const own = actionsFor(admin, { id: 'a', role: 'ADMIN', status: 'ACTIVE' });
    expect(own).toMatchObject({ deactivate: false, exceptions: false, transfer: false });
    expect(own.roles).toContain('MEMBER');
  });

  it('lets only an owner give the workspace away, to somebody who signs in', () => {
    expect(actionsFor(owner, { id: 'x', role: 'MEMBER', status: 'ACTIVE' }).transfer).toBe(true);
    expect(actionsFor(owner, { id: 'x', role: 'MEMBER', status: 'INVITED' }).transfer).toBe(false);
    expect(actionsFor(owner, { id: 'x', role: 'OWNER', status: 'ACTIVE' }).transfer).toBe(false);
    expect(actionsFor(admin, { id: 'x', role: 'MEMBER', status: 'ACTIVE' }).transfer).toBe(false);
  });

  it.each([
    ['NOT_INVITED', { invite: true, renewLink: false, revoke: false, reactivate: false }],
    ['INVITED', { invite: false, renewLink: true, revoke: true, reactivate: false }],
    ['ACTIVE', { invite: false, renewLink: false, revoke: false, deactivate: true }],
    ['DEACTIVATED', { deactivate: false, reactivate: true }],
  ] as const)('follows the status %s', (status, expected) => expect(actionsFor(owner, { id: 'x', role: 'MEMBER', status })).toMatchObject(expected));
});
