import { Component, computed, inject, output } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiAvatar, UiMenu, UiMenuFor, UiMenuGroup, UiMenuItem, UiMenuRadio, UiToasts } from '@libs/ui';
import { SessionStore } from '../core/session/session.store.js';
import { Theme, type Density, type ThemeChoice } from '../core/theme/theme.js';
import { Navigation } from './navigation.js';

@Component({
  selector: 'app-account-menu',
  imports: [RouterLink, TranslocoPipe, UiAvatar, UiMenu, UiMenuFor, UiMenuGroup, UiMenuItem, UiMenuRadio],
  template: `
    <button type="button" class="account" [uiMenuFor]="menu" [attr.aria-label]="'account.menu' | transloco: { name: name() }"><ui-avatar [name]="name()" [size]="26" /></button>
    <ng-template #menu>
      <ui-menu>
        <div class="who" role="presentation">
          <strong>{{ name() }}</strong><span>{{ session.user()?.email }}</span>
          @if (session.role(); as role) { <span>{{ 'roles.' + role | transloco }} · {{ session.tenant()?.name }}</span> }
        </div>
        @if (navigation.has('settings')) { <a uiMenuItem icon="circle-user" routerLink="/settings/profile">{{ 'account.profile' | transloco }}</a> }
        <a uiMenuItem icon="message-square" routerLink="/feedback" [state]="{ from: router.url }">{{ 'account.feedback' | transloco }}</a>
        <button uiMenuItem icon="keyboard" keys="?" (triggered)="help.emit()">{{ 'account.shortcuts' | transloco }}</button>
        <ui-menu-group [label]="'account.theme' | transloco" />
        @for (choice of themes; track choice) {
          <button uiMenuRadio [checked]="theme.choice() === choice" (triggered)="theme.choice.set(choice)">{{ 'account.' + choice | transloco }}</button>
        }
        <ui-menu-group [label]="'account.density' | transloco" />
        @for (choice of densities; track choice) {
          <button uiMenuRadio [checked]="theme.density() === choice" (triggered)="theme.density.set(choice)">{{ 'account.' + choice | transloco }}</button>
        }
        <ui-menu-group />
        <button uiMenuItem icon="log-out" (triggered)="signOut()">{{ 'account.signOut' | transloco }}</button>
      </ui-menu>
    </ng-template>
  `,
  styles: `
    .account { display: grid; place-items: center; width: 34px; height: 34px; padding: 0; border: 0; border-radius: 50%; background: none; }
    .account:hover, .account[aria-expanded='true'] { background: var(--hover); }
    .who { display: flex; flex-direction: column; padding: 7px 8px 9px; margin: -4px -4px 4px; padding-inline: 12px; border-bottom: 1px solid var(--line); }
    .who span { color: var(--muted); font-size: var(--text-sm); }
  `,
})
export class AccountMenu {
  readonly help = output();
  protected readonly session = inject(SessionStore);
  protected readonly theme = inject(Theme);
  protected readonly navigation = inject(Navigation);
  protected readonly router = inject(Router);
  private readonly toasts = inject(UiToasts);
  private readonly transloco = inject(TranslocoService);
  protected readonly name = computed(() => this.session.user()?.name ?? '');
  protected readonly themes: readonly ThemeChoice[] = ['system', 'light', 'dark'];
  protected readonly densities: readonly Density[] = ['compact', 'comfortable'];

  protected async signOut(): Promise<void> {
    try {
      await this.session.signOut();
      await this.router.navigateByUrl('/sign-in');
    } catch {
      this.toasts.error(this.transloco.translate('account.signOutFailed'));
    }
  }
}
