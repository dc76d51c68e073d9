import { TestBed } from '@angular/core/testing';
import { ActivatedRoute, provideRouter, Router } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { all, find, mount, textOf, type } from '@libs/ui/testing';
import { AppError } from '../../core/graphql/app-error.js';
import { provideText } from '../../core/i18n/i18n.js';
import { SessionStore } from '../../core/session/session.store.js';
import auth from '../auth/auth.en.json' with { type: 'json' };
import { QrCode } from './qr-code.js';
import { SecondStepPage } from './second-step-page.js';
import english from './security.en.json' with { type: 'json' };

const session = { finishSignIn: jest.fn<SessionStore['finishSignIn']>() };
const errors = (element: HTMLElement) => all(element, '.error').map((error) => textOf(error));

beforeEach(() => {
  session.finishSignIn.mockReset().mockResolvedValue();
  TestBed.configureTestingModule({
    providers: [provideText(), provideRouter([{ path: '**', children: [] }]), { provide: SessionStore, useValue: session }, { provide: ActivatedRoute, useValue: { snapshot: { fragment: 'sealed' } } }],
  });
  TestBed.inject(TranslocoService).setTranslation({ auth, security: english }, 'en', { merge: true });
});

describe('the second step', () => {
  it('goes on as soon as six digits are there, and back to where one wanted to go', async () => {
    const { element, settle } = await mount(SecondStepPage, { returnTo: '/accounts' });
    const field = find<HTMLInputElement>(element, 'input');
    expect([field.autocomplete, field.inputMode]).toEqual(['one-time-code', 'numeric']);
    type(field, '123 45');
    await settle();
    expect(session.finishSignIn).not.toHaveBeenCalled();
    type(field, '123 456');
    await settle();
    expect(session.finishSignIn).toHaveBeenCalledWith('sealed', '123 456');
    expect(TestBed.inject(Router).url).toBe('/accounts');
  });

  it('says that a code is wrong until it is changed, and when it took too long', async () => {
    const { element, settle } = await mount(SecondStepPage);
    session.finishSignIn.mockRejectedValueOnce(new AppError('VALIDATION_ERROR', 'No', { code: ['This code is not right.'] }));
    type(find<HTMLInputElement>(element, 'input'), '111111');
    await settle();
    expect(errors(element)).toEqual(['This code is not right.']);
    type(find<HTMLInputElement>(element, 'input'), '11111');
    await settle();
    expect(errors(element)).toEqual([]);
    session.finishSignIn.mockRejectedValueOnce(new AppError('UNAUTHENTICATED', 'No'));
    type(find<HTMLInputElement>(element, 'input'), '222222');
    await settle();
    expect(textOf(find(element, '[role="alert"]'))).toBe('This sign-in took too long. Begin again.');
  });

  it('takes a recovery code instead', async () => {
    const { element, settle } = await mount(SecondStepPage);
    all(element, 'button').find((button) => textOf(button) === 'I do not have my phone')?.click();
    await settle();
    type(find<HTMLInputElement>(element, 'input'), 'abcd-efgh-jkmn-pqrs');
    find(element, 'form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await settle();
    expect(session.finishSignIn).toHaveBeenCalledWith('sealed', 'abcd-efgh-jkmn-pqrs');
  });
});

describe('the QR code', () => {
  it('is dark on light whatever the theme, and has a name', async () => {
    const { element } = await mount(QrCode, { text: 'otpauth://totp/Kinship:ada', label: 'QR code' });
    expect(find(element, 'svg').getAttribute('aria-label')).toBe('QR code');
    expect(find(element, 'path').getAttribute('d')).toMatch(/^M3 3h1v1h-1z/);
  });
});
