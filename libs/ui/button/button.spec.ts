import { Component, signal } from '@angular/core';
import { describe, expect, it } from '@jest/globals';
import { find, mount } from '../testing/index.js';
import { UiButton } from './button.js';
import { UiIconButton } from './icon-button.js';

@Component({
  imports: [UiButton, UiIconButton],
  template: `<button uiButton type="button" [loading]="loading()" (click)="count.set(count() + 1)">Save</button><button uiIconButton icon="x" label="Close"></button>`,
})
class Host {
  readonly loading = signal(false);
  readonly count = signal(0);
}

describe('button', () => {
  it('ignores clicks while loading, says so and stays in the tab order', async () => {
    const { element, component, settle } = await mount(Host);
    const button = find<HTMLButtonElement>(element, '[uiButton]');
    button.click();
    component.loading.set(true);
    await settle();
    button.click();
    expect(component.count()).toBe(1);
    expect(button.getAttribute('aria-busy')).toBe('true');
    expect(button.disabled).toBe(false);
  });

  it('names an icon button by its label', async () => {
    const { element } = await mount(Host);
    const icon = find(element, '[uiIconButton]');
    expect(icon.getAttribute('aria-label')).toBe('Close');
    expect(find(icon, 'svg').getAttribute('aria-hidden')).toBe('true');
  });
});
