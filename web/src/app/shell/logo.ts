import { Component, input } from '@angular/core';

/** The product's sign. Decorative: the name stands beside it. */
@Component({
  selector: 'app-logo',
  template: `
    <svg viewBox="0 0 32 32" [attr.width]="size()" [attr.height]="size()" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8.5" class="plate" />
      <path d="M11 8v16M11 17l9-9M14.5 13.5 21 24" class="stroke" />
    </svg>
  `,
  styles: `
    :host { display: inline-flex; flex: none; }
    .plate { fill: var(--brand); }
    .stroke { fill: none; stroke: var(--on-brand); stroke-width: 3.2; stroke-linecap: round; stroke-linejoin: round; }
  `,
})
export class Logo {
  readonly size = input(24);
}
