import { Component, computed, inject, signal } from '@angular/core';
import { form, FormField, minLength, required, submit } from '@angular/forms/signals';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiButton, UiField, UiInput } from '@libs/ui';
import { AppError, toAppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { SessionStore } from '../../core/session/session.store.js';
import { AuthLayout } from './auth-layout.js';
import { focusFirstInvalid } from './focus-first-invalid.js';
import { PasswordField } from './password-field.js';
import { LEAST_PASSWORD_LENGTH } from './password-strength.js';

/** Where an invitation link leads. Its secret stands behind the `#`, so that it reaches no server log. */
@Component({
  selector: 'app-invitation-page',
  imports: [AuthLayout, FormField, PasswordField, RouterLink, TranslocoPipe, UiBanner, UiButton, UiField, UiInput],
  template: `
    <app-auth-layout [heading]="'auth.invitation.heading' | transloco" [lead]="'auth.invitation.lead' | transloco">
      @if (token) {
        <form novalidate class="flex flex-col gap-4" (submit)="join($event)">
          @if (problem(); as problem) { <ui-banner tone="bad">{{ problem }}</ui-banner> }
          <ui-field [label]="'auth.fields.name' | transloco" [of]="form.name">
            <input uiInput data-size="lg" autocomplete="name" [formField]="form.name" />
          </ui-field>
          <app-password-field [control]="form.password" [fresh]="true" [known]="[form.name().value()]" [errors]="passwordReasons()" [hint]="'auth.invitation.passwordHint' | transloco" />
          <button uiButton size="lg" variant="primary" type="submit" [loading]="form().submitting()">{{ 'auth.invitation.submit' | transloco }}</button>
        </form>
      } @else {
        <ui-banner tone="warn">{{ 'auth.invitation.missing' | transloco }}</ui-banner>
      }
      <p class="mt-6 text-muted">{{ 'auth.signUp.have' | transloco }} <a class="ui-link" routerLink="/sign-in">{{ 'auth.signUp.signIn' | transloco }}</a></p>
    </app-auth-layout>
  `,
})
export class InvitationPage {
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly errors = inject(ErrorText);
  private readonly transloco = inject(TranslocoService);
  protected readonly token = inject(ActivatedRoute).snapshot.fragment ?? '';
  private readonly refusal = signal<AppError | null>(null);
  protected readonly form = form(signal({ name: '', password: '' }), (path) => {
    required(path.name, { message: this.word('nameMissing') });
    required(path.password, { message: this.word('passwordNew') });
    minLength(path.password, LEAST_PASSWORD_LENGTH, { message: this.word('passwordShort', { least: LEAST_PASSWORD_LENGTH }) });
  });
  protected readonly passwordReasons = computed(() => this.errors.forField(this.refusal(), 'password'));
  protected readonly problem = computed(() => {
    const error = this.refusal();
    return error && !this.passwordReasons() ? this.errors.of(error) : null;
  });

  protected async join(event: Event): Promise<void> {
    event.preventDefault();
    this.refusal.set(null);
    const done = await submit(this.form, async (values) => {
      const { name, password } = values().value();
      try {
        await this.session.acceptInvitation({ token: this.token, name: name.trim(), password });
        await this.router.navigateByUrl('/', { replaceUrl: true });
      } catch (error) {
        // Joined, but the account has a second step, which the sign-in page leads to.
        if (toAppError(error).code === 'TWO_FACTOR_REQUIRED') await this.router.navigateByUrl('/sign-in', { replaceUrl: true });
        else this.refusal.set(toAppError(error));
      }
    });
    if (!done || this.refusal()) focusFirstInvalid(event);
  }

  private word(key: string, params: Record<string, unknown> = {}): string {
    return this.transloco.translate(`auth.fields.${key}`, params);
  }
}
