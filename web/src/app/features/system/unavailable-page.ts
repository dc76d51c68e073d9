import { Component, effect, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiButton } from '@libs/ui';
import { safeReturnTo } from '../../core/session/session.guards.js';
import { SessionStore } from '../../core/session/session.store.js';
import { SystemPage } from './system-page.js';

/** Waits for the API and goes on by itself. */
@Component({
  selector: 'app-unavailable-page',
  imports: [SystemPage, TranslocoPipe, UiButton],
  template: `
    <main>
      <h1 class="ui-sr">{{ 'pages.unavailable.title' | transloco }}</h1>
      <app-system-page icon="cloud-off" [heading]="'pages.unavailable.title' | transloco" [text]="'pages.unavailable.text' | transloco">
        <button uiButton type="button" variant="primary" [loading]="busy()" (click)="retry()">{{ 'app.retry' | transloco }}</button>
      </app-system-page>
    </main>
  `,
  styles: `main { min-height: 100dvh; display: grid; }`,
})
export class UnavailablePage {
  readonly returnTo = input<string>();
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  protected readonly busy = signal(false);

  constructor() {
    effect(() => {
      const state = this.session.state();
      if (state === 'authenticated' || state === 'unauthenticated') void this.router.navigateByUrl(safeReturnTo(this.returnTo(), '/'));
    });
    if (this.session.state() === 'loading') void this.session.load();
  }

  protected async retry(): Promise<void> {
    this.busy.set(true);
    await this.session.reload();
    this.busy.set(false);
  }
}
