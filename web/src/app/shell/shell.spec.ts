import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, TitleStrategy } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { UiToasts } from '@libs/ui';
import { NEVER } from 'rxjs';
import { all, find, press, textOf, type } from '@libs/ui/testing';
import { Commands } from '../core/commands/commands.js';
import { Connection, type ConnectionState } from '../core/connection/connection.js';
import { FEATURES, type Feature } from '../core/feature/feature.js';
import { provideText } from '../core/i18n/i18n.js';
import { NotificationsGateway } from '../core/notifications/notifications.gateway.js';
import { PageActions, TranslatedTitles, usePage } from '../core/page/page.js';
import { SessionStore } from '../core/session/session.store.js';
import { Navigation } from './navigation.js';
import { Shell } from './shell.js';

const account = signal('Acme');

@Component({ imports: [PageActions], template: `<ng-template appPageActions><button type="button">New account</button></ng-template>` })
class AccountPage {
  constructor() {
    usePage(() => ({ title: account(), note: '85', crumbs: [{ label: 'Accounts', link: '/accounts' }], people: [{ id: '1', name: 'Kim Doe' }] }));
  }
}

@Component({ template: '<p>Contacts</p>' })
class ContactsPage {}

const FEATURE: Feature = {
  id: 'test',
  nav: [
    { id: 'contacts', label: 'nav.contacts', icon: 'users', link: '/contacts', keys: 'g c', order: 30 },
    { id: 'accounts', label: 'nav.accounts', icon: 'building-2', link: '/accounts', keys: 'g a', order: 20 },
    { id: 'settings', label: 'nav.settings', icon: 'settings', link: '/settings', order: 100, place: 'foot' },
    { id: 'imports', label: 'nav.imports', icon: 'file-up', link: '/imports', order: 70, visible: (session) => session.has('import:records') },
  ],
  routes: [],
};

async function setup() {
  const signOut = jest.fn(() => Promise.resolve());
  const session = {
    me: signal({ memberships: [{ tenantId: 't1', tenantName: 'Northwind' }] }), user: signal({ name: 'Ada Berg', email: 'ada@acme.com' }), tenant: signal({ id: 't1', name: 'Northwind' }), role: signal('OWNER'), state: signal('authenticated'), signedOut: signal(false), has: () => false, can: () => true, signOut,
  };
  const connection = { state: signal<ConnectionState>('online'), reconnects: signal(0) };
  TestBed.configureTestingModule({
    providers: [
      provideText(), { provide: SessionStore, useValue: session }, { provide: Connection, useValue: connection }, { provide: NotificationsGateway, useValue: { news: () => NEVER } }, { provide: FEATURES, useValue: [FEATURE] }, { provide: TitleStrategy, useExisting: TranslatedTitles },
      provideRouter([{ path: 'sign-in', component: ContactsPage }, { path: '', component: Shell, children: [{ path: 'accounts', title: 'nav.accounts', component: AccountPage }, { path: 'contacts', title: 'nav.contacts', component: ContactsPage }] }]),
    ],
  });
  const harness = await RouterTestingHarness.create('/accounts');
  await harness.fixture.whenStable();
  const element = harness.fixture.nativeElement as HTMLElement;
  document.body.append(element);
  return { element, settle: () => harness.fixture.whenStable(), connection, signOut, session };
}

describe('shell', () => {
  afterEach(() => {
    document.body.replaceChildren();
    localStorage.clear();
  });

  it('leads to the sign-in page, and from there back, when the session ends elsewhere', async () => {
    const { session, settle } = await setup();
    session.state.set('unauthenticated');
    await settle();
    expect(TestBed.inject(Router).url).toBe('/sign-in?returnTo=%2Faccounts');
  });

  it('leads nowhere back when somebody signed out', async () => {
    const { session, settle } = await setup();
    session.signedOut.set(true);
    session.state.set('unauthenticated');
    await settle();
    expect(TestBed.inject(Router).url).toBe('/sign-in');
  });

  it('shows the entries one may use, in their order, with the present one marked', async () => {
    const { element } = await setup();
    expect(all(element, '.side li a span').map((label) => textOf(label))).toEqual(['Accounts', 'Contacts', 'Settings']);
    expect(textOf(find(element, '.side [aria-current="page"] span'))).toBe('Accounts');
    expect(find(element, '.side').getAttribute('role')).toBe('navigation');
  });

  it('shows heading, way back, note, colleagues and actions of the page, and titles the window', async () => {
    const { element, settle } = await setup();
    expect(textOf(find(element, 'h1'))).toBe('Acme');
    expect(find<HTMLAnchorElement>(element, 'app-topbar a').getAttribute('href')).toBe('/accounts');
    expect(textOf(find(element, '.note'))).toBe('85');
    expect(find(element, '.people').getAttribute('aria-label')).toBe('Also here: Kim Doe');
    expect(textOf(find(element, '.actions'))).toBe('New account');
    account.set('Acme Inc');
    await settle();
    expect(document.title).toBe('Acme Inc · Accounts · Kinship');
  });

  it('takes the page\'s things away with the page, and puts the focus on the new one', async () => {
    const { element, settle } = await setup();
    await TestBed.inject(Router).navigateByUrl('/contacts');
    await settle();
    expect(textOf(find(element, 'h1'))).toBe('Contacts');
    expect(textOf(find(element, '.actions'))).toBe('');
    expect(document.activeElement).toBe(find(element, 'main'));
    expect(document.title).toBe('Contacts · Kinship');
  });

  it('goes where the shortcuts say and collapses the side bar', async () => {
    const { element, settle } = await setup();
    press(document.body, 'g');
    press(document.body, 'c');
    await settle();
    expect(TestBed.inject(Router).url).toBe('/contacts');
    press(document.body, '[');
    await settle();
    expect(find(element, '.side').classList.contains('narrow')).toBe(true);
    expect(find(element, '.side li a').getAttribute('aria-label')).toBe('Accounts');
    expect(localStorage.getItem('kinship.sidebar')).toBe('collapsed');
  });

  it('undoes the last change', async () => {
    await setup();
    const undo = jest.fn();
    TestBed.inject(UiToasts).undoable('Archived', undo);
    press(document.body, 'mod+z');
    expect(undo).toHaveBeenCalledTimes(1);
  });

  it('has a way past the navigation', async () => {
    const { element } = await setup();
    find(element, '.skip').click();
    expect(document.activeElement).toBe(find(element, 'main'));
  });

  it('draws the side bar out on a phone and puts it away with Escape', async () => {
    const { element, settle } = await setup();
    find(element, 'app-topbar .menu').click();
    await settle();
    const drawer = find(element, '[role="dialog"]');
    press(drawer, 'Escape');
    await settle();
    expect(TestBed.inject(Navigation).drawer()).toBe(false);
    expect(element.querySelector('[role="dialog"]')).toBeNull();
  });

  it('says when the connection is gone', async () => {
    const { element, connection, settle } = await setup();
    connection.state.set('offline');
    await settle();
    expect(textOf(find(element, 'ui-banner'))).toBe('You are offline. What you see may be out of date, and changes cannot be saved.');
  });

  it('signs out and says when that did not work', async () => {
    const { element, signOut, settle } = await setup();
    const choose = async () => {
      find(element, '.account').click();
      await settle();
      all(document, '[role="menuitem"]').find((item) => textOf(item) === 'Sign out')?.click();
      await settle();
    };
    signOut.mockImplementationOnce(() => Promise.reject(new Error('down')));
    await choose();
    expect(TestBed.inject(UiToasts).toasts().map((toast) => toast.tone)).toEqual(['bad']);
    await choose();
    expect(TestBed.inject(Router).url).toBe('/sign-in');
  });

  it('opens the palette, finds commands and records, and runs the chosen one', async () => {
    const { settle } = await setup();
    const run = jest.fn();
    TestBed.inject(Commands).addSearch((query) => Promise.resolve([{ id: 'r1', label: `Acme (${query})`, group: 'Records', run }]));
    TestBed.inject(Commands).addSearch(() => Promise.reject(new Error('down')));
    press(document.body, 'mod+k');
    const input = await waitFor<HTMLInputElement>('ui-palette input');
    type(input, 'acm');
    await waitFor('ui-palette .option');
    await waitUntil(() => textOf(document.querySelector('ui-palette .option .label')) === 'Acme (acm)');
    press(input, 'Enter');
    await settle();
    expect(run).toHaveBeenCalledTimes(1);
    expect(document.querySelector('ui-palette')).toBeNull();
  });

  it('lists the shortcuts', async () => {
    await setup();
    press(document.body, '?');
    const filter = await waitFor<HTMLInputElement>('app-shortcuts-dialog input');
    type(filter, 'go to contacts');
    await waitUntil(() => all(document, 'app-shortcuts-dialog dt').length === 1);
    expect(textOf(find(document, 'app-shortcuts-dialog dt'))).toBe('Go to Contacts');
  });
});

async function waitUntil(done: () => boolean): Promise<void> {
  for (let turn = 0; turn < 200 && !done(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(done()).toBe(true);
}

async function waitFor<E extends HTMLElement>(selector: string): Promise<E> {
  await waitUntil(() => document.querySelector(selector) !== null);
  return find<E>(document, selector);
}
