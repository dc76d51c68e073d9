import { Component } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiButton } from '@libs/ui';
import { SystemPage } from './system-page.js';

@Component({
  selector: 'app-failed-page',
  imports: [SystemPage, TranslocoPipe, UiButton],
  template: `
    <main>
      <h1 class="ui-sr">{{ 'pages.failed.title' | transloco }}</h1>
      <app-system-page icon="cloud-off" [heading]="'pages.failed.title' | transloco" [text]="'pages.failed.text' | transloco">
        <button uiButton type="button" variant="primary" (click)="reload()">{{ 'app.retry' | transloco }}</button>
      </app-system-page>
    </main>
  `,
  styles: `main { min-height: 100dvh; display: grid; }`,
})
export class FailedPage {
  protected reload(): void {
    location.reload();
  }
}
