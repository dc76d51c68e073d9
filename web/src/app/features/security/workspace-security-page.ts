import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiConfirm, UiSwitch, UiToasts } from '@libs/ui';
import { ErrorText } from '../../core/graphql/error-text.js';
import { SessionStore } from '../../core/session/session.store.js';
import { SettingsSection } from '../settings/settings-section.js';
import { SecurityGateway } from './security.gateway.js';

/** What the workspace asks of everybody who signs in. */
@Component({
  selector: 'app-workspace-security-page',
  imports: [RouterLink, SettingsSection, TranslocoPipe, UiBanner, UiSwitch],
  template: `
    @if (!may()) { <ui-banner class="mb-5">{{ 'security.workspace.readOnly' | transloco }}</ui-banner> }
    <app-settings-section [heading]="'security.workspace.heading' | transloco" [text]="'security.workspace.text' | transloco">
      @if (problem(); as text) { <ui-banner tone="warn" class="mb-4">{{ text }} <a class="ui-link" routerLink="/settings/security">{{ 'security.workspace.own' | transloco }}</a></ui-banner> }
      <ui-switch [checked]="required()" [disabled]="!may() || saving()" (checkedChange)="set($event)">{{ 'security.workspace.require' | transloco }}</ui-switch>
    </app-settings-section>
  `,
  styleUrl: '../settings/settings-page.css',
})
export class WorkspaceSecurityPage {
  private readonly session = inject(SessionStore);
  private readonly gateway = inject(SecurityGateway);
  private readonly errors = inject(ErrorText);
  private readonly confirm = inject(UiConfirm);
  private readonly toasts = inject(UiToasts);
  private readonly transloco = inject(TranslocoService);
  protected readonly may = computed(() => this.session.has('manage:security'));
  protected readonly saving = signal(false);
  /** What was switched to and is not answered yet. */
  private readonly wanted = signal<boolean | null>(null);
  protected readonly required = computed(() => this.wanted() ?? this.session.tenant()?.requireTwoFactor ?? false);
  protected readonly problem = signal<string | null>(null);

  protected async set(required: boolean): Promise<void> {
    const word = (key: string): string => this.transloco.translate(`security.workspace.${key}`);
    this.wanted.set(required);
    this.problem.set(null);
    this.saving.set(true);
    try {
      if (required && !(await this.confirm.ask({ title: word('confirmTitle'), text: word('confirmText'), action: word('require') }))) return;
      await this.gateway.requireTwoFactor(required);
      await this.session.refreshAbilities();
      this.toasts.success(word(required ? 'on' : 'off'));
    } catch (error) {
      this.problem.set(this.errors.of(error));
    } finally {
      this.saving.set(false);
      this.wanted.set(null);
    }
  }
}
