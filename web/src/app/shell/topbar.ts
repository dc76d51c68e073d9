import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, inject, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiAvatar, UiBreadcrumbs, UiIconButton } from '@libs/ui';
import { Page } from '../core/page/page.js';
import { AccountMenu } from './account-menu.js';
import { NotificationBell } from './notification-bell.js';

const SHOWN = 3;

/** Heading and way back at the left; the page's actions, colleagues and the account at the right. */
@Component({
  selector: 'app-topbar',
  imports: [AccountMenu, NgTemplateOutlet, NotificationBell, TranslocoPipe, UiAvatar, UiBreadcrumbs, UiIconButton],
  template: `
    <button uiIconButton type="button" class="menu" icon="menu" [label]="'nav.open' | transloco" (click)="menu.emit()"></button>
    @if (page.info().crumbs?.length) { <ui-breadcrumbs class="crumbs" [items]="above()" /> }
    <h1>{{ page.info().title ?? page.routeTitle() }}</h1>
    @if (page.info().note; as note) { <span class="note">{{ note }}</span> }
    <span class="space"></span>
    @if (people().length) {
      <span class="people" role="img" [attr.aria-label]="'presence.label' | transloco: { names: names() }">
        @for (person of people().slice(0, shown); track person.id) { <ui-avatar [name]="person.name" [size]="24" [title]="person.name" /> }
        @if (people().length > shown) { <span class="more">+{{ people().length - shown }}</span> }
      </span>
    }
    <div class="actions"><ng-container [ngTemplateOutlet]="page.actions()" /></div>
    <app-notification-bell />
    <app-account-menu (help)="help.emit()" />
  `,
  styles: `
    :host { display: flex; align-items: center; gap: 8px; flex: none; height: 48px; padding: 0 12px 0 16px; border-bottom: 1px solid var(--line); background: var(--bg); }
    .menu { display: none; margin-left: -8px; }
    h1 { flex: 0 1 auto; min-width: 0; overflow: hidden; font-size: 14px; line-height: 1.4; text-overflow: ellipsis; white-space: nowrap; }
    .note { color: var(--muted); white-space: nowrap; }
    .space { flex: 1; }
    .actions { display: flex; align-items: center; gap: 8px; }
    .people { display: inline-flex; align-items: center; margin-right: 4px; }
    .people ui-avatar { margin-left: -6px; border: 2px solid var(--bg); box-sizing: content-box; }
    .more { margin-left: 4px; color: var(--muted); font-size: var(--text-sm); }
    @media (max-width: 800px) { .menu { display: inline-flex; } .crumbs { display: none; } }
    @media (max-width: 480px) {
      .note, .people { display: none; }
      :host { padding-right: 8px; }
      /* Names of records may be long, and there is room for two lines. */
      h1 { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; font-size: 13px; line-height: 1.25; overflow-wrap: anywhere; white-space: normal; }
    }
  `,
  host: { role: 'banner' },
})
export class Topbar {
  readonly menu = output();
  readonly help = output();
  protected readonly page = inject(Page);
  protected readonly shown = SHOWN;
  protected readonly people = computed(() => [...new Map([...(this.page.info().people ?? []), ...this.page.colleagues()].map((person) => [person.id, person])).values()]);
  protected readonly names = computed(() => this.people().map((person) => person.name).join(', '));
  /** The heading itself is the last crumb, so the trail ends with an open step. */
  protected readonly above = computed(() => [...(this.page.info().crumbs ?? []), { label: '' }]);
}
