import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner, UiButton, UiSkeleton, UiSwitch } from '@libs/ui';
import { toAppError, type AppError } from '../../../core/graphql/app-error.js';
import { ErrorText } from '../../../core/graphql/error-text.js';
import { NotificationsGateway, type NotificationPreference } from '../../../core/notifications/notifications.gateway.js';
import { SettingsSection } from '../settings-section.js';

const DEALS: readonly string[] = ['DEAL_ASSIGNED', 'DEAL_STAGE_CHANGED', 'DEAL_WON', 'DEAL_LOST', 'ACCOUNT_ASSIGNED'];
const WORK: readonly string[] = ['TASK_ASSIGNED', 'TASK_DUE', 'TASK_OVERDUE', 'MEETING_REMINDER'];

/** What the person wants to be told; each switch holds from then on. */
@Component({
  selector: 'app-notifications-page',
  imports: [SettingsSection, TranslocoPipe, UiBanner, UiButton, UiSkeleton, UiSwitch],
  template: `
    <app-settings-section [heading]="'settings.notifications.heading' | transloco" [text]="'settings.notifications.text' | transloco">
      @if (error(); as problem) { <ui-banner tone="bad">{{ errors.of(problem) }} <button uiButton size="sm" type="button" (click)="load()">{{ 'app.retry' | transloco }}</button></ui-banner> }
      @if (preferences()) {
        @for (group of groups(); track group.id) {
          <div class="head"><h3>{{ 'settings.notifications.groups.' + group.id | transloco }}</h3><span>{{ 'settings.notifications.inApp' | transloco }}</span></div>
          <ul class="rows">
            @for (preference of group.items; track preference.type) {
              <li>
                <span class="what"><span>{{ 'settings.notifications.types.' + preference.type | transloco }}</span></span>
                <ui-switch [checked]="preference.enabled" [label]="'settings.notifications.toggle' | transloco: { what: 'settings.notifications.types.' + preference.type | transloco }" (checkedChange)="set(preference, $event)" />
              </li>
            }
          </ul>
        }
      } @else if (!error()) { <ui-skeleton class="block h-40" /> }
    </app-settings-section>
  `,
  styleUrl: '../settings-page.css',
  styles: `
    .head { display: flex; align-items: baseline; justify-content: space-between; margin: 18px 14px 6px; color: var(--muted); font-size: var(--text-sm); }
    .head h3 { color: var(--fg); font-size: var(--text); font-weight: 500; }
  `,
})
export class NotificationsPage {
  private readonly gateway = inject(NotificationsGateway);
  protected readonly errors = inject(ErrorText);
  protected readonly preferences = signal<readonly NotificationPreference[] | null>(null);
  protected readonly error = signal<AppError | null>(null);
  protected readonly groups = computed(() => {
    const inApp = (this.preferences() ?? []).filter(({ channel }) => channel === 'IN_APP');
    const of = (types: readonly string[]): readonly NotificationPreference[] => inApp.filter(({ type }) => types.includes(type));
    return [
      { id: 'deals', items: of(DEALS) },
      { id: 'work', items: of(WORK) },
      { id: 'other', items: inApp.filter(({ type }) => !DEALS.includes(type) && !WORK.includes(type)) },
    ];
  });

  constructor() {
    void this.load();
  }

  /** Shown at once; as it was when it fails. */
  protected async set(preference: NotificationPreference, enabled: boolean): Promise<void> {
    this.preferences.update((all) => all?.map((each) => (each === preference ? { ...each, enabled } : each)) ?? null);
    try {
      this.preferences.set(await this.gateway.setPreference(preference, enabled));
    } catch (error) {
      this.errors.toast(error);
      await this.load();
    }
  }

  protected async load(): Promise<void> {
    try {
      this.preferences.set(await this.gateway.preferences());
      this.error.set(null);
    } catch (error) {
      this.error.set(toAppError(error));
    }
  }
}
