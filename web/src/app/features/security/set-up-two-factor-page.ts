import { Component, effect, inject } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiButton } from '@libs/ui';
import { ErrorText } from '../../core/graphql/error-text.js';
import { SessionStore } from '../../core/session/session.store.js';
import { AuthLayout } from '../auth/auth-layout.js';
import { TwoFactorSetup } from './two-factor-setup.js';

/** All there is for a member whose workspace requires two-factor sign-in, until it is set up. */
@Component({
  selector: 'app-set-up-two-factor-page',
  imports: [AuthLayout, TranslocoPipe, TwoFactorSetup, UiButton],
  template: `
    <app-auth-layout [heading]="'security.setUp.heading' | transloco" [lead]="'security.setUp.lead' | transloco">
      <app-two-factor-setup (done)="enter()" />
      <p class="mt-6"><button uiButton variant="ghost" type="button" (click)="leave()">{{ 'security.setUp.signOut' | transloco }}</button></p>
    </app-auth-layout>
  `,
})
export class SetUpTwoFactorPage {
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly errors = inject(ErrorText);

  constructor() {
    effect(() => {
      if (this.session.state() === 'unauthenticated') void this.router.navigateByUrl('/sign-in');
    });
  }

  protected async enter(): Promise<void> {
    await this.session.reload();
    await this.router.navigateByUrl('/', { replaceUrl: true });
  }

  protected async leave(): Promise<void> {
    try {
      await this.session.signOut();
    } catch (error) {
      this.errors.toast(error);
    }
  }
}
