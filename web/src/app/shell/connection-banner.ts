import { Component, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner } from '@libs/ui';
import { Connection } from '../core/connection/connection.js';

@Component({
  selector: 'app-connection-banner',
  imports: [TranslocoPipe, UiBanner],
  template: `
    @if (connection.state() !== 'online') {
      <ui-banner tone="warn" [icon]="connection.state() === 'offline' ? 'wifi-off' : 'refresh-cw'">{{ 'connection.' + connection.state() | transloco }}</ui-banner>
    }
  `,
  styles: `ui-banner { border-radius: 0; justify-content: center; }`,
})
export class ConnectionBanner {
  protected readonly connection = inject(Connection);
}
