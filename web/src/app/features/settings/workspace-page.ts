import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBadge, UiBanner, UiButton, UiField, UiInput, UiToasts } from '@libs/ui';
import { DayPipe } from '../../core/format/formats.js';
import { toAppError, type AppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { SessionStore } from '../../core/session/session.store.js';
import { SettingsSection } from './settings-section.js';

/** What the workspace is called, where its bills go, and what was agreed. */
@Component({
  selector: 'app-workspace-page',
  imports: [DayPipe, SettingsSection, TranslocoPipe, UiBadge, UiBanner, UiButton, UiField, UiInput],
  template: `
    @if (!may()) { <ui-banner class="mb-5">{{ 'settings.workspace.readOnly' | transloco }}</ui-banner> }
    <app-settings-section [heading]="'settings.workspace.about' | transloco">
      <form novalidate (submit)="save($event)">
        @if (problem(); as text) { <ui-banner tone="bad">{{ text }}</ui-banner> }
        <ui-field [label]="'settings.workspace.name' | transloco" [errors]="reasons('name')"><input uiInput autocomplete="organization" maxlength="120" [readOnly]="!may()" [value]="name()" (input)="name.set($any($event.target).value)" /></ui-field>
        @if (may()) {
          <ui-field [label]="'settings.workspace.billing' | transloco" [hint]="'settings.workspace.billingHint' | transloco" [errors]="reasons('billingEmail')">
            <input uiInput type="email" inputmode="email" autocomplete="off" [value]="billing()" (input)="billing.set($any($event.target).value)" />
          </ui-field>
          <div><button uiButton variant="primary" type="submit" [loading]="saving()" [disabled]="!changed()">{{ 'settings.save' | transloco }}</button></div>
        }
      </form>
    </app-settings-section>
    <app-settings-section [heading]="'settings.workspace.agreed' | transloco" [text]="'settings.workspace.agreedText' | transloco">
      <dl>
        <dt>{{ 'settings.workspace.currency' | transloco }}</dt><dd>{{ currency() }}</dd>
        <dt>{{ 'settings.workspace.plan' | transloco }}</dt>
        <dd>{{ plan() }} @if (session.tenant()?.planExpiresAt; as end) { <ui-badge>{{ 'settings.workspace.until' | transloco: { day: end | day } }}</ui-badge> }</dd>
        <dt>{{ 'settings.workspace.address' | transloco }}</dt><dd>{{ session.tenant()?.slug }}</dd>
      </dl>
    </app-settings-section>
  `,
  styleUrl: './settings-page.css',
})
export class WorkspacePage {
  protected readonly session = inject(SessionStore);
  private readonly errors = inject(ErrorText);
  private readonly toasts = inject(UiToasts);
  private readonly transloco = inject(TranslocoService);
  protected readonly may = computed(() => this.session.has('manage:settings'));
  protected readonly name = linkedSignal(() => this.session.tenant()?.name ?? '');
  protected readonly billing = signal('');
  protected readonly changed = computed(() => this.name().trim() !== this.session.tenant()?.name || this.billing().trim() !== '');
  protected readonly saving = signal(false);
  private readonly error = signal<AppError | null>(null);
  protected readonly problem = computed(() => {
    const error = this.error();
    return error && Object.keys(error.details).length === 0 ? this.errors.of(error) : null;
  });
  protected readonly plan = computed(() => {
    const plan = this.session.tenant()?.plan ?? '';
    return plan.charAt(0) + plan.slice(1).toLowerCase();
  });
  protected readonly currency = computed(() => {
    const code = this.session.tenant()?.currency;
    if (!code) return '';
    return `${code} · ${new Intl.DisplayNames([this.transloco.getActiveLang()], { type: 'currency' }).of(code) ?? code}`;
  });

  protected reasons(field: string): readonly string[] | null {
    return this.errors.forField(this.error(), field);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.saving()) return;
    this.saving.set(true);
    this.error.set(null);
    const billingEmail = this.billing().trim();
    try {
      // Left out, the address for bills stays as it is.
      await this.session.updateTenant({ name: this.name().trim(), ...(billingEmail ? { billingEmail } : {}) });
      this.billing.set('');
      this.toasts.success(this.transloco.translate('settings.saved'));
    } catch (error) {
      this.error.set(toAppError(error));
    } finally {
      this.saving.set(false);
    }
  }
}
