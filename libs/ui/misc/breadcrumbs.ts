import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { UiIcon } from '../icon/icon.js';
import { UI_TEXT } from '../text/ui-text.js';

export interface Crumb {
  readonly label: string;
  /** Router path; absent for the page one is on. */
  readonly link?: string;
}

/** `<ui-breadcrumbs [items]="[{ label: 'Accounts', link: '/accounts' }, { label: 'Acme' }]" />`. */
@Component({
  selector: 'ui-breadcrumbs',
  imports: [RouterLink, UiIcon],
  template: `
    <nav [attr.aria-label]="text().breadcrumb">
      <ol>
        @for (item of items(); track $index; let last = $last) {
          <li>
            @if (item.link && !last) { <a [routerLink]="item.link">{{ item.label }}</a> } @else { <span [attr.aria-current]="last ? 'page' : null">{{ item.label }}</span> }
            @if (!last) { <ui-icon name="chevron-right" [size]="13" /> }
          </li>
        }
      </ol>
    </nav>
  `,
  styles: `
    :host { min-width: 0; }
    ol { display: flex; align-items: center; gap: 4px; min-width: 0; margin: 0; padding: 0; list-style: none; }
    li { display: flex; align-items: center; gap: 4px; min-width: 0; color: var(--muted); }
    li:last-child { font-weight: 600; color: var(--fg); }
    a, span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; text-decoration: none; border-radius: 3px; }
    a:hover { color: var(--fg); text-decoration: underline; }
  `,
})
export class UiBreadcrumbs {
  readonly items = input.required<readonly Crumb[]>();
  protected readonly text = inject(UI_TEXT);
}
