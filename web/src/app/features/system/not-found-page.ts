import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiButton } from '@libs/ui';
import { SystemPage } from './system-page.js';

@Component({
  selector: 'app-not-found-page',
  imports: [RouterLink, SystemPage, TranslocoPipe, UiButton],
  template: `
    <app-system-page icon="map-pin" [heading]="'pages.notFound.title' | transloco" [text]="'pages.notFound.text' | transloco">
      <a uiButton variant="primary" routerLink="/">{{ 'app.goHome' | transloco }}</a>
    </app-system-page>
  `,
})
export class NotFoundPage {}
