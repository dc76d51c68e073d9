import { Component, signal } from '@angular/core';
import { describe, expect, it } from '@jest/globals';
import { all, find, mount, press, textOf } from '../testing/index.js';
import { UiMenu, UiMenuCheck, UiMenuFor, UiMenuItem } from './menu.js';

@Component({
  imports: [UiMenu, UiMenuCheck, UiMenuFor, UiMenuItem],
  template: `
    <button type="button" [uiMenuFor]="menu">Menu</button>
    <ng-template #menu><ui-menu><button uiMenuItem icon="pencil" (triggered)="ran.set('edit')">Edit</button><button uiMenuCheck [checked]="on()" (triggered)="on.set(!on())">Owner</button></ui-menu></ng-template>
  `,
})
class Host {
  readonly ran = signal('');
  readonly on = signal(true);
}

describe('menu', () => {
  it('opens with the down key, moves, runs and gives the focus back', async () => {
    const { element, component, settle } = await mount(Host);
    const trigger = find(element, 'button');
    trigger.focus();
    press(trigger, 'ArrowDown');
    await settle();
    const items = all(document, '[role^="menuitem"]');
    expect(items.map((item) => textOf(item))).toEqual(['Edit', 'Owner']);
    expect(trigger.getAttribute('aria-expanded')).toBe('true');
    expect(document.activeElement).toBe(items[0]);
    if (items[0]) press(items[0], 'ArrowDown');
    expect(document.activeElement).toBe(items[1]);
    expect(items[1]?.getAttribute('aria-checked')).toBe('true');
    if (items[1]) press(items[1], 'Enter');
    await settle();
    expect(component.on()).toBe(false);
  });

  it('closes with Escape', async () => {
    const { element, component, settle } = await mount(Host);
    find(element, 'button').click();
    await settle();
    press(find(document, '[role="menuitem"]'), 'Escape');
    await settle();
    expect(document.querySelector('[role="menu"]')).toBeNull();
    expect(component.ran()).toBe('');
  });
});
