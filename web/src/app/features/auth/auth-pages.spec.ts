import { Location } from '@angular/common';
import { signal, type Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ActivatedRoute, provideRouter, Router } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { all, find, mount, textOf, type, type Mounted } from '@libs/ui/testing';
import { FEATURES, type NavEntry } from '../../core/feature/feature.js';
import { AppError } from '../../core/graphql/app-error.js';
import { provideText } from '../../core/i18n/i18n.js';
import { SessionStore } from '../../core/session/session.store.js';
import english from './auth.en.json' with { type: 'json' };
import { ProvidersGateway } from '../security/providers.gateway.js';
import security from '../security/security.en.json' with { type: 'json' };
import { InvitationPage } from './invitation-page.js';
import { SignInPage } from './sign-in-page.js';
import { SignUpPage } from './sign-up-page.js';
import { WelcomePage } from './welcome-page.js';

const entry = (id: string): NavEntry => ({ id, label: id, icon: 'box', link: `/${id}`, order: 1 });
const done = () => Promise.resolve();
const session = { signIn: jest.fn<SessionStore['signIn']>(), signUp: jest.fn<SessionStore['signUp']>(), acceptInvitation: jest.fn<SessionStore['acceptInvitation']>(), user: signal({ name: 'Ada Berg' }), tenant: signal({ name: 'Northwind' }) };

beforeEach(() => {
  session.signIn.mockReset().mockResolvedValue({ step: 'DONE', challenge: null });
  session.signUp.mockReset().mockImplementation(done);
  session.acceptInvitation.mockReset().mockImplementation(done);
  TestBed.configureTestingModule({
    providers: [
      provideText(), provideRouter([{ path: '**', children: [] }]), { provide: SessionStore, useValue: session }, { provide: ProvidersGateway, useValue: { providers: () => Promise.resolve([]) } }, { provide: FEATURES, useValue: [{ id: 'x', routes: [], nav: [entry('imports'), entry('accounts')] }] },
    ],
  });
});

/** The words a route would have loaded. */
function mountPage<T>(page: Type<T>, inputs: Readonly<Record<string, unknown>> = {}): Promise<Mounted<T>> {
  TestBed.inject(TranslocoService).setTranslation({ auth: english, security }, 'en', { merge: true });
  return mount(page, inputs);
}

const fields = (element: HTMLElement) => all<HTMLInputElement>(element, 'input');
const submit = (element: HTMLElement) => find(element, 'form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
const errors = (element: HTMLElement) => all(element, '.error').map((error) => textOf(error));

function fill(element: HTMLElement, ...values: string[]): void {
  fields(element).forEach((field, at) => {
    const value = values[at];
    if (value !== undefined) type(field, value);
  });
}

describe('sign in', () => {
  it('asks for what is missing before it asks the API', async () => {
    const { element, settle } = await mountPage(SignInPage);
    submit(element);
    await settle();
    expect(errors(element)).toEqual(['Enter your e-mail address.', 'Enter your password.']);
    expect(session.signIn).not.toHaveBeenCalled();
  });

  it('signs in and goes where one wanted to, never off the site', async () => {
    const { element, settle, fixture } = await mountPage(SignInPage, { returnTo: '/accounts?peek=1' });
    fill(element, ' ada@acme.com ', 'secret');
    submit(element);
    await settle();
    expect(session.signIn).toHaveBeenCalledWith({ email: 'ada@acme.com', password: 'secret' });
    expect(TestBed.inject(Router).url).toBe('/accounts?peek=1');
    fixture.componentRef.setInput('returnTo', '//evil.example');
    submit(element);
    await settle();
    expect(TestBed.inject(Router).url).toBe('/');
  });

  it('says that the password is wrong, and other failures in their own words', async () => {
    const { element, settle } = await mountPage(SignInPage);
    fill(element, 'ada@acme.com', 'wrong');
    session.signIn.mockImplementationOnce(() => Promise.reject(new AppError('UNAUTHENTICATED', 'No')));
    submit(element);
    await settle();
    expect(textOf(find(element, '[role="alert"]'))).toBe('E-mail address or password is not right.');
    session.signIn.mockImplementationOnce(() => Promise.reject(new AppError('RATE_LIMITED', 'No')));
    submit(element);
    await settle();
    expect(textOf(find(element, '[role="alert"]'))).toBe('Too many requests. Wait a moment, then try again.');
  });

  it('goes on to the second step with what the API gave for it, or to setting it up', async () => {
    const { element, settle, fixture } = await mountPage(SignInPage, { returnTo: '/accounts' });
    fill(element, 'ada@acme.com', 'secret');
    session.signIn.mockResolvedValueOnce({ step: 'TWO_FACTOR', challenge: 'sealed' });
    submit(element);
    await settle();
    expect(TestBed.inject(Router).url).toBe('/sign-in/code?returnTo=%2Faccounts');
    expect(TestBed.inject(Location).getState()).toMatchObject({ challenge: 'sealed' });
    fixture.componentRef.setInput('returnTo', undefined);
    session.signIn.mockResolvedValueOnce({ step: 'SET_UP_TWO_FACTOR', challenge: null });
    submit(element);
    await settle();
    expect(TestBed.inject(Router).url).toBe('/set-up-two-factor');
  });

  it('shows the password when asked to', async () => {
    const { element, settle } = await mountPage(SignInPage);
    find(element, '[aria-label="Show password"]').click();
    await settle();
    expect(fields(element)[1]?.type).toBe('text');
  });
});

describe('sign up', () => {
  it('creates the workspace with zone and currency and goes on to the welcome page', async () => {
    const { element, settle } = await mountPage(SignUpPage);
    fill(element, 'Northwind', 'Ada Berg', 'ada@acme.com', 'correct horse battery');
    await settle();
    expect(find(element, '[role="meter"]').getAttribute('aria-valuetext')).toBe('Strong');
    submit(element);
    await settle();
    expect(session.signUp).toHaveBeenCalledWith(expect.objectContaining({ tenantName: 'Northwind', name: 'Ada Berg', email: 'ada@acme.com', currency: 'USD', timezone: expect.any(String) }));
    expect(TestBed.inject(Router).url).toBe('/welcome');
  });

  it('shows what the API refuses at its field until that is changed', async () => {
    const { element, settle } = await mountPage(SignUpPage);
    fill(element, 'Northwind', 'Ada Berg', 'ada@acme.com', 'correct horse battery');
    session.signUp.mockImplementationOnce(() => Promise.reject(new AppError('VALIDATION_ERROR', 'No', { email: ['There is an account with this address.'] })));
    submit(element);
    await settle();
    expect(errors(element)).toEqual(['There is an account with this address.']);
    fill(element, 'Northwind', 'Ada Berg', 'other@acme.com');
    await settle();
    expect(errors(element)).toEqual([]);
    expect(element.querySelector('[role="alert"]')).toBeNull();
  });

  it('wants a password that is long enough', async () => {
    const { element, settle } = await mountPage(SignUpPage);
    fill(element, 'Northwind', 'Ada Berg', 'ada@acme.com', 'short');
    submit(element);
    await settle();
    expect(errors(element)).toEqual(['Use at least 10 characters.']);
    expect(session.signUp).not.toHaveBeenCalled();
  });
});

describe('invitation', () => {
  beforeEach(() => {
    TestBed.overrideProvider(ActivatedRoute, { useValue: { snapshot: { fragment: 't1.secret' } } });
  });

  it('redeems the link with name and password', async () => {
    const { element, settle } = await mountPage(InvitationPage);
    fill(element, 'Kim Doe', 'correct horse battery');
    submit(element);
    await settle();
    expect(session.acceptInvitation).toHaveBeenCalledWith({ token: 't1.secret', name: 'Kim Doe', password: 'correct horse battery' });
  });

  it('says when the link is used up', async () => {
    const { element, settle } = await mountPage(InvitationPage);
    fill(element, 'Kim Doe', 'correct horse battery');
    session.acceptInvitation.mockImplementationOnce(() => Promise.reject(new AppError('PRECONDITION_FAILED', 'This invitation is no longer valid.')));
    submit(element);
    await settle();
    expect(textOf(find(element, '[role="alert"]'))).toBe('This invitation is no longer valid.');
  });
});

describe('welcome', () => {
  it('offers the ways that exist', async () => {
    const { element } = await mountPage(WelcomePage);
    expect(all(element, 'section h3').map((heading) => textOf(heading))).toEqual(['Bring in what you have Quickest', 'Add by hand']);
    expect(all<HTMLAnchorElement>(element, 'section a').map((link) => link.getAttribute('href'))).toEqual(['/imports/new', '/accounts?new=1']);
  });
});
