import { Component, effect, inject } from '@angular/core';
import { Router, RouterOutlet } from '@angular/router';
import { UiToastOutlet } from '@libs/ui';
import { Languages } from './core/i18n/languages.js';
import { OwnMembership } from './core/presence/own-membership.js';
import { Presence } from './core/presence/presence.js';
import { RecordSearch } from './core/records/record-search.js';
import { SessionStore } from './core/session/session.store.js';
import { Theme } from './core/theme/theme.js';
import { Logo } from './shell/logo.js';

@Component({
  selector: 'app-root',
  imports: [Logo, RouterOutlet, UiToastOutlet],
  template: `
    @if (session.state() === 'loading') { <div class="splash"><app-logo [size]="40" /></div> }
    <router-outlet /><ui-toast-outlet />
  `,
})
export class App {
  protected readonly session = inject(SessionStore);
  // Applies the theme from the first moment on, also on pages without the shell.
  protected readonly theme = inject(Theme);

  constructor() {
    // These work from the first moment on and for every page.
    inject(Languages);
    inject(Presence);
    inject(OwnMembership);
    inject(RecordSearch);
    const router = inject(Router);
    // Whatever page is open: nothing works until it is set up.
    effect(() => {
      if (this.session.state() === 'restricted') void router.navigateByUrl('/set-up-two-factor');
    });
  }
}
