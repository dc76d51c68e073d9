import { Component, input } from '@angular/core';

export type Tone = 'neutral' | 'brand' | 'ok' | 'warn' | 'bad' | 'info';

/** `<ui-badge tone="ok">Won</ui-badge>`; `dot` puts a coloured dot before it (any CSS colour in `color`). */
@Component({
  selector: 'ui-badge',
  template: `@if (color(); as color) { <i [style.background]="color"></i> }<ng-content />`,
  styles: `
    :host {
      display: inline-flex; align-items: center; gap: 5px; max-width: 100%; height: 20px; padding: 0 7px; border-radius: 5px;
      font-size: var(--text-sm); font-weight: 500; line-height: 20px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis;
      background: var(--neutral-soft); color: var(--neutral);
    }
    :host([data-tone='ok']) { background: var(--ok-soft); color: var(--ok); }
    :host([data-tone='warn']) { background: var(--warn-soft); color: var(--warn); }
    :host([data-tone='bad']) { background: var(--bad-soft); color: var(--bad); }
    :host([data-tone='info']) { background: var(--info-soft); color: var(--info); }
    :host([data-tone='brand']) { background: var(--brand-soft); color: var(--brand-fg); }
    i { flex: none; width: 7px; height: 7px; border-radius: 50%; }
  `,
  host: { '[attr.data-tone]': 'tone()' },
})
export class UiBadge {
  readonly tone = input<Tone>('neutral');
  readonly color = input<string | null>(null);
}
