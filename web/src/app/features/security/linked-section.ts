import { DOCUMENT } from '@angular/common';
import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiButton, UiConfirm, UiIcon, UiToasts } from '@libs/ui';
import { AgoPipe } from '../../core/format/formats.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { SettingsSection } from '../settings/settings-section.js';
import { ProvidersGateway, type Linked, type Provider } from './providers.gateway.js';

/** The services that open one's account, and those that could. Nothing where there are none. */
@Component({
  selector: 'app-linked-section',
  imports: [AgoPipe, SettingsSection, TranslocoPipe, UiBanner, UiButton, UiIcon],
  template: `
    @if (providers().length + linked().length > 0) {
      <app-settings-section [heading]="'security.providers.title' | transloco" [text]="'security.providers.text' | transloco">
        @if (taken) { <ui-banner tone="bad" class="mb-4">{{ 'security.problems.taken' | transloco }}</ui-banner> }
        <ul class="rows">
          @for (each of linked(); track each.id) {
            <li>
              <ui-icon name="link" [size]="18" />
              <span class="what"><span>{{ each.providerName }}</span><small>{{ each.email }}@if (each.lastUsedAt; as used) { · {{ 'settings.security.used' | transloco: { ago: used | ago } }} }</small></span>
              <button uiButton size="sm" variant="danger-ghost" type="button" (click)="unlink(each)">{{ 'security.providers.unlink' | transloco }}</button>
            </li>
          }
          @for (provider of others(); track provider.id) {
            <li>
              <ui-icon name="log-in" [size]="18" />
              <span class="what"><span>{{ provider.name }}</span></span>
              <button uiButton size="sm" type="button" [loading]="leaving() === provider.id" (click)="link(provider)">{{ 'security.providers.link' | transloco }}</button>
            </li>
          }
        </ul>
      </app-settings-section>
    }
  `,
  styleUrl: '../settings/settings-page.css',
  styles: `:host { display: block; max-width: none; padding: 0; } app-settings-section:first-child { border-top: 1px solid var(--line); padding-top: 22px; }`,
})
export class LinkedSection {
  private readonly gateway = inject(ProvidersGateway);
  private readonly confirm = inject(UiConfirm);
  private readonly errors = inject(ErrorText);
  private readonly toasts = inject(UiToasts);
  private readonly transloco = inject(TranslocoService);
  private readonly document = inject(DOCUMENT);
  /** Back from a service whose account opens somebody else's here. */
  protected readonly taken = new URLSearchParams(this.document.location.search).get('problem') === 'taken';
  protected readonly providers = signal<readonly Provider[]>([]);
  protected readonly linked = signal<readonly Linked[]>([]);
  protected readonly leaving = signal('');
  protected readonly others = computed(() => this.providers().filter(({ id }) => !this.linked().some(({ provider }) => provider === id)));

  constructor() {
    void this.load();
  }

  protected async link({ id }: Provider): Promise<void> {
    this.leaving.set(id);
    try {
      this.document.location.assign(await this.gateway.startLink(id));
    } catch (error) {
      this.leaving.set('');
      this.errors.toast(error);
    }
  }

  protected async unlink({ id, providerName: name }: Linked): Promise<void> {
    const word = (key: string): string => this.transloco.translate(`security.providers.${key}`, { name });
    if (!(await this.confirm.ask({ title: word('unlinkTitle'), text: word('unlinkText'), action: word('unlink'), tone: 'bad' }))) return;
    try {
      this.linked.set(await this.gateway.unlink(id));
      this.toasts.success(word('unlinked'));
    } catch (error) {
      this.errors.toast(error);
    }
  }

  private async load(): Promise<void> {
    try {
      const [providers, linked] = await Promise.all([this.gateway.providers(), this.gateway.linked()]);
      this.providers.set(providers);
      this.linked.set(linked);
    } catch (error) {
      this.errors.toast(error);
    }
  }
}
