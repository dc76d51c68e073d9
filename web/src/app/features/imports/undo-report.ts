import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner } from '@libs/ui';
import type { ImportDetail } from './import-model.js';
import { ImportWords } from './import-words.js';

/** What the undoing took back, and what stayed because somebody had changed it. */
@Component({
  selector: 'app-undo-report',
  imports: [RouterLink, TranslocoPipe, UiBanner],
  template: `
    <ui-banner [tone]="undo().skippedCount ? 'warn' : 'ok'">{{ words.count('undo.done', undo().reverted) }} @if (undo().skippedCount) { {{ words.count('undo.left', undo().skippedCount) }} }</ui-banner>
    @if (undo().skipped.length) {
      <h3>{{ 'imports.undo.heading' | transloco }}</h3>
      <ul class="ui-card">
        @for (left of undo().skipped; track $index) {
          <li>@if (words.link(left.recordType, left.recordId); as link) { <a class="ui-link" [routerLink]="link">{{ left.title }}</a> } @else { <strong>{{ left.title }}</strong> }<span>{{ left.reason }}</span></li>
        }
      </ul>
    }
  `,
  styles: `
    h3 { margin: 14px 0 8px; font-size: var(--text); }
    ul { max-height: 420px; margin: 0; padding: 4px 0; overflow: auto; list-style: none; }
    li { display: flex; flex-wrap: wrap; gap: 4px 14px; padding: 7px 16px; }
    span { color: var(--muted); }
  `,
})
export class UndoReport {
  readonly undo = input.required<NonNullable<ImportDetail['undo']>>();
  protected readonly words = inject(ImportWords);
}
