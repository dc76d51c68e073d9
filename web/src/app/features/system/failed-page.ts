import { Component, computed, inject } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiButton } from '@libs/ui';
import { ErrorText } from '../../core/graphql/error-text.js';
import { NavigationFailure } from '../../core/page/navigation-failure.js';
import { SystemPage } from './system-page.js';

@Component({
  selector: 'app-failed-page',
  imports: [SystemPage, TranslocoPipe, UiButton],
  template: `
    <main>
      <h1 class="ui-sr">{{ 'pages.failed.title' | transloco }}</h1>
      <app-system-page icon="cloud-off" [heading]="'pages.failed.title' | transloco" [text]="text()">
        <button uiButton type="button" variant="primary" (click)="reload()">{{ 'app.retry' | transloco }}</button>
      </app-system-page>
    </main>
  `,
  styles: `main { min-height: 100dvh; display: grid; }`,
})
export class FailedPage {
  private readonly failure = inject(NavigationFailure);
  private readonly errors = inject(ErrorText);
  private readonly transloco = inject(TranslocoService);
  protected readonly text = computed(() => {
    const error = this.failure.error();
    return error ? this.errors.of(error) : this.transloco.translate('pages.failed.text');
  });

  protected reload(): void {
    location.reload();
  }
}
