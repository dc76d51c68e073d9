import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { describe, expect, it, jest } from '@jest/globals';
import { find, mount, textOf } from '@libs/ui/testing';
import { AppError } from '../../core/graphql/app-error.js';
import { provideText } from '../../core/i18n/i18n.js';
import { NavigationFailure } from '../../core/page/navigation-failure.js';
import type { SessionState } from '../../core/session/session.store.js';
import { SessionStore } from '../../core/session/session.store.js';
import { FailedPage } from './failed-page.js';
import { NotFoundPage } from './not-found-page.js';
import { UnavailablePage } from './unavailable-page.js';

const ROUTES = provideRouter([{ path: '**', children: [] }]);

describe('pages about what is not there', () => {
  it('says why a page could not be opened', async () => {
    const { element, settle } = await mount(FailedPage, {}, [provideText(), ROUTES]);
    expect(textOf(find(element, 'p'))).toContain('a new version was installed');
    TestBed.inject(NavigationFailure).error.set(new AppError('MODULE_NOT_ENABLED', 'Imports are switched off.'));
    await settle();
    expect(textOf(find(element, 'p'))).toBe('Imports are switched off.');
  });

  it('leads back from nowhere', async () => {
    const { element } = await mount(NotFoundPage, {}, [provideText(), ROUTES]);
    expect(find<HTMLAnchorElement>(element, 'a').getAttribute('href')).toBe('/');
  });

  it('goes on by itself when the API is back, never off the site', async () => {
    const session = { state: signal<SessionState>('unavailable'), reload: jest.fn(() => Promise.resolve()), load: jest.fn(() => Promise.resolve()) };
    const { element, settle, fixture } = await mount(UnavailablePage, { returnTo: '/accounts?peek=1' }, [provideText(), ROUTES, { provide: SessionStore, useValue: session }]);
    find(element, 'button').click();
    expect(session.reload).toHaveBeenCalledTimes(1);
    session.state.set('authenticated');
    await settle();
    expect(TestBed.inject(Router).url).toBe('/accounts?peek=1');
    fixture.componentRef.setInput('returnTo', 'https://evil.example');
    session.state.set('unauthenticated');
    await settle();
    expect(TestBed.inject(Router).url).toBe('/');
  });
});
