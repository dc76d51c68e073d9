import { Component } from '@angular/core';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { find, mount, press, textOf } from '../testing/index.js';
import { UiTooltip } from './tooltip.js';

@Component({ imports: [UiTooltip], template: `<button type="button" uiTooltip="Sum of open deals">Pipeline</button>` })
class Host {}

const bubble = () => document.querySelector('[role="tooltip"]');

describe('tooltip', () => {
  afterEach(() => void jest.useRealTimers());

  it('shows after a moment of pointing, describes its element and goes with Escape', async () => {
    const { element } = await mount(Host);
    jest.useFakeTimers();
    const button = find(element, 'button');
    button.dispatchEvent(new Event('pointerenter'));
    expect(bubble()).toBeNull();
    jest.advanceTimersByTime(500);
    expect(textOf(bubble())).toBe('Sum of open deals');
    expect(button.getAttribute('aria-describedby')).toBe(bubble()?.id);
    press(button, 'Escape');
    expect(bubble()).toBeNull();
    expect(button.hasAttribute('aria-describedby')).toBe(false);
  });

  it('stays while the pointer is on it', async () => {
    const { element } = await mount(Host);
    jest.useFakeTimers();
    const button = find(element, 'button');
    button.dispatchEvent(new Event('pointerenter'));
    jest.advanceTimersByTime(500);
    button.dispatchEvent(new Event('pointerleave'));
    bubble()?.parentElement?.dispatchEvent(new Event('pointerenter'));
    jest.advanceTimersByTime(5_000);
    expect(bubble()).not.toBeNull();
    button.dispatchEvent(new Event('blur'));
    expect(bubble()).toBeNull();
  });
});
