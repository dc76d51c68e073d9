import { Component, signal } from '@angular/core';
import { describe, expect, it } from '@jest/globals';
import { find, mount, press } from '../testing/index.js';
import { UiPanel } from './panel.js';

@Component({
  imports: [UiPanel],
  template: `<ui-panel label="Acme" [steps]="true" [(width)]="width" (closed)="events.push('closed')" (next)="events.push('next')" (previous)="events.push('previous')"><ng-container uiPanelTitle>Acme</ng-container><input /></ui-panel>`,
})
class Host {
  readonly width = signal(440);
  readonly events: string[] = [];
}

describe('side panel', () => {
  it('is a landmark with a name', async () => {
    const { element } = await mount(Host);
    expect(find(element, '[role="complementary"]').getAttribute('aria-label')).toBe('Acme');
  });

  it('can be resized by key, within limits', async () => {
    const { element, component, settle } = await mount(Host);
    const handle = find(element, '[role="separator"]');
    press(handle, 'ArrowLeft');
    await settle();
    expect(component.width()).toBe(464);
    expect(handle.getAttribute('aria-valuenow')).toBe('464');
    press(handle, 'Home');
    expect(component.width()).toBe(340);
    press(handle, 'End');
    expect(component.width()).toBe(900);
  });

  it('steps with J and K, but not where letters are text', async () => {
    const { element, component } = await mount(Host);
    press(find(element, '.side'), 'j');
    press(find(element, '.side'), 'k');
    press(find(element, 'input'), 'j');
    expect(component.events).toEqual(['next', 'previous']);
  });

  it('gives the focus back to where it was when it goes with the focus in it', async () => {
    const opener = document.body.appendChild(document.createElement('button'));
    opener.focus();
    const { element, fixture } = await mount(Host);
    find(element, 'input').focus();
    fixture.destroy();
    expect(document.activeElement).toBe(opener);
    opener.remove();
  });

  it('closes with Escape, unless something inside used it, and steps through records', async () => {
    const { element, component } = await mount(Host);
    const input = find(element, 'input');
    const use = (event: Event) => event.preventDefault();
    input.addEventListener('keydown', use);
    press(input, 'Escape');
    expect(component.events).toEqual([]);
    input.removeEventListener('keydown', use);
    press(input, 'Escape');
    find(element, '[aria-label="Next"]').click();
    find(element, '[aria-label="Previous"]').click();
    expect(component.events).toEqual(['closed', 'next', 'previous']);
  });
});
