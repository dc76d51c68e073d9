import { afterRenderEffect, Component, computed, ElementRef, inject, input, signal, viewChild } from '@angular/core';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiButton, UiField, UiInput } from '@libs/ui';
import { toAppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { safeReturnTo } from '../../core/session/session.guards.js';
import { SessionStore } from '../../core/session/session.store.js';
import { AuthLayout } from '../auth/auth-layout.js';

/** The second step of signing in: a code of the app, or a recovery code. */
@Component({
  selector: 'app-second-step-page',
  imports: [AuthLayout, RouterLink, TranslocoPipe, UiBanner, UiButton, UiField, UiInput],
  template: `
    <app-auth-layout [heading]="'security.step.heading' | transloco" [lead]="(recovery() ? 'security.step.recoveryLead' : 'security.step.lead') | transloco">
      <form novalidate class="flex flex-col gap-4" (submit)="send($event)">
        @if (problem(); as text) { <ui-banner tone="bad">{{ text }}</ui-banner> }
        @if (challenge) {
          @if (recovery()) {
            <ui-field [label]="'security.step.recovery' | transloco" [errors]="reasons()">
              <input #field uiInput data-size="lg" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="40" [value]="code()" (input)="code.set(field.value)" />
            </ui-field>
          } @else {
            <ui-field [label]="'security.step.code' | transloco" [hint]="'security.step.hint' | transloco" [errors]="reasons()">
              <input #field uiInput class="code" data-size="lg" autocomplete="one-time-code" inputmode="numeric" maxlength="7" [value]="code()" (input)="type(field.value)" />
            </ui-field>
          }
          <button uiButton size="lg" variant="primary" type="submit" [loading]="sending()">{{ 'security.step.submit' | transloco }}</button>
          <button uiButton variant="ghost" type="button" (click)="swap()">{{ (recovery() ? 'security.step.useApp' : 'security.step.useRecovery') | transloco }}</button>
        }
      </form>
      <p class="mt-6"><a class="ui-link" routerLink="/sign-in">{{ 'security.backToSignIn' | transloco }}</a></p>
    </app-auth-layout>
  `,
  styles: `.code { font-variant-numeric: tabular-nums; letter-spacing: 0.22em; font-size: 18px; }`,
})
export class SecondStepPage {
  readonly returnTo = input<string>();
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly errors = inject(ErrorText);
  private readonly transloco = inject(TranslocoService);
  /** From the page before, or, after signing in through another service, from behind the `#`. Survives a reload. */
  protected readonly challenge = challengeOf(history.state) ?? inject(ActivatedRoute).snapshot.fragment ?? '';
  protected readonly recovery = signal(false);
  protected readonly code = signal('');
  protected readonly sending = signal(false);
  private readonly wrong = signal<{ readonly code: string; readonly reasons: readonly string[] } | null>(null);
  /** Gone as soon as the code is changed. */
  protected readonly reasons = computed(() => (this.wrong()?.code === this.code() ? this.wrong()!.reasons : null));
  protected readonly problem = signal(this.challenge ? null : this.transloco.translate('security.step.over'));

  private readonly field = viewChild<string, ElementRef<HTMLInputElement>>('field', { read: ElementRef });

  constructor() {
    // The page has one thing to fill in, and each way to fill it in has its own field.
    afterRenderEffect(() => this.field()?.nativeElement.focus());
  }

  /** Six digits are a whole code: nobody needs to press a button then. */
  protected type(value: string): void {
    this.code.set(value);
    if (/^\d{6}$/.test(value.replace(/\s/g, ''))) void this.finish();
  }

  protected swap(): void {
    this.recovery.update((on) => !on);
    this.code.set('');
    this.wrong.set(null);
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    await this.finish();
  }

  private async finish(): Promise<void> {
    const code = this.code();
    if (this.sending()) return;
    this.problem.set(null);
    if (!code.trim()) return this.wrong.set({ code, reasons: [this.transloco.translate('security.step.missing')] });
    this.sending.set(true);
    try {
      await this.session.finishSignIn(this.challenge, code);
      await this.router.navigateByUrl(safeReturnTo(this.returnTo(), '/'), { replaceUrl: true });
    } catch (error) {
      const refusal = toAppError(error);
      const reasons = this.errors.forField(refusal, 'code');
      if (reasons) this.wrong.set({ code, reasons });
      else this.problem.set(refusal.code === 'UNAUTHENTICATED' ? this.transloco.translate('security.step.over') : this.errors.of(error));
    } finally {
      this.sending.set(false);
    }
  }
}

function challengeOf(state: unknown): string | null {
  return typeof state === 'object' && state !== null && 'challenge' in state && typeof state.challenge === 'string' ? state.challenge : null;
}
