import { Component, inject, signal } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBadge, UiBanner, UiButton, UiDialogs, UiIcon, UiSkeleton, UiToasts } from '@libs/ui';
import { ErrorText } from '../../core/graphql/error-text.js';
import { SettingsSection } from '../settings/settings-section.js';
import { ProofDialog, type ProofRequest } from './proof-dialog.js';
import { SecurityGateway, type AccountSecurity } from './security.gateway.js';
import { TwoFactorDialog } from './two-factor-dialog.js';

/** Below this one should make new recovery codes. */
const FEW_CODES = 3;

/** The address one signs in with, and the second step of signing in. */
@Component({
  selector: 'app-account-sections',
  imports: [SettingsSection, TranslocoPipe, UiBadge, UiBanner, UiButton, UiIcon, UiSkeleton],
  template: `
    <app-settings-section [heading]="'security.page.addressTitle' | transloco" [text]="'security.page.addressText' | transloco">
      @if (account(); as own) {
        <ul class="rows">
          <li>
            <ui-icon name="at-sign" [size]="18" />
            <span class="what">
              <span>{{ own.email }} <ui-badge [tone]="own.emailVerified ? 'ok' : 'warn'">{{ (own.emailVerified ? 'security.page.verified' : 'security.page.unverified') | transloco }}</ui-badge></span>
              @if (own.pendingEmail; as next) { <small>{{ 'security.page.pending' | transloco: { email: next } }}</small> }
            </span>
            <span class="buttons">
              @if (own.pendingEmail) {
                <button uiButton size="sm" type="button" (click)="cancelChange()">{{ 'security.page.cancelChange' | transloco }}</button>
              } @else {
                @if (!own.emailVerified) { <button uiButton size="sm" type="button" (click)="verify(own)">{{ 'security.page.verify' | transloco }}</button> }
                @if (own.hasPassword) { <button uiButton size="sm" type="button" (click)="changeAddress()">{{ 'security.page.change' | transloco }}</button> }
              }
            </span>
          </li>
        </ul>
      } @else if (failed(); as text) { <ui-banner tone="bad">{{ text }} <button uiButton uiBannerAction size="sm" type="button" (click)="load()">{{ 'app.retry' | transloco }}</button></ui-banner> } @else { <ui-skeleton height="54px" /> }
    </app-settings-section>
    <app-settings-section [heading]="'security.page.twoFactorTitle' | transloco" [text]="'security.page.twoFactorText' | transloco">
      @if (account(); as own) {
        <ul class="rows">
          <li>
            <ui-icon name="smartphone" [size]="18" />
            <span class="what">
              <span>{{ 'security.page.twoFactorTitle' | transloco }} <ui-badge [tone]="own.twoFactor ? 'ok' : 'neutral'">{{ (own.twoFactor ? 'security.page.on' : 'security.page.off') | transloco }}</ui-badge></span>
              @if (own.twoFactor) { <small>{{ (own.recoveryCodesLeft < few ? 'security.page.codesFew' : 'security.page.codesLeft') | transloco: { count: own.recoveryCodesLeft } }}</small> }
            </span>
            <span class="buttons">
              @if (own.twoFactor) {
                <button uiButton size="sm" type="button" (click)="renew()">{{ 'security.page.renew' | transloco }}</button>
                <button uiButton size="sm" variant="danger-ghost" type="button" (click)="turnOff(own)">{{ 'security.page.turnOff' | transloco }}</button>
              } @else {
                <button uiButton size="sm" variant="primary" type="button" (click)="turnOn()">{{ 'security.page.turnOn' | transloco }}</button>
              }
            </span>
          </li>
        </ul>
      } @else if (!failed()) { <ui-skeleton height="54px" /> }
    </app-settings-section>
  `,
  styleUrl: '../settings/settings-page.css',
  styles: `
    :host { display: block; max-width: none; padding: 0; }
    .rows > li { flex-wrap: wrap; }
    .what { flex-basis: 220px; }
    .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
    app-settings-section:first-child { border-top: 1px solid var(--line); padding-top: 22px; }
  `,
})
export class AccountSections {
  private readonly gateway = inject(SecurityGateway);
  private readonly dialogs = inject(UiDialogs);
  private readonly errors = inject(ErrorText);
  private readonly toasts = inject(UiToasts);
  private readonly transloco = inject(TranslocoService);
  protected readonly few = FEW_CODES;
  /** Null until the API has answered. */
  readonly account = signal<AccountSecurity | null>(null);
  /** Why it has not. */
  readonly failed = signal<string | null>(null);

  constructor() {
    void this.load();
  }

  protected async verify({ email }: AccountSecurity): Promise<void> {
    await this.tell(() => this.gateway.sendVerification(), 'verifySent', { email });
  }

  /** Sends a link to whoever has no password yet. */
  async choosePassword({ email }: AccountSecurity): Promise<void> {
    await this.tell(() => this.gateway.forgotPassword(email), 'setPasswordSent');
  }

  protected async cancelChange(): Promise<void> {
    await this.tell(async () => this.account.set(await this.gateway.cancelEmailChange()), 'cancelled');
  }

  protected async changeAddress(): Promise<void> {
    await this.ask({
      heading: this.word('change'), text: this.word('addressText'), action: this.word('sendLink'),
      fields: [{ name: 'email', label: this.word('newEmail') }, { name: 'currentPassword', label: this.word('password') }],
      run: async ({ email, currentPassword }) => {
        this.account.set(await this.gateway.requestEmailChange(email.trim(), currentPassword));
        return null;
      },
    });
  }

  protected async turnOn(): Promise<void> {
    // Whatever way the dialog was left, it may be on by then.
    const kept = await this.closed(this.dialogs.open<boolean, never, TwoFactorDialog>(TwoFactorDialog, { size: 'md', disableClose: true }));
    await this.load();
    if (kept) this.toasts.success(this.word('turnedOn'));
  }

  protected async turnOff({ hasPassword }: AccountSecurity): Promise<void> {
    const off = await this.ask({
      heading: this.word('offTitle'), text: this.word('offText'), action: this.word('turnOff'), danger: true,
      fields: [...(hasPassword ? [{ name: 'currentPassword', label: this.word('password') } as const] : []), { name: 'code', label: this.word('code') }],
      run: async ({ currentPassword, code }) => {
        await this.gateway.disableTwoFactor(currentPassword, code);
        return null;
      },
    });
    if (off) this.toasts.success(this.word('turnedOff'));
  }

  protected async renew(): Promise<void> {
    await this.ask({
      heading: this.word('renew'), text: this.word('renewText'), action: this.word('renewAction'),
      fields: [{ name: 'code', label: this.transloco.translate('security.setUp.code') }],
      run: ({ code }) => this.gateway.renewRecoveryCodes(code),
    });
  }

  private async ask(request: ProofRequest): Promise<boolean> {
    const done = await this.closed(this.dialogs.open<boolean, ProofRequest, ProofDialog>(ProofDialog, { data: request, size: 'sm' }));
    if (done) await this.load();
    return done;
  }

  private closed(ref: { readonly closed: { subscribe(next: (result: boolean | undefined) => void): unknown } }): Promise<boolean> {
    return new Promise((resolve) => ref.closed.subscribe((result) => resolve(result ?? false)));
  }

  private async tell(work: () => Promise<void>, done: string, params: Record<string, unknown> = {}): Promise<void> {
    try {
      await work();
      this.toasts.success(this.word(done, params));
    } catch (error) {
      this.errors.toast(error);
    }
  }

  private word(key: string, params: Record<string, unknown> = {}): string {
    return this.transloco.translate(`security.page.${key}`, params);
  }

  protected async load(): Promise<void> {
    try {
      this.account.set(await this.gateway.account());
      this.failed.set(null);
    } catch (error) {
      this.failed.set(this.errors.of(error));
    }
  }
}
