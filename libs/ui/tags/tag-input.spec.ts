import { describe, expect, it, jest } from '@jest/globals';
import { all, find, mount, press, textOf, type } from '../testing/index.js';
import { UiTagInput } from './tag-input.js';

const OPTIONS = [{ value: 'vip', label: 'VIP' }, { value: 'eu', label: 'Europe' }];

describe('tag input', () => {
  it('adds options and new words with Enter, and takes the last out with Backspace', async () => {
    const { element, component, settle } = await mount(UiTagInput, { options: OPTIONS, creatable: true, label: 'Tags' });
    const input = find(element, 'input');
    input.focus();
    type(input, 'vi');
    await settle();
    press(input, 'Enter');
    await settle();
    type(input, 'new one');
    await settle();
    press(input, 'Enter');
    await settle();
    expect(component.value()).toEqual(['vip', 'new one']);
    expect(all(element, '.tag').map((tag) => textOf(tag))).toEqual(['VIP', 'new one']);
    press(input, 'Backspace');
    expect(component.value()).toEqual(['vip']);
  });

  it('adds a new word with Enter, and not what was offered before it was typed', async () => {
    const known = [{ value: 'decision maker', label: 'decision maker' }];
    const search = (query: string): Promise<typeof known> => new Promise((resolve) => setTimeout(() => resolve(query ? [] : known), 300));
    const { element, component } = await mount(UiTagInput, { search, creatable: true });
    jest.useFakeTimers({ doNotFake: ['queueMicrotask'] });
    const input = find<HTMLInputElement>(element, 'input');
    input.focus();
    await jest.advanceTimersByTimeAsync(1000);
    type(input, 'fair');
    press(input, ',');
    // Who writes several words does not wait between them.
    type(input, 'vip');
    press(input, 'Enter');
    expect([component.value(), input.value]).toEqual([['fair', 'vip'], '']);
    await jest.advanceTimersByTimeAsync(1000);
    expect(component.value()).toEqual(['fair', 'vip']);
    jest.useRealTimers();
  });

  it('adds a new word also when nothing could be found out', async () => {
    const { element, component } = await mount(UiTagInput, { search: () => Promise.reject(new Error('offline')), creatable: true });
    jest.useFakeTimers({ doNotFake: ['queueMicrotask'] });
    const input = find(element, 'input');
    input.focus();
    type(input, 'fair');
    await jest.advanceTimersByTimeAsync(1000);
    press(input, 'Enter');
    expect(component.value()).toEqual(['fair']);
    jest.useRealTimers();
  });

  it('removes by button, named after the tag', async () => {
    const { element, component } = await mount(UiTagInput, { value: ['eu'], options: OPTIONS });
    const button = find(element, '.tag button');
    expect(button.getAttribute('aria-label')).toBe('Remove Europe');
    button.click();
    expect(component.value()).toEqual([]);
  });

  it('does not offer what is chosen', async () => {
    const { element, settle } = await mount(UiTagInput, { value: ['eu'], options: OPTIONS });
    find(element, 'input').focus();
    await settle();
    expect(all(document, '[role="option"]').map((option) => textOf(option))).toEqual(['VIP']);
  });
});
