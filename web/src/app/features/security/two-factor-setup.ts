import { Component, computed, inject, output, signal } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiButton, UiField, UiIconButton, UiInput, UiSkeleton, UiToasts } from '@libs/ui';
import { toAppError, type AppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { QrCode } from './qr-code.js';
import { RecoveryCodes } from './recovery-codes.js';
import { SecurityGateway, type TwoFactorSetup as Setup } from './security.gateway.js';

/** Scan, confirm with a code, keep the recovery codes. */
@Component({
  selector: 'app-two-factor-setup',
  imports: [QrCode, RecoveryCodes, TranslocoPipe, UiBanner, UiButton, UiField, UiIconButton, UiInput, UiSkeleton],
  template: `
    @if (codes(); as list) {
      <app-recovery-codes [codes]="list" (kept)="done.emit()" />
    } @else {
      @if (problem(); as text) { <ui-banner tone="bad">{{ text }}</ui-banner> }
      @if (setup(); as given) {
        <p>{{ 'security.setUp.scan' | transloco }}</p>
        <app-qr-code [text]="given.otpauthUri" [label]="'security.setUp.qr' | transloco" />
        <div class="typed">
          <span>{{ 'security.setUp.typed' | transloco }}</span>
          <code>{{ grouped() }}</code>
          <button uiIconButton type="button" size="sm" icon="copy" [label]="'security.setUp.copyKey' | transloco" (click)="copy(given.secret)"></button>
        </div>
        <form novalidate (submit)="confirm($event)">
          <ui-field [label]="'security.setUp.code' | transloco" [hint]="'security.setUp.hint' | transloco" [errors]="reasons()">
            <input #field uiInput class="code" data-size="lg" autocomplete="one-time-code" inputmode="numeric" maxlength="7" [value]="code()" (input)="code.set(field.value)" />
          </ui-field>
          <button uiButton size="lg" variant="primary" type="submit" [loading]="sending()">{{ 'security.setUp.confirm' | transloco }}</button>
        </form>
      } @else if (asking()) {
        <p>{{ 'security.setUp.proof' | transloco }}</p>
        <form novalidate (submit)="prove($event)">
          <ui-field [label]="'security.setUp.password' | transloco" [errors]="reasons()">
            <input #own uiInput data-size="lg" type="password" autocomplete="current-password" [value]="code()" (input)="code.set(own.value)" />
          </ui-field>
          <button uiButton size="lg" variant="primary" type="submit" [loading]="sending()">{{ 'security.setUp.next' | transloco }}</button>
        </form>
      } @else if (!problem()) {
        <ui-skeleton height="188px" />
      }
    }
  `,
  styles: `
    :host { display: flex; flex-direction: column; gap: 14px; }
    p { margin: 0; line-height: 1.5; }
    .typed { display: flex; flex-wrap: wrap; gap: 4px 8px; align-items: center; color: var(--muted); font-size: var(--text-sm); }
    .typed span { flex-basis: 100%; }
    code { color: var(--fg); font-size: 13px; overflow-wrap: anywhere; }
    form { display: flex; flex-direction: column; gap: 14px; max-width: 400px; }
    .code { font-variant-numeric: tabular-nums; letter-spacing: 0.22em; font-size: 18px; }
  `,
})
export class TwoFactorSetup {
  /** It is on, and the recovery codes were kept. */
  readonly done = output();
  private readonly gateway = inject(SecurityGateway);
  private readonly errors = inject(ErrorText);
  private readonly toasts = inject(UiToasts);
  private readonly transloco = inject(TranslocoService);
  protected readonly setup = signal<Setup | null>(null);
  protected readonly codes = signal<readonly string[] | null>(null);
  /** The password is to be given first: what comes up is worth as much as it. */
  protected readonly asking = signal(false);
  /** What is typed: the password while it is asked for, then the code. */
  protected readonly code = signal('');
  protected readonly sending = signal(false);
  private readonly refusal = signal<{ readonly code: string; readonly error: AppError } | null>(null);
  protected readonly grouped = computed(() => this.setup()?.secret.match(/.{1,4}/g)?.join(' ') ?? '');
  protected readonly reasons = computed(() => {
    const refusal = this.refusal();
    return refusal && refusal.code === this.code() ? this.errors.forField(refusal.error, this.asking() ? 'currentPassword' : 'code') : null;
  });
  protected readonly problem = computed(() => {
    const refusal = this.refusal();
    return refusal && Object.keys(refusal.error.details).length === 0 ? this.errors.of(refusal.error) : null;
  });

  constructor() {
    void this.begin();
  }

  protected async copy(text: string): Promise<void> {
    await navigator.clipboard.writeText(text);
    this.toasts.success(this.transloco.translate('security.setUp.copied'));
  }

  protected async confirm(event: Event): Promise<void> {
    event.preventDefault();
    if (this.sending()) return;
    const code = this.code();
    this.sending.set(true);
    try {
      this.codes.set(await this.gateway.confirmTwoFactor(code));
    } catch (error) {
      this.refusal.set({ code, error: toAppError(error) });
    } finally {
      this.sending.set(false);
    }
  }

  protected async prove(event: Event): Promise<void> {
    event.preventDefault();
    if (this.sending()) return;
    this.sending.set(true);
    await this.begin(this.code());
    this.sending.set(false);
  }

  /** People who sign in through another service alone have no password, and are not asked for one. */
  private async begin(password: string | null = null): Promise<void> {
    try {
      this.setup.set(await this.gateway.beginTwoFactor(password));
      this.asking.set(false);
      this.code.set('');
    } catch (error) {
      const refusal = toAppError(error);
      if (password === null && 'currentPassword' in refusal.details) this.asking.set(true);
      else this.refusal.set({ code: password ?? '', error: refusal });
    }
  }
}
