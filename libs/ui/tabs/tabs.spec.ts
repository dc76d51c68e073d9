import { Component, signal } from '@angular/core';
import { describe, expect, it } from '@jest/globals';
import { all, find, mount, press, textOf } from '../testing/index.js';
import { UiTab, UiTabs } from './tabs.js';

@Component({
  imports: [UiTabs, UiTab],
  template: `<ui-tabs label="Record" [(selected)]="tab"><ng-template uiTab="a" label="Details">First</ng-template><ng-template uiTab="b" label="Timeline" [count]="3">Second</ng-template></ui-tabs>`,
})
class Host {
  readonly tab = signal<string | undefined>(undefined);
}

const tabs = (element: HTMLElement) => all(element, '[role="tab"]');
const selected = (element: HTMLElement) => tabs(element).filter((tab) => tab.getAttribute('aria-selected') === 'true').map((tab) => textOf(tab));

describe('tabs', () => {
  it('shows the first and names list and panels', async () => {
    const { element } = await mount(Host);
    expect(selected(element)).toEqual(['Details']);
    expect(find(element, '[role="tablist"]').getAttribute('aria-label')).toBe('Record');
    expect(textOf(find(element, '[role="tabpanel"]:not([inert])'))).toBe('First');
  });

  it('follows the arrow keys and tells the page', async () => {
    const { element, component, settle } = await mount(Host);
    const [first] = tabs(element);
    first?.focus();
    if (first) press(first, 'ArrowRight');
    await settle();
    expect(selected(element)).toEqual(['Timeline 3']);
    expect(component.tab()).toBe('b');
  });

  it('follows the page', async () => {
    const { element, component, settle } = await mount(Host);
    component.tab.set('b');
    await settle();
    expect(selected(element)).toEqual(['Timeline 3']);
  });
});
