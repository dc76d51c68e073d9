import { CdkConnectedOverlay, CdkOverlayOrigin, type ConnectedPosition } from '@angular/cdk/overlay';
import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Component, effect, inject, signal, untracked } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiIconButton } from '@libs/ui';
import { useCommands } from '../core/commands/commands.js';
import { NotificationWords } from '../core/notifications/notification-words.js';
import { NotificationsStore } from '../core/notifications/notifications.store.js';
import { NotificationPanel } from './notification-panel.js';

const MOST = 99;

/** The bell of the top bar: how much is unread, and the panel with all of it. What arrives is said aloud. */
@Component({
  selector: 'app-notification-bell',
  imports: [CdkConnectedOverlay, CdkOverlayOrigin, NotificationPanel, TranslocoPipe, UiIconButton],
  template: `
    <button
      uiIconButton type="button" icon="bell" keys="g n" cdkOverlayOrigin #origin="cdkOverlayOrigin" aria-haspopup="dialog" [attr.aria-expanded]="open()"
      [label]="(store.unread() > 0 ? 'notifications.bellUnread' : 'notifications.bell') | transloco: { count: store.unread() }" (click)="toggle()"
    ></button>
    @if (store.unread() > 0) { <span class="badge" aria-hidden="true">{{ store.unread() > most ? most + '+' : store.unread() }}</span> }
    <ng-template
      cdkConnectedOverlay [cdkConnectedOverlayOrigin]="origin" [cdkConnectedOverlayOpen]="open()" [cdkConnectedOverlayPositions]="positions" [cdkConnectedOverlayHasBackdrop]="true"
      cdkConnectedOverlayBackdropClass="cdk-overlay-transparent-backdrop" [cdkConnectedOverlayPush]="true" [cdkConnectedOverlayViewportMargin]="8"
      (backdropClick)="open.set(false)" (detach)="open.set(false)" (overlayKeydown)="closeByKey($event)"
    >
      <app-notification-panel (left)="open.set(false)" />
    </ng-template>
  `,
  styles: `
    :host { position: relative; display: inline-flex; }
    .badge { position: absolute; top: -4px; left: 52%; min-width: 7px; height: 14px; padding: 0 3.5px; border: 2px solid var(--bg); border-radius: 99px; background: var(--brand); color: var(--on-brand); box-sizing: content-box; font-size: 10px; font-weight: 600; line-height: 14px; text-align: center; pointer-events: none; }
  `,
})
export class NotificationBell {
  protected readonly store = inject(NotificationsStore);
  protected readonly open = signal(false);
  protected readonly most = MOST;
  protected readonly positions: ConnectedPosition[] = [
    { originX: 'end', originY: 'bottom', overlayX: 'end', overlayY: 'top', offsetY: 6 },
    { originX: 'end', originY: 'top', overlayX: 'end', overlayY: 'bottom', offsetY: -6 },
  ];

  constructor() {
    const transloco = inject(TranslocoService);
    const words = inject(NotificationWords);
    const announcer = inject(LiveAnnouncer);
    useCommands(() => [{ id: 'notifications', label: transloco.translate('notifications.title'), group: transloco.translate('commands.general'), icon: 'bell', keys: 'g n', run: () => this.toggle() }]);
    effect(() => {
      const latest = this.store.latest();
      if (latest) untracked(() => void announcer.announce(words.text(latest)));
    });
  }

  protected toggle(): void {
    this.open.update((open) => !open);
    if (this.open()) void this.store.load();
  }

  protected closeByKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.open.set(false);
  }
}
