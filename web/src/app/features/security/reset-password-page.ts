import { Component, computed, inject, signal } from '@angular/core';
import { form, minLength, required, submit } from '@angular/forms/signals';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiButton, UiToasts } from '@libs/ui';
import { toAppError, type AppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { SessionStore } from '../../core/session/session.store.js';
import { AuthLayout } from '../auth/auth-layout.js';
import { focusFirstInvalid } from '../auth/focus-first-invalid.js';
import { PasswordField } from '../auth/password-field.js';
import { LEAST_PASSWORD_LENGTH } from '../auth/password-strength.js';
import { SecurityGateway } from './security.gateway.js';

/** Where the link for a new password leads. Its secret stands behind the `#`, so that it reaches no server log. */
@Component({
  selector: 'app-reset-password-page',
  imports: [AuthLayout, PasswordField, RouterLink, TranslocoPipe, UiBanner, UiButton],
  template: `
    <app-auth-layout [heading]="'security.reset.heading' | transloco" [lead]="'security.reset.lead' | transloco">
      @if (token) {
        <form novalidate class="flex flex-col gap-4" (submit)="save($event)">
          @if (problem(); as text) { <ui-banner tone="bad">{{ text }}</ui-banner> }
          <app-password-field [label]="'security.reset.label' | transloco" [control]="form.password" [fresh]="true" [errors]="reasons()" />
          <button uiButton size="lg" variant="primary" type="submit" [loading]="form().submitting()">{{ 'security.reset.submit' | transloco }}</button>
        </form>
      } @else {
        <ui-banner tone="warn">{{ 'security.reset.missing' | transloco }}</ui-banner>
      }
      <p class="mt-6 flex flex-wrap gap-x-5 gap-y-2">
        <a class="ui-link" routerLink="/sign-in">{{ 'security.backToSignIn' | transloco }}</a>
        @if (!token || problem()) { <a class="ui-link" routerLink="/forgot-password">{{ 'security.forgot.link' | transloco }}</a> }
      </p>
    </app-auth-layout>
  `,
})
export class ResetPasswordPage {
  private readonly gateway = inject(SecurityGateway);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly errors = inject(ErrorText);
  private readonly toasts = inject(UiToasts);
  private readonly transloco = inject(TranslocoService);
  protected readonly token = inject(ActivatedRoute).snapshot.fragment ?? '';
  private readonly refusal = signal<AppError | null>(null);
  protected readonly form = form(signal({ password: '' }), (path) => {
    required(path.password, { message: this.transloco.translate('auth.fields.passwordNew') });
    minLength(path.password, LEAST_PASSWORD_LENGTH, { message: this.transloco.translate('auth.fields.passwordShort', { least: LEAST_PASSWORD_LENGTH }) });
  });
  protected readonly reasons = computed(() => this.errors.forField(this.refusal(), 'newPassword'));
  protected readonly problem = computed(() => {
    const error = this.refusal();
    return error && !this.reasons() ? this.errors.of(error) : null;
  });

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.refusal.set(null);
    const done = await submit(this.form, async (values) => {
      try {
        await this.gateway.resetPassword(this.token, values().value().password);
        // A session of this browser, if there was one, has ended with all others.
        await this.session.reload();
        this.toasts.success(this.transloco.translate('security.reset.done'));
        await this.router.navigateByUrl('/sign-in', { replaceUrl: true });
      } catch (error) {
        this.refusal.set(toAppError(error));
      }
    });
    if (!done || this.refusal()) focusFirstInvalid(event);
  }
}
