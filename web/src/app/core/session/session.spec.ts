import { packRules } from '@casl/ability/extra';
import { TestBed } from '@angular/core/testing';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Subject } from 'rxjs';
import { AppError } from '../graphql/app-error.js';
import { Abilities } from './abilities.js';
import { SessionEnd } from './session-end.js';
import { only, safeReturnTo } from './session.guards.js';
import { SessionGateway, type Me } from './session.gateway.js';
import { SessionStore } from './session.store.js';
import { SessionTabs } from './session-tabs.js';

const RULES = [{ action: 'view', subject: 'account' }, { action: 'edit', subject: 'account', conditions: { ownerId: 'm1' } }, { action: 'manage:pipelines', subject: 'workspace' }];
const me = (name = 'Ada'): Me => ({
  user: { id: 'u1', name }, member: { id: 'm1', role: 'MEMBER' }, tenant: { id: 't1', name: 'Acme' }, memberships: [], abilities: { rules: RULES, tenant: ['import:records'] }, modules: [{ id: 'crm-core', enabled: true }],
}) as unknown as Me;

type Gateway = { [Name in 'me' | 'signIn' | 'signUp' | 'signOut' | 'switchTenant' | 'forget']: jest.Mock<SessionGateway[Name]> };

function setup(first: () => Promise<Me>) {
  const gateway: Gateway = {
    me: jest.fn(first), signIn: jest.fn<SessionGateway['signIn']>(() => Promise.resolve({ step: 'DONE', challenge: null, me: me('Signed in') })), signUp: jest.fn(() => Promise.resolve(me())), signOut: jest.fn(() => Promise.resolve()), switchTenant: jest.fn(() => Promise.resolve(me('Elsewhere'))), forget: jest.fn(() => Promise.resolve()),
  };
  const tabs = { others: new Subject<string>(), tell: jest.fn<SessionTabs['tell']>(), startAnew: jest.fn<SessionTabs['startAnew']>() };
  TestBed.configureTestingModule({ providers: [{ provide: SessionGateway, useValue: gateway }, { provide: SessionTabs, useValue: tabs }] });
  return { gateway, tabs, session: TestBed.inject(SessionStore) };
}

const refused = (code: 'UNAUTHENTICATED' | 'UNREACHABLE' | 'TWO_FACTOR_REQUIRED') => () => Promise.reject(new AppError(code, 'No'));

describe('session', () => {
  afterEach(() => void jest.useRealTimers());

  it('is restricted while two-factor sign-in has yet to be set up, and knows nobody before the second step', async () => {
    const { gateway, session } = setup(refused('TWO_FACTOR_REQUIRED'));
    await session.load();
    expect([session.state(), session.me()]).toEqual(['restricted', null]);
    gateway.signIn.mockResolvedValueOnce({ step: 'TWO_FACTOR', challenge: 'sealed', me: null });
    expect(await session.signIn({ email: 'a@b.c', password: 'x' })).toEqual({ step: 'TWO_FACTOR', challenge: 'sealed' });
    expect(session.me()).toBeNull();
  });

  it('asks once who is signed in', async () => {
    const { gateway, session } = setup(() => Promise.resolve(me()));
    expect(session.state()).toBe('loading');
    await Promise.all([session.load(), session.load()]);
    expect(session.state()).toBe('authenticated');
    expect(session.user()?.name).toBe('Ada');
    expect(session.moduleEnabled('crm-core')).toBe(true);
    expect(gateway.me).toHaveBeenCalledTimes(1);
  });

  it('is not signed in when the API says so', async () => {
    const { session } = setup(refused('UNAUTHENTICATED'));
    await session.load();
    expect(session.state()).toBe('unauthenticated');
    expect(session.can('view', 'account')).toBe(false);
  });

  it('does not sign anybody out because the API is away: it asks again', async () => {
    jest.useFakeTimers();
    const { gateway, session } = setup(refused('UNREACHABLE'));
    await session.load();
    expect(session.state()).toBe('unavailable');
    gateway.me.mockImplementation(() => Promise.resolve(me()));
    await jest.advanceTimersByTimeAsync(1_100);
    expect(session.state()).toBe('authenticated');
  });

  it('forgets what the one before saw, at sign-in and sign-out, and tells the other tabs who is here', async () => {
    const { gateway, tabs, session } = setup(refused('UNAUTHENTICATED'));
    await session.load();
    await session.signIn({ email: 'a@b.c', password: 'x' });
    expect(session.user()?.name).toBe('Signed in');
    expect(tabs.tell.mock.calls).toEqual([['m1']]);
    await session.signOut();
    expect(session.state()).toBe('unauthenticated');
    expect(session.me()).toBeNull();
    expect(gateway.forget).toHaveBeenCalledTimes(2);
  });

  it('starts the page anew in another workspace, in every tab', async () => {
    const { gateway, tabs, session } = setup(() => Promise.resolve(me()));
    await session.load();
    tabs.others.next('m1');
    expect(tabs.startAnew).not.toHaveBeenCalled();
    tabs.others.next('m2');
    expect(tabs.startAnew).toHaveBeenCalledTimes(1);
    gateway.switchTenant.mockResolvedValueOnce({ ...me('Elsewhere'), member: { ...me().member, id: 'm2' } });
    await session.switchTenant('t2');
    expect(tabs.tell.mock.calls).toEqual([['m2']]);
    expect(tabs.startAnew).toHaveBeenCalledTimes(2);
    expect(session.user()?.name).toBe('Ada');
  });

  it('leaves a tab alone in which nobody is signed in', async () => {
    const { tabs, session } = setup(refused('UNAUTHENTICATED'));
    await session.load();
    tabs.others.next('m2');
    expect(tabs.startAnew).not.toHaveBeenCalled();
  });

  it('stays signed in when the sign-out did not reach the API', async () => {
    const { gateway, session } = setup(() => Promise.resolve(me()));
    await session.load();
    gateway.signOut.mockImplementation(refused('UNREACHABLE'));
    await expect(session.signOut()).rejects.toMatchObject({ code: 'UNREACHABLE' });
    expect(session.state()).toBe('authenticated');
  });

  it('ends when the transport says so', async () => {
    const { session } = setup(() => Promise.resolve(me()));
    await session.load();
    TestBed.inject(SessionEnd).ended();
    expect(session.state()).toBe('unauthenticated');
  });

  it('knows what the member may do', async () => {
    const { session } = setup(() => Promise.resolve(me()));
    await session.load();
    expect(session.can('edit', 'account', { ownerId: 'm1' })).toBe(true);
    expect(session.can('edit', 'account', { ownerId: 'm2' })).toBe(false);
    expect(session.can('edit', 'account')).toBe(true);
    expect(session.can('delete', 'account')).toBe(false);
    expect(session.has('import:records')).toBe(true);
    expect(session.has('manage:pipelines')).toBe(true);
    expect(session.has('manage:billing')).toBe(false);
  });
});

describe('abilities', () => {
  it('reads packed rules as well, and nothing from nonsense', () => {
    expect(new Abilities(packRules(RULES), []).can('edit', 'account', { ownerId: 'm1' })).toBe(true);
    expect(new Abilities('all', []).can('view', 'account')).toBe(false);
  });
});

describe('pages of a few', () => {
  const matches = (first: () => Promise<Me>): Promise<unknown> => {
    setup(first);
    return Promise.resolve(TestBed.runInInjectionContext(() => only((session) => session.has('import:records'))({}, [], {} as never)));
  };

  it('are found by those alone, once it is known who is here', async () => {
    expect(await matches(() => Promise.resolve(me()))).toBe(true);
    TestBed.resetTestingModule();
    expect(await matches(() => Promise.resolve({ ...me(), abilities: { ...me().abilities, tenant: [] } }))).toBe(false);
  });

  it('ask who is not signed in to sign in', async () => expect(await matches(refused('UNAUTHENTICATED'))).toBe(true));
});

describe('safeReturnTo', () => {
  it.each([['/accounts?peek=1', '/accounts?peek=1'], ['https://evil.example', '/home'], ['//evil.example', '/home'], ['/\\evil.example', '/home'], [null, '/home'], ['accounts', '/home']])('%s leads to %s', (value, expected) => {
    expect(safeReturnTo(value)).toBe(expected);
  });
});
