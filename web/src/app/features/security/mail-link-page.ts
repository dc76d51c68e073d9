import { Component, inject, input, signal, type OnInit } from '@angular/core';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner, UiButton, UiSkeleton } from '@libs/ui';
import { ErrorText } from '../../core/graphql/error-text.js';
import { SessionStore } from '../../core/session/session.store.js';
import { AuthLayout } from '../auth/auth-layout.js';
import { SecurityGateway } from './security.gateway.js';

/** Where links lead that prove an address or change it: opening them is all there is to do. */
@Component({
  selector: 'app-mail-link-page',
  imports: [AuthLayout, RouterLink, TranslocoPipe, UiBanner, UiButton, UiSkeleton],
  template: `
    <app-auth-layout [heading]="'security.' + kind() + '.title' | transloco" [lead]="state() === 'working' ? ('security.' + kind() + '.working' | transloco) : ''">
      <div class="flex flex-col gap-4" aria-live="polite">
        @switch (state()) {
          @case ('working') { <ui-skeleton height="42px" /> }
          @case ('done') { <ui-banner tone="ok">{{ 'security.' + kind() + '.done' | transloco }}</ui-banner> }
          @default { <ui-banner tone="bad">{{ problem() }}</ui-banner> }
        }
        @if (state() !== 'working') { <a uiButton size="lg" variant="primary" routerLink="/">{{ 'security.' + kind() + '.go' | transloco }}</a> }
      </div>
    </app-auth-layout>
  `,
})
export class MailLinkPage implements OnInit {
  /** From the route: which of the two. */
  readonly kind = input.required<'verify' | 'confirm'>();
  private readonly gateway = inject(SecurityGateway);
  private readonly session = inject(SessionStore);
  private readonly errors = inject(ErrorText);
  private readonly token = inject(ActivatedRoute).snapshot.fragment ?? '';
  protected readonly state = signal<'working' | 'done' | 'failed'>('working');
  protected readonly problem = signal('');

  ngOnInit(): void {
    void this.open();
  }

  private async open(): Promise<void> {
    try {
      await (this.kind() === 'verify' ? this.gateway.verifyEmail(this.token) : this.gateway.confirmEmailChange(this.token));
      this.state.set('done');
      await this.session.refreshAbilities();
    } catch (error) {
      this.problem.set(this.errors.of(error));
      this.state.set('failed');
    }
  }
}
