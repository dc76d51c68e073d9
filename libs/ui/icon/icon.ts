import { Component, computed, input } from '@angular/core';
import { ICON_NAMES, type IconName } from './icon-names.js';

const KNOWN: ReadonlySet<string> = new Set(ICON_NAMES);

/** The icon of that name, or `circle` when the sprite has none (names also come from record descriptions). */
export function iconOr(name: string | null | undefined, fallback: IconName = 'circle'): IconName {
  return name && KNOWN.has(name) ? (name as IconName) : fallback;
}

/** `<ui-icon name="plus" />`: decorative; the name of the control says what it means. Size in px. */
@Component({
  selector: 'ui-icon',
  template: `<svg [attr.width]="size()" [attr.height]="size()" aria-hidden="true" focusable="false"><use [attr.href]="href()" /></svg>`,
  styles: `
    :host { display: inline-flex; flex: none; line-height: 0; }
    svg { fill: none; stroke: currentcolor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
  `,
})
export class UiIcon {
  readonly name = input.required<IconName>();
  readonly size = input(16);
  protected readonly href = computed(() => `/icons.svg#${this.name()}`);
}
