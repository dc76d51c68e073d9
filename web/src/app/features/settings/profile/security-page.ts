import { Component, computed, inject, signal } from '@angular/core';
import { form, minLength, required, submit } from '@angular/forms/signals';
import { Router } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBadge, UiBanner, UiButton, UiConfirm, UiIcon, UiSkeleton, UiToasts } from '@libs/ui';
import { ErrorText } from '../../../core/graphql/error-text.js';
import { toAppError, type AppError } from '../../../core/graphql/app-error.js';
import { AgoPipe } from '../../../core/format/formats.js';
import { SessionStore } from '../../../core/session/session.store.js';
import { PasswordField } from '../../auth/password-field.js';
import { LEAST_PASSWORD_LENGTH } from '../../auth/password-strength.js';
import { AccountSections } from '../../security/account-sections.js';
import { LinkedSection } from '../../security/linked-section.js';
import { SecurityGateway } from '../../security/security.gateway.js';
import { SettingsSection } from '../settings-section.js';
import { SettingsGateway, type Device } from '../settings.gateway.js';
import { deviceName, isPhone } from './device-name.js';

/** Password, and the devices one is signed in on. */
const LOOPBACK = /^(::1|(::ffff:)?127\.)/;

@Component({
  selector: 'app-security-page',
  imports: [AccountSections, AgoPipe, LinkedSection, PasswordField, SettingsSection, TranslocoPipe, UiBadge, UiBanner, UiButton, UiIcon, UiSkeleton],
  template: `
    @let own = sections.account();
    @if (own && !own.hasPassword) {
      <app-settings-section [heading]="'settings.security.password' | transloco" [text]="'security.page.noPassword' | transloco">
        <div><button uiButton type="button" (click)="sections.choosePassword(own)">{{ 'security.page.setPassword' | transloco }}</button></div>
      </app-settings-section>
    } @else if (own || sections.failed()) {
      <app-settings-section [heading]="'settings.security.password' | transloco" [text]="'settings.security.passwordText' | transloco">
        <form novalidate (submit)="change($event)">
          @if (problem(); as text) { <ui-banner tone="bad">{{ text }}</ui-banner> }
          <app-password-field [label]="'settings.security.current' | transloco" [control]="form.current" [errors]="reasons('currentPassword')" />
          <app-password-field [label]="'settings.security.fresh' | transloco" [control]="form.fresh" [fresh]="true" [known]="known()" [errors]="reasons('newPassword')" />
          <div><button uiButton variant="primary" type="submit" [loading]="form().submitting()">{{ 'settings.security.change' | transloco }}</button></div>
        </form>
      </app-settings-section>
    } @else { <ui-skeleton height="200px" /> }
    <app-account-sections #sections />
    <app-linked-section />
    <app-settings-section [heading]="'settings.security.devices' | transloco" [text]="'settings.security.devicesText' | transloco">
      @if ((devices()?.length ?? 0) > 1) { <button sectionAction uiButton type="button" (click)="others()">{{ 'security.page.others' | transloco }}</button> }
      <button sectionAction uiButton variant="danger-ghost" type="button" (click)="everywhere()">{{ 'settings.security.everywhere' | transloco }}</button>
      @if (devices(); as list) {
        <ul class="rows">
          @for (device of list; track device.id) {
            <li>
              <ui-icon [name]="isPhone(device.userAgent) ? 'smartphone' : 'monitor'" [size]="18" />
              <span class="what">
                <span>{{ nameOf(device) }} @if (device.current) { <ui-badge tone="ok">{{ 'settings.security.this' | transloco }}</ui-badge> }</span>
                <small>{{ addressOf(device) }} · {{ 'settings.security.used' | transloco: { ago: device.lastUsedAt | ago } }}</small>
              </span>
              @if (!device.current) { <button uiButton size="sm" type="button" [attr.aria-label]="'settings.security.endOf' | transloco: { device: nameOf(device) }" (click)="end(device)">{{ 'settings.security.end' | transloco }}</button> }
            </li>
          }
        </ul>
      } @else if (failed(); as text) { <ui-banner tone="bad">{{ text }}</ui-banner> } @else { <ui-skeleton height="54px" /> }
    </app-settings-section>
  `,
  styleUrl: '../settings-page.css',
})
export class SecurityPage {
  private readonly session = inject(SessionStore);
  private readonly gateway = inject(SettingsGateway);
  private readonly account = inject(SecurityGateway);
  private readonly errors = inject(ErrorText);
  private readonly toasts = inject(UiToasts);
  private readonly confirm = inject(UiConfirm);
  private readonly router = inject(Router);
  private readonly transloco = inject(TranslocoService);
  protected readonly isPhone = isPhone;
  protected readonly devices = signal<readonly Device[] | null>(null);
  protected readonly failed = signal<string | null>(null);
  private readonly error = signal<AppError | null>(null);
  protected readonly known = computed(() => [this.session.user()?.name ?? '', this.session.user()?.email ?? '', this.session.tenant()?.name ?? '']);
  protected readonly problem = computed(() => {
    const error = this.error();
    return error && Object.keys(error.details).length === 0 ? this.errors.of(error) : null;
  });
  protected readonly form = form(signal({ current: '', fresh: '' }), (path) => {
    required(path.current, { message: this.transloco.translate('auth.fields.passwordMissing') });
    required(path.fresh, { message: this.transloco.translate('auth.fields.passwordNew') });
    minLength(path.fresh, LEAST_PASSWORD_LENGTH, { message: this.transloco.translate('auth.fields.passwordShort', { least: LEAST_PASSWORD_LENGTH }) });
  });

  constructor() {
    void this.load();
  }

  protected nameOf(device: Device): string {
    return deviceName(device.userAgent) || this.transloco.translate('settings.security.unknown');
  }

  /** An address of the server itself tells nobody anything, however it is written. */
  protected addressOf({ ip }: Device): string {
    if (ip && !LOOPBACK.test(ip)) return ip;
    return this.transloco.translate(ip ? 'settings.security.server' : 'settings.security.noAddress');
  }

  protected reasons(field: string): readonly string[] | null {
    return this.errors.forField(this.error(), field);
  }

  protected async change(event: Event): Promise<void> {
    event.preventDefault();
    this.error.set(null);
    await submit(this.form, async (values) => {
      const { current, fresh } = values().value();
      try {
        await this.gateway.changePassword(current, fresh);
        this.form().reset({ current: '', fresh: '' });
        this.toasts.success(this.transloco.translate('settings.security.changed'));
        await this.load();
      } catch (error) {
        this.error.set(toAppError(error));
      }
    });
  }

  protected async end(device: Device): Promise<void> {
    try {
      await this.gateway.revokeDevice(device.id);
      this.devices.update((list) => list?.filter((each) => each.id !== device.id) ?? null);
      this.toasts.success(this.transloco.translate('settings.security.ended', { device: this.nameOf(device) }));
    } catch (error) {
      this.errors.toast(error);
    }
  }

  protected async others(): Promise<void> {
    try {
      await this.account.endOtherSessions();
      this.devices.update((list) => list?.filter((each) => each.current) ?? null);
      this.toasts.success(this.transloco.translate('security.page.othersDone'));
    } catch (error) {
      this.errors.toast(error);
    }
  }

  protected async everywhere(): Promise<void> {
    const word = (key: string): string => this.transloco.translate(`settings.security.${key}`);
    if (!(await this.confirm.ask({ title: word('everywhereTitle'), text: word('everywhereText'), action: word('everywhere'), tone: 'bad' }))) return;
    try {
      await this.session.signOutEverywhere();
      await this.router.navigateByUrl('/sign-in');
    } catch (error) {
      this.errors.toast(error);
    }
  }

  private async load(): Promise<void> {
    try {
      this.devices.set(await this.gateway.devices());
    } catch (error) {
      this.failed.set(this.errors.of(error));
    }
  }
}
