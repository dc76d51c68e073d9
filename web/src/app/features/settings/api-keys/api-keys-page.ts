import { Component, inject, signal } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBadge, UiBanner, UiButton, UiConfirm, UiDialogs, UiEmpty, UiIcon, UiSkeleton, UiToasts, type Tone } from '@libs/ui';
import { Formats } from '../../../core/format/formats.js';
import { toAppError, type AppError } from '../../../core/graphql/app-error.js';
import { ErrorText } from '../../../core/graphql/error-text.js';
import { SettingsSection } from '../settings-section.js';
import { ApiKeyDialog } from './api-key-dialog.js';
import { ApiKeysGateway, type ApiKeyRow } from './api-keys.gateway.js';

/** Keys of programs: made, told apart by when they were used, and ended. */
@Component({
  selector: 'app-api-keys-page',
  imports: [SettingsSection, TranslocoPipe, UiBadge, UiBanner, UiButton, UiEmpty, UiIcon, UiSkeleton],
  template: `
    <app-settings-section [heading]="'apiKeys.heading' | transloco" [text]="'apiKeys.text' | transloco">
      <button sectionAction uiButton variant="primary" type="button" (click)="create()"><ui-icon name="plus" [size]="14" />{{ 'apiKeys.new' | transloco }}</button>
      @if (problem(); as error) { <ui-banner tone="bad">{{ errors.of(error) }}</ui-banner> }
      @if (keys() === null) {
        <div aria-busy="true">@for (line of [1, 2, 3]; track line) { <ui-skeleton class="mb-2 block h-12" /> }</div>
      } @else if (keys()!.length === 0) {
        @if (!problem()) { <ui-empty icon="key-round" [title]="'apiKeys.none' | transloco" [text]="'apiKeys.noneText' | transloco" /> }
      } @else {
        <ul class="rows">
          @for (key of keys(); track key.id) {
            <li>
              <ui-icon name="key-round" [size]="18" />
              <span class="what">
                <span>{{ key.name }} <ui-badge>{{ 'roles.' + key.role | transloco }}</ui-badge> <ui-badge [tone]="toneOf(key)">{{ 'apiKeys.' + stateOf(key) | transloco }}</ui-badge></span>
                <small>{{ wordsOf(key) }}</small>
              </span>
              @if (stateOf(key) === 'live') { <button uiButton size="sm" type="button" [attr.aria-label]="'apiKeys.revokeOf' | transloco: { name: key.name }" (click)="revoke(key)">{{ 'apiKeys.revoke' | transloco }}</button> }
            </li>
          }
        </ul>
      }
    </app-settings-section>
  `,
  styleUrl: '../settings-page.css',
  styles: `.rows ui-icon { flex: none; color: var(--muted); }`,
})
export class ApiKeysPage {
  private readonly gateway = inject(ApiKeysGateway);
  private readonly dialogs = inject(UiDialogs);
  private readonly confirm = inject(UiConfirm);
  private readonly toasts = inject(UiToasts);
  private readonly formats = inject(Formats);
  private readonly transloco = inject(TranslocoService);
  protected readonly errors = inject(ErrorText);
  protected readonly keys = signal<readonly ApiKeyRow[] | null>(null);
  protected readonly problem = signal<AppError | null>(null);

  constructor() {
    void this.load();
  }

  protected stateOf(key: ApiKeyRow): 'live' | 'expired' | 'revoked' {
    if (key.revokedAt) return 'revoked';
    return key.expiresAt && Date.parse(key.expiresAt) < Date.now() ? 'expired' : 'live';
  }

  protected toneOf(key: ApiKeyRow): Tone {
    return this.stateOf(key) === 'live' ? 'ok' : 'neutral';
  }

  protected wordsOf(key: ApiKeyRow): string {
    return [
      this.say('ending', { hint: key.hint }),
      this.say('by', { name: key.createdBy }),
      key.lastUsedAt ? this.say('used', { ago: this.formats.relative(key.lastUsedAt) }) : this.say('unused'),
      key.expiresAt ? this.say('until', { day: this.formats.date(key.expiresAt) }) : '',
    ].filter(Boolean).join(' · ');
  }

  protected create(): void {
    this.dialogs.open(ApiKeyDialog, { size: 'sm' }).closed.subscribe(() => void this.load());
  }

  protected async revoke(key: ApiKeyRow): Promise<void> {
    const { name } = key;
    if (!(await this.confirm.ask({ title: this.say('revokeTitle', { name }), text: this.say('revokeText'), action: this.say('revoke'), tone: 'bad' }))) return;
    try {
      const revoked = await this.gateway.revoke(key.id);
      this.keys.update((keys) => (keys ?? []).map((each) => (each.id === revoked.id ? revoked : each)));
      this.toasts.success(this.say('revokedNow', { name }));
    } catch (error) {
      this.errors.toast(error);
    }
  }

  private async load(): Promise<void> {
    try {
      this.keys.set(await this.gateway.list());
      this.problem.set(null);
    } catch (error) {
      this.problem.set(toAppError(error));
      this.keys.update((keys) => keys ?? []);
    }
  }

  private say(key: string, values: Readonly<Record<string, unknown>> = {}): string {
    return this.transloco.translate(`apiKeys.${key}`, { ...values });
  }
}
