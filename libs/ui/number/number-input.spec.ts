import { describe, expect, it } from '@jest/globals';
import { find, mount, press, type } from '../testing/index.js';
import { UiNumberInput } from './number-input.js';

describe('number input', () => {
  it('shows money in rest and the bare number while it is edited', async () => {
    const { element, settle } = await mount(UiNumberInput, { value: '1234.5', currency: 'EUR' });
    const input = find<HTMLInputElement>(element, 'input');
    expect(input.value).toBe('€1,234.50');
    input.focus();
    await settle();
    expect(input.value).toBe('1,234.5');
    expect([input.selectionStart, input.selectionEnd]).toEqual([0, '1,234.5'.length]);
    input.blur();
    await settle();
    input.dispatchEvent(new Event('pointerdown'));
    input.focus();
    await settle();
    expect(input.selectionStart).toBe(input.selectionEnd);
  });

  it('reads what is typed as a plain decimal and empties to null', async () => {
    const { element, component } = await mount(UiNumberInput, { value: null });
    const input = find(element, 'input');
    type(input, '12,500.75');
    expect(component.value()).toBe('12500.75');
    type(input, ' ');
    expect(component.value()).toBeNull();
  });

  it('keeps the value and marks what is no number', async () => {
    const { element, component, settle } = await mount(UiNumberInput, { value: '5' });
    const input = find<HTMLInputElement>(element, 'input');
    input.focus();
    type(input, 'lots');
    input.blur();
    await settle();
    expect(component.value()).toBe('5');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(input.value).toBe('lots');
  });

  it('steps with the arrow keys', async () => {
    const { element, component } = await mount(UiNumberInput, { value: '5' });
    const input = find(element, 'input');
    press(input, 'ArrowUp');
    press(input, 'shift+ArrowDown');
    expect(component.value()).toBe('-4');
  });
});
