import { Component, computed, inject, signal } from '@angular/core';
import { email, form, FormField, minLength, required, submit } from '@angular/forms/signals';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiButton, UiField, UiInput } from '@libs/ui';
import { AppError, toAppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { localeOfBrowser } from '../../core/i18n/language.js';
import { SessionStore } from '../../core/session/session.store.js';
import { AuthLayout } from './auth-layout.js';
import { CURRENCIES, currencyOf } from './currencies.js';
import { focusFirstInvalid } from './focus-first-invalid.js';
import { ProviderButtons } from '../security/provider-buttons.js';
import { PasswordField } from './password-field.js';
import { LEAST_PASSWORD_LENGTH } from './password-strength.js';

const FIELDS = ['tenantName', 'name', 'email', 'password', 'currency'] as const;

@Component({
  selector: 'app-sign-up-page',
  imports: [AuthLayout, FormField, PasswordField, ProviderButtons, RouterLink, TranslocoPipe, UiBanner, UiButton, UiField, UiInput],
  templateUrl: './sign-up-page.html',
})
export class SignUpPage {
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly errorText = inject(ErrorText);
  private readonly transloco = inject(TranslocoService);
  /** Back from another service without an account here: who one is there stands behind the `#`. */
  private readonly arrival = new URLSearchParams(inject(ActivatedRoute).snapshot.fragment ?? '');
  protected readonly ticket = this.arrival.get('ticket');
  private readonly values = signal({ tenantName: '', name: this.arrival.get('name') ?? '', email: this.arrival.get('email') ?? '', password: '', currency: currencyOf(navigator.language) });
  private readonly refusal = signal<AppError | null>(null);
  private readonly refused = signal<Readonly<Record<string, string>>>({});

  protected readonly form = form(this.values, (path) => {
    required(path.tenantName, { message: this.word('companyMissing') });
    required(path.name, { message: this.word('nameMissing') });
    required(path.email, { message: this.word('emailMissing') });
    email(path.email, { message: this.word('emailWrong') });
    required(path.password, { message: this.word('passwordNew'), when: () => !this.ticket });
    minLength(path.password, LEAST_PASSWORD_LENGTH, { message: this.word('passwordShort', { least: LEAST_PASSWORD_LENGTH }) });
  });
  protected readonly known = computed(() => [this.values().tenantName, this.values().name, this.values().email]);
  protected readonly currencies = this.currencyNames();
  /** What the API refused stays at its field until that field is changed. */
  protected readonly reasons = computed(() => {
    const values: Readonly<Record<string, string>> = this.values();
    const refused = this.refused();
    return Object.fromEntries(FIELDS.map((field) => [field, values[field] === refused[field] ? this.errorText.forField(this.refusal(), field) : null]));
  });
  /** What has no field to stand at. */
  protected readonly problem = computed(() => {
    const error = this.refusal();
    return error && !FIELDS.some((field) => error.reasonsFor(field).length) ? this.errorText.of(error) : null;
  });

  protected async signUp(event: Event): Promise<void> {
    event.preventDefault();
    this.refusal.set(null);
    const done = await submit(this.form, async () => {
      const values = this.values();
      try {
        await this.session.signUp({ ...values, ...(this.ticket ? { ticket: this.ticket, password: null } : {}), tenantName: values.tenantName.trim(), name: values.name.trim(), email: values.email.trim(), timezone: Intl.DateTimeFormat().resolvedOptions().timeZone, locale: localeOfBrowser() });
        await this.router.navigateByUrl('/welcome');
      } catch (error) {
        this.refused.set(values);
        this.refusal.set(toAppError(error));
      }
    });
    if (!done || this.refusal()) focusFirstInvalid(event);
  }

  private currencyNames(): readonly { code: string; name: string }[] {
    const names = new Intl.DisplayNames([this.transloco.getActiveLang()], { type: 'currency' });
    return CURRENCIES.map((code) => ({ code, name: `${code} · ${names.of(code) ?? code}` }));
  }

  private word(key: string, params: Record<string, unknown> = {}): string {
    return this.transloco.translate(`auth.fields.${key}`, params);
  }
}
