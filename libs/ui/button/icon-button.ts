import { booleanAttribute, Component, input } from '@angular/core';
import { UiIcon } from '../icon/icon.js';
import type { IconName } from '../icon/icon-names.js';
import { UiTooltip } from '../tooltip/tooltip.js';

/** `<button uiIconButton icon="x" label="Close"></button>`: the label is the accessible name and the tooltip. */
@Component({
  selector: 'button[uiIconButton], a[uiIconButton]',
  imports: [UiIcon],
  hostDirectives: [{ directive: UiTooltip, inputs: ['uiTooltip: label', 'uiTooltipKeys: keys'] }],
  template: `<ui-icon [name]="icon()" [size]="iconSize()" />`,
  styles: `
    :host {
      display: inline-flex; align-items: center; justify-content: center; flex: none;
      width: var(--control); height: var(--control); padding: 0;
      border: 1px solid transparent; border-radius: var(--radius);
      background: transparent; color: var(--muted);
      transition: background var(--fast), color var(--fast);
    }
    :host([data-size='sm']) { width: 24px; height: 24px; border-radius: var(--radius-sm); }
    :host(:hover), :host([aria-expanded='true']) { background: var(--hover); color: var(--fg); }
    :host([aria-pressed='true']) { background: var(--active); color: var(--fg); }
    :host([data-outlined]) { border-color: var(--line-strong); background: var(--surface); }
    :host(:disabled) { opacity: 0.45; pointer-events: none; }
    @media (pointer: coarse) { :host([data-size='sm']) { width: 32px; height: 32px; } }
  `,
  host: { '[attr.data-size]': 'size()', '[attr.data-outlined]': "outlined() ? '' : null", '[attr.aria-label]': 'label()' },
})
export class UiIconButton {
  readonly icon = input.required<IconName>();
  readonly label = input.required<string>();
  readonly size = input<'sm' | 'md'>('md');
  readonly iconSize = input(16);
  readonly outlined = input(false, { transform: booleanAttribute });
}
