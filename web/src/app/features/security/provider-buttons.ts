import { DOCUMENT } from '@angular/common';
import { Component, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiButton, UiIcon } from '@libs/ui';
import { ErrorText } from '../../core/graphql/error-text.js';
import { ProvidersGateway, type Provider } from './providers.gateway.js';

/** A button for each service one may sign in through; nothing at all where there is none. */
@Component({
  selector: 'app-provider-buttons',
  imports: [TranslocoPipe, UiButton, UiIcon],
  template: `
    @if (providers().length > 0) {
      <p class="or"><span>{{ 'security.providers.or' | transloco }}</span></p>
      @for (provider of providers(); track provider.id) {
        <button uiButton size="lg" type="button" [loading]="leaving() === provider.id" (click)="go(provider)"><ui-icon name="log-in" [size]="15" />{{ 'security.providers.with' | transloco: { name: provider.name } }}</button>
      }
    }
  `,
  styles: `
    :host { display: flex; flex-direction: column; gap: 10px; }
    :host:empty { display: none; }
    .or { display: flex; gap: 12px; align-items: center; margin: 14px 0 4px; color: var(--muted); font-size: var(--text-sm); }
    .or::before, .or::after { content: ''; flex: 1; border-top: 1px solid var(--line); }
  `,
})
export class ProviderButtons {
  readonly returnTo = input('/');
  private readonly gateway = inject(ProvidersGateway);
  private readonly errors = inject(ErrorText);
  private readonly document = inject(DOCUMENT);
  protected readonly providers = signal<readonly Provider[]>([]);
  protected readonly leaving = signal('');

  constructor() {
    // Without an answer the form is there all the same.
    this.gateway.providers().then((providers) => this.providers.set(providers), () => undefined);
  }

  protected async go({ id }: Provider): Promise<void> {
    this.leaving.set(id);
    try {
      this.document.location.assign(await this.gateway.startSignIn(id, this.returnTo()));
    } catch (error) {
      this.leaving.set('');
      this.errors.toast(error);
    }
  }
}
