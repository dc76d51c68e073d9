import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBadge, UiButton, UiIcon, type IconName } from '@libs/ui';
import { SessionStore } from '../../core/session/session.store.js';
import { Navigation } from '../../shell/navigation.js';

interface Way {
  readonly id: 'import' | 'hand' | 'invite';
  readonly needs: string;
  readonly icon: IconName;
  readonly link: string;
  readonly query: Readonly<Record<string, string>>;
}

const WAYS: readonly Way[] = [
  { id: 'import', needs: 'imports', icon: 'file-up', link: '/imports/new', query: {} },
  { id: 'hand', needs: 'accounts', icon: 'building-2', link: '/accounts', query: { new: '1' } },
  { id: 'invite', needs: 'settings', icon: 'user-plus', link: '/settings/members', query: {} },
];

/** The first page of a new workspace: three ways to begin. */
@Component({
  selector: 'app-welcome-page',
  imports: [RouterLink, TranslocoPipe, UiBadge, UiButton, UiIcon],
  template: `
    <div class="page">
      <h2>{{ 'auth.welcome.heading' | transloco: { name: firstName() } }}</h2>
      <p class="lead">{{ 'auth.welcome.lead' | transloco: { tenant: session.tenant()?.name } }}</p>
      <div class="ways">
        @for (way of ways(); track way.id; let first = $first) {
          <section class="ui-card" [class.first]="first">
            <span class="icon"><ui-icon [name]="way.icon" [size]="20" /></span>
            <h3>{{ 'auth.welcome.' + way.id + 'Title' | transloco }}&ngsp;@if (way.id === 'import') { <ui-badge tone="brand">{{ 'auth.welcome.recommended' | transloco }}</ui-badge> }</h3>
            <p>{{ 'auth.welcome.' + way.id + 'Text' | transloco }}</p>
            <a uiButton [variant]="first ? 'primary' : 'secondary'" [routerLink]="way.link" [queryParams]="way.query">{{ 'auth.welcome.' + way.id + 'Action' | transloco }}</a>
          </section>
        }
      </div>
      <a class="ui-link" routerLink="/">{{ 'auth.welcome.skip' | transloco }}</a>
    </div>
  `,
  styles: `
    .page { max-width: 920px; margin: 0 auto; padding: clamp(28px, 8vh, 88px) 24px 40px; }
    h2 { font-size: 24px; letter-spacing: -0.02em; }
    .lead { margin: 4px 0 26px; color: var(--muted); font-size: 14px; }
    .ways { display: grid; grid-template-columns: repeat(auto-fit, minmax(240px, 1fr)); gap: 14px; margin-bottom: 22px; }
    section { display: flex; flex-direction: column; align-items: flex-start; gap: 8px; padding: 20px; }
    section.first { border-color: color-mix(in oklab, var(--brand) 45%, var(--line)); }
    .icon { display: grid; place-items: center; width: 38px; height: 38px; border-radius: 10px; background: var(--brand-soft); color: var(--brand-fg); }
    h3 { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; margin-top: 6px; font-size: 14px; }
    section p { flex: 1; margin: 0 0 10px; color: var(--muted); line-height: 1.5; }
  `,
})
export class WelcomePage {
  protected readonly session = inject(SessionStore);
  private readonly navigation = inject(Navigation);
  protected readonly firstName = computed(() => this.session.user()?.name.split(/\s+/)[0] ?? '');
  protected readonly ways = computed(() => WAYS.filter((way) => this.navigation.has(way.needs)));
}
