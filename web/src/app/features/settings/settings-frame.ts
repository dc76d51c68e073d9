import { Component, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiIcon } from '@libs/ui';
import { filter, map, startWith } from 'rxjs';
import { usePage } from '../../core/page/page.js';
import { SessionStore } from '../../core/session/session.store.js';
import { settingsPages } from './settings-pages.js';

/** The list of settings beside the page one is on. A phone shows one of the two: first the list, then the page with a way back. */
@Component({
  selector: 'app-settings-frame',
  imports: [RouterLink, RouterLinkActive, RouterOutlet, TranslocoPipe, UiIcon],
  template: `
    <nav [attr.aria-label]="'settings.list' | transloco" [class.alone]="atList()">
      @for (group of groups(); track group.id) {
        <h2 [id]="'settings-' + group.id">{{ 'settings.groups.' + group.id | transloco }}</h2>
        <ul [attr.aria-labelledby]="'settings-' + group.id">
          @for (page of group.pages; track page.id) {
            <li>
              <a [routerLink]="'/settings/' + page.id" routerLinkActive="on" ariaCurrentWhenActive="page">
                <ui-icon [name]="page.icon" [size]="15" /><span>{{ page.label | transloco }}</span><ui-icon class="go" name="chevron-right" [size]="14" />
              </a>
            </li>
          }
        </ul>
      }
    </nav>
    <div class="page" [class.away]="atList()">
      <a class="back" routerLink="/settings"><ui-icon name="chevron-left" [size]="15" />{{ 'settings.back' | transloco }}</a>
      <router-outlet />
    </div>
  `,
  styleUrl: './settings-frame.css',
})
export class SettingsFrame {
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly url = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map((event) => event.urlAfterRedirects),
      startWith(this.router.url),
    ),
    { requireSync: true },
  );
  protected readonly atList = computed(() => this.url().split(/[?#]/)[0] === '/settings');
  protected readonly groups = computed(() =>
    (['you', 'workspace'] as const)
      .map((id) => ({ id, pages: settingsPages.filter((page) => page.group === id && (page.visible?.(this.session) ?? true)).sort((one, other) => one.order - other.order) }))
      .filter((group) => group.pages.length > 0),
  );

  constructor() {
    usePage(() => ({}));
  }
}
