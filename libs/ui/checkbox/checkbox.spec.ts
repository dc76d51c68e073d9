import { Component, signal } from '@angular/core';
import { describe, expect, it } from '@jest/globals';
import { find, mount } from '../testing/index.js';
import { UiCheckbox, UiSwitch } from './checkbox.js';

@Component({
  imports: [UiCheckbox, UiSwitch],
  template: `<ui-checkbox [(checked)]="on" [indeterminate]="some()">Remember</ui-checkbox><ui-switch [(checked)]="live">Live</ui-switch>`,
})
class Host {
  readonly on = signal(false);
  readonly some = signal(true);
  readonly live = signal(true);
}

describe('checkbox and switch', () => {
  it('are native controls with a label, so that Space and the label work', async () => {
    const { element, component } = await mount(Host);
    const box = find<HTMLInputElement>(element, 'ui-checkbox input');
    expect(box.indeterminate).toBe(true);
    find(element, 'ui-checkbox label').click();
    expect(component.on()).toBe(true);
    const toggle = find<HTMLInputElement>(element, 'ui-switch input');
    expect(toggle.getAttribute('role')).toBe('switch');
    toggle.click();
    expect(component.live()).toBe(false);
  });
});
