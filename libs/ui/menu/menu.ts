import { CdkMenu, CdkMenuItem, CdkMenuItemCheckbox, CdkMenuItemRadio, CdkMenuTrigger, CdkContextMenuTrigger } from '@angular/cdk/menu';
import { booleanAttribute, Component, Directive, inject, input } from '@angular/core';
import { UiIcon } from '../icon/icon.js';
import type { IconName } from '../icon/icon-names.js';
import { UiKbd } from '../misc/kbd.js';

/** Opens a menu: `<button uiButton [uiMenuFor]="menu">`, with `<ng-template #menu><ui-menu>...</ui-menu></ng-template>`. */
@Directive({
  selector: '[uiMenuFor]',
  hostDirectives: [
    { directive: CdkMenuTrigger, inputs: ['cdkMenuTriggerFor: uiMenuFor', 'cdkMenuTriggerData: uiMenuData'], outputs: ['cdkMenuOpened: menuOpened', 'cdkMenuClosed: menuClosed'] },
  ],
})
export class UiMenuFor {}

/** Opens the same kind of menu on right click or the menu key. */
@Directive({
  selector: '[uiContextMenuFor]',
  hostDirectives: [{ directive: CdkContextMenuTrigger, inputs: ['cdkContextMenuTriggerFor: uiContextMenuFor', 'cdkContextMenuTriggerData: uiContextMenuData'] }],
})
export class UiContextMenuFor {}

@Component({
  selector: 'ui-menu',
  hostDirectives: [CdkMenu],
  template: `<ng-content />`,
  styles: `
    :host { display: flex; flex-direction: column; min-width: 190px; max-width: 320px; max-height: min(70vh, 480px); overflow: auto; padding: 4px; outline: none; }
  `,
  host: { class: 'ui-popup' },
})
export class UiMenu {}

const ITEM_TEMPLATE = `
  @if (icon(); as icon) { <ui-icon [name]="icon" [size]="15" /> }
  <span class="label"><ng-content /></span>
  @if (keys(); as keys) { <ui-kbd [keys]="keys" /> }
`;
const ITEM_STYLES = `
  :host {
    display: flex; align-items: center; gap: 9px; flex: none; width: 100%; min-height: 30px; padding: 4px 8px; border: 0; border-radius: var(--radius-sm);
    background: none; color: var(--fg); font: 400 var(--text)/1.35 var(--font); text-align: left; text-decoration: none; outline: none;
  }
  :host(:hover), :host(:focus) { background: var(--hover); }
  :host(:focus-visible) { outline: 2px solid var(--focus); outline-offset: -2px; }
  :host([data-tone='bad']) { color: var(--bad); }
  :host([aria-disabled='true']) { opacity: 0.5; }
  .label { flex: 1; min-width: 0; }
  ui-icon { color: var(--muted); }
  :host([data-tone='bad']) ui-icon { color: inherit; }
  .mark { visibility: hidden; color: var(--brand-fg); }
  :host([aria-checked='true']) .mark { visibility: visible; }
  @media (pointer: coarse) { :host { min-height: 42px; } }
`;

/** `<button uiMenuItem icon="trash-2" tone="bad" (triggered)="remove()">Delete</button>`. */
@Component({
  selector: 'button[uiMenuItem], a[uiMenuItem]',
  imports: [UiIcon, UiKbd],
  hostDirectives: [{ directive: CdkMenuItem, inputs: ['cdkMenuItemDisabled: disabled'], outputs: ['cdkMenuItemTriggered: triggered'] }],
  template: ITEM_TEMPLATE,
  styles: ITEM_STYLES,
  host: { '[attr.data-tone]': 'tone()' },
})
export class UiMenuItem {
  readonly icon = input<IconName | null>(null);
  readonly keys = input<string | null>(null);
  readonly tone = input<'neutral' | 'bad'>('neutral');
}

const CHECK_TEMPLATE = `<ui-icon class="mark" name="check" [size]="15" /><span class="label"><ng-content /></span>`;

/** A menu item that is on or off: `<button uiMenuCheck [checked]="on" (triggered)="toggle()">`. With `stays` the menu stays open, for one who chooses several. */
@Component({
  selector: 'button[uiMenuCheck]',
  imports: [UiIcon],
  hostDirectives: [{ directive: CdkMenuItemCheckbox, inputs: ['cdkMenuItemChecked: checked', 'cdkMenuItemDisabled: disabled'], outputs: ['cdkMenuItemTriggered: triggered'] }],
  template: CHECK_TEMPLATE,
  styles: ITEM_STYLES,
})
export class UiMenuCheck {
  readonly stays = input(false, { transform: booleanAttribute });

  constructor() {
    const item = inject(CdkMenuItemCheckbox);
    const trigger = item.trigger.bind(item);
    item.trigger = (options) => trigger(this.stays() ? { ...options, keepOpen: true } : options);
  }
}

/** A menu item that is one of several: `<button uiMenuRadio [checked]="value === 'a'" (triggered)="set('a')">`. */
@Component({
  selector: 'button[uiMenuRadio]',
  imports: [UiIcon],
  hostDirectives: [{ directive: CdkMenuItemRadio, inputs: ['cdkMenuItemChecked: checked', 'cdkMenuItemDisabled: disabled'], outputs: ['cdkMenuItemTriggered: triggered'] }],
  template: CHECK_TEMPLATE,
  styles: ITEM_STYLES,
})
export class UiMenuRadio {}

/** A hairline, optionally with a caption, between groups of a menu. */
@Component({
  selector: 'ui-menu-group',
  template: `@if (label()) { <span>{{ label() }}</span> }`,
  styles: `
    :host { display: block; flex: none; margin: 4px -4px; border-top: 1px solid var(--line); }
    :host(:first-child) { border-top: 0; margin-top: 0; }
    span { display: block; padding: 7px 12px 2px; color: var(--muted); font-size: var(--text-xs); font-weight: 500; }
  `,
  host: { role: 'presentation' },
})
export class UiMenuGroup {
  readonly label = input('');
}
