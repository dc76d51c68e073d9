import { Component, computed, inject, input, signal } from '@angular/core';
import { email, form, FormField, required, submit } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiButton, UiField, UiInput } from '@libs/ui';
import { toAppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { safeReturnTo } from '../../core/session/session.guards.js';
import { SessionStore } from '../../core/session/session.store.js';
import { AuthLayout } from './auth-layout.js';
import { focusFirstInvalid } from './focus-first-invalid.js';
import { ProviderButtons } from '../security/provider-buttons.js';
import { PasswordField } from './password-field.js';

/** Ways in which a trip to another service can end; anything else in the address is nobody's business. */
const PROBLEMS: ReadonlySet<string> = new Set(['expired', 'refused', 'failed', 'account-exists', 'no-email', 'closed', 'taken']);

@Component({
  selector: 'app-sign-in-page',
  imports: [AuthLayout, FormField, PasswordField, ProviderButtons, RouterLink, TranslocoPipe, UiBanner, UiButton, UiField, UiInput],
  template: `
    <app-auth-layout [heading]="'auth.signIn.heading' | transloco" [lead]="'auth.signIn.lead' | transloco">
      <form novalidate class="flex flex-col gap-4" (submit)="signIn($event)">
        @if (shown(); as text) { <ui-banner tone="bad">{{ text }}</ui-banner> }
        <ui-field [label]="'auth.fields.email' | transloco" [of]="form.email">
          <input uiInput data-size="lg" type="email" autocomplete="username" inputmode="email" [formField]="form.email" />
        </ui-field>
        <app-password-field [control]="form.password" />
        <p class="-mt-2 text-right"><a class="ui-link" routerLink="/forgot-password">{{ 'security.forgot.link' | transloco }}</a></p>
        <button uiButton size="lg" variant="primary" type="submit" [loading]="form().submitting()">{{ 'auth.signIn.submit' | transloco }}</button>
      </form>
      <app-provider-buttons [returnTo]="returnTo() ?? '/'" />
      <p class="mt-6 text-muted">{{ 'auth.signIn.none' | transloco }} <a class="ui-link" routerLink="/sign-up">{{ 'auth.signIn.create' | transloco }}</a></p>
    </app-auth-layout>
  `,
})
export class SignInPage {
  readonly returnTo = input<string>();
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly errors = inject(ErrorText);
  private readonly transloco = inject(TranslocoService);
  /** Why a trip to another service ended here; from the address. */
  readonly problem = input<string>();
  private readonly refusal = signal<string | null>(null);
  protected readonly shown = computed(() => this.refusal() ?? this.wordOf(this.problem()));
  protected readonly form = form(signal({ email: '', password: '' }), (path) => {
    required(path.email, { message: this.word('emailMissing') });
    email(path.email, { message: this.word('emailWrong') });
    required(path.password, { message: this.word('passwordMissing') });
  });

  protected async signIn(event: Event): Promise<void> {
    event.preventDefault();
    this.refusal.set(null);
    const done = await submit(this.form, async (values) => {
      try {
        const { email: address, password } = values().value();
        const { step, challenge } = await this.session.signIn({ email: address.trim(), password });
        if (step === 'TWO_FACTOR') await this.router.navigate(['/sign-in/code'], { queryParams: this.returnTo() ? { returnTo: this.returnTo() } : {}, state: { challenge } });
        else if (step === 'SET_UP_TWO_FACTOR') await this.router.navigateByUrl('/set-up-two-factor');
        else await this.router.navigateByUrl(safeReturnTo(this.returnTo(), '/'));
      } catch (error) {
        this.refusal.set(toAppError(error).code === 'UNAUTHENTICATED' ? this.transloco.translate('auth.signIn.wrong') : this.errors.of(error));
      }
    });
    if (!done) focusFirstInvalid(event);
  }

  private wordOf(reason: string | undefined): string | null {
    return reason && PROBLEMS.has(reason) ? this.transloco.translate(`security.problems.${reason}`) : null;
  }

  private word(key: string): string {
    return this.transloco.translate(`auth.fields.${key}`);
  }
}
