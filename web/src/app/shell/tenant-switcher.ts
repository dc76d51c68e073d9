import { Component, computed, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiAvatar, UiIcon, UiMenu, UiMenuFor, UiMenuGroup, UiMenuRadio } from '@libs/ui';
import { ErrorText } from '../core/graphql/error-text.js';
import { SessionStore } from '../core/session/session.store.js';
import { Logo } from './logo.js';

/** Logo and workspace at the top left; a menu where a person belongs to several. */
@Component({
  selector: 'app-tenant-switcher',
  imports: [Logo, UiAvatar, UiIcon, UiMenu, UiMenuFor, UiMenuGroup, UiMenuRadio, TranslocoPipe],
  template: `
    @if (others() && !narrow()) {
      <button type="button" class="tenant" [uiMenuFor]="menu" [attr.aria-label]="'nav.workspace' | transloco: { name: name() }" [disabled]="busy()">
        <app-logo /><span class="name">{{ name() }}</span><ui-icon name="chevrons-up-down" [size]="14" />
      </button>
    } @else {
      <div class="tenant"><app-logo />@if (!narrow()) { <span class="name">{{ name() }}</span> }</div>
    }
    <ng-template #menu>
      <ui-menu>
        <ui-menu-group [label]="'nav.switch' | transloco" />
        @for (each of session.me()?.memberships; track each.tenantId) {
          <button uiMenuRadio [checked]="each.tenantId === session.tenant()?.id" (triggered)="choose(each.tenantId)">
            <span class="row"><ui-avatar [name]="each.tenantName" [square]="true" />{{ each.tenantName }}</span>
          </button>
        }
      </ui-menu>
    </ng-template>
  `,
  styles: `
    :host { display: block; min-width: 0; flex: 1; }
    .tenant {
      display: flex; align-items: center; gap: 9px; width: 100%; height: 36px; padding: 0 6px; border: 0; border-radius: var(--radius); background: none;
      color: var(--fg); font: 600 var(--text)/1 var(--font); text-align: left;
    }
    button.tenant:hover, button.tenant[aria-expanded='true'] { background: var(--active); }
    .name { flex: 0 1 auto; min-width: 0; overflow: hidden; line-height: 1.4; text-overflow: ellipsis; white-space: nowrap; }
    ui-icon { color: var(--muted); }
    .row { display: flex; align-items: center; gap: 8px; }
  `,
})
export class TenantSwitcher {
  readonly narrow = input(false);
  protected readonly session = inject(SessionStore);
  private readonly errors = inject(ErrorText);
  protected readonly busy = signal(false);
  protected readonly name = computed(() => this.session.tenant()?.name ?? '');
  protected readonly others = computed(() => (this.session.me()?.memberships.length ?? 0) > 1);

  protected async choose(tenantId: string): Promise<void> {
    if (tenantId === this.session.tenant()?.id) return;
    this.busy.set(true);
    try {
      await this.session.switchTenant(tenantId);
    } catch (error) {
      this.errors.toast(error);
      this.busy.set(false);
    }
  }
}
