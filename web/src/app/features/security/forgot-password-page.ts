import { Component, inject, signal } from '@angular/core';
import { email, form, FormField, required, submit } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiButton, UiField, UiInput } from '@libs/ui';
import { ErrorText } from '../../core/graphql/error-text.js';
import { AuthLayout } from '../auth/auth-layout.js';
import { focusFirstInvalid } from '../auth/focus-first-invalid.js';
import { SecurityGateway } from './security.gateway.js';

/** Asks where the link for a new password goes. What is said afterwards is the same for every address. */
@Component({
  selector: 'app-forgot-password-page',
  imports: [AuthLayout, FormField, RouterLink, TranslocoPipe, UiBanner, UiButton, UiField, UiInput],
  template: `
    <app-auth-layout [heading]="(sentTo() ? 'security.forgot.sentTitle' : 'security.forgot.heading') | transloco" [lead]="sentTo() ? '' : ('security.forgot.lead' | transloco)">
      @if (sentTo(); as address) {
        <div class="flex flex-col gap-4">
          <ui-banner tone="ok" role="status">{{ 'security.forgot.sent' | transloco: { email: address } }}</ui-banner>
          <p class="text-muted">{{ 'security.forgot.again' | transloco }}</p>
        </div>
      } @else {
        <form novalidate class="flex flex-col gap-4" (submit)="send($event)">
          @if (problem(); as text) { <ui-banner tone="bad">{{ text }}</ui-banner> }
          <ui-field [label]="'auth.fields.email' | transloco" [of]="form.email">
            <input uiInput data-size="lg" type="email" autocomplete="username" inputmode="email" [formField]="form.email" />
          </ui-field>
          <button uiButton size="lg" variant="primary" type="submit" [loading]="form().submitting()">{{ 'security.forgot.submit' | transloco }}</button>
        </form>
      }
      <p class="mt-6"><a class="ui-link" routerLink="/sign-in">{{ 'security.backToSignIn' | transloco }}</a></p>
    </app-auth-layout>
  `,
})
export class ForgotPasswordPage {
  private readonly gateway = inject(SecurityGateway);
  private readonly errors = inject(ErrorText);
  private readonly transloco = inject(TranslocoService);
  protected readonly problem = signal<string | null>(null);
  protected readonly sentTo = signal<string | null>(null);
  protected readonly form = form(signal({ email: '' }), (path) => {
    required(path.email, { message: this.transloco.translate('auth.fields.emailMissing') });
    email(path.email, { message: this.transloco.translate('auth.fields.emailWrong') });
  });

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    this.problem.set(null);
    const done = await submit(this.form, async (values) => {
      const address = values().value().email.trim();
      try {
        await this.gateway.forgotPassword(address);
        this.sentTo.set(address);
      } catch (error) {
        this.problem.set(this.errors.of(error));
      }
    });
    if (!done) focusFirstInvalid(event);
  }
}
