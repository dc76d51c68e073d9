import { describe, expect, it, jest } from '@jest/globals';
import { all, find, mount, press, textOf, type } from '../testing/index.js';
import { UiCombobox } from './combobox.js';
import type { OptionSearch, UiOption } from './option.js';
import { filterOptions } from './option-source.js';

const OPTIONS: readonly UiOption[] = [{ value: '1', label: 'Ada Berg' }, { value: '2', label: 'Theo Rossi' }, { value: '3', label: 'Kim Doe', disabled: true }];
const options = () => all(document, '[role="option"]').map((option) => textOf(option));
const input = (element: HTMLElement) => find<HTMLInputElement>(element, 'input');

describe('combobox', () => {
  it('shows the label of its value and opens at it', async () => {
    const { element, settle } = await mount(UiCombobox, { value: '2', options: OPTIONS });
    expect(input(element).value).toBe('Theo Rossi');
    press(input(element), 'ArrowDown');
    await settle();
    expect(input(element).getAttribute('aria-expanded')).toBe('true');
    expect(textOf(document.getElementById(input(element).getAttribute('aria-activedescendant') ?? ''))).toBe('Theo Rossi');
  });

  it('filters while typing and takes the active option with Enter', async () => {
    const { element, component, settle } = await mount(UiCombobox, { options: OPTIONS });
    type(input(element), 'ber');
    await settle();
    expect(options()).toEqual(['Ada Berg']);
    press(input(element), 'Enter');
    await settle();
    expect(component.value()).toBe('1');
    expect(input(element).value).toBe('Ada Berg');
    expect(options()).toEqual([]);
  });

  it('closes with Escape first, and only then lets it through', async () => {
    const { element, fixture, settle } = await mount(UiCombobox, { options: OPTIONS });
    const dismissed = jest.fn();
    fixture.componentInstance.dismissed.subscribe(dismissed);
    press(input(element), 'ArrowDown');
    await settle();
    expect(press(input(element), 'Escape')).toBe(false);
    await settle();
    expect(dismissed).not.toHaveBeenCalled();
    expect(press(input(element), 'Escape')).toBe(true);
    expect(dismissed).toHaveBeenCalledTimes(1);
  });

  it('does not take a disabled option', async () => {
    const { element, component, settle } = await mount(UiCombobox, { options: OPTIONS });
    type(input(element), 'kim');
    await settle();
    press(input(element), 'Enter');
    expect(component.value()).toBeNull();
  });

  it('searches, drops answers that come too late, and shows the label of a value it has not loaded', async () => {
    const search: OptionSearch = jest.fn<OptionSearch>((query) => new Promise((resolve) => setTimeout(() => resolve([{ value: query, label: `Found ${query}` }]), query === 'a' ? 500 : 10)));
    const { element } = await mount(UiCombobox, { value: '9', display: 'Acme', search });
    jest.useFakeTimers({ doNotFake: ['queueMicrotask'] });
    expect(input(element).value).toBe('Acme');
    type(input(element), 'a');
    await jest.advanceTimersByTimeAsync(200);
    type(input(element), 'ab');
    await jest.advanceTimersByTimeAsync(1000);
    expect(options()).toEqual(['Found ab']);
    jest.useRealTimers();
  });

  it('takes with Enter what is found for the words, and never what was found before them', async () => {
    const search: OptionSearch = (query) => new Promise((resolve) => setTimeout(() => resolve([{ value: query || 'first', label: `Found ${query}` }]), 300));
    const { element, component } = await mount(UiCombobox, { search });
    jest.useFakeTimers({ doNotFake: ['queueMicrotask'] });
    press(input(element), 'ArrowDown');
    await jest.advanceTimersByTimeAsync(1000);
    expect(options()).toEqual(['Found']);
    type(input(element), 'berg');
    press(input(element), 'Enter');
    expect(component.value()).toBeNull();
    await jest.advanceTimersByTimeAsync(1000);
    expect(component.value()).toBe('berg');
    type(input(element), 'rossi');
    press(input(element), 'Tab');
    input(element).dispatchEvent(new Event('blur'));
    await jest.advanceTimersByTimeAsync(1000);
    expect(component.value()).toBe('berg');
    jest.useRealTimers();
  });

  it('says when the options could not be loaded', async () => {
    const { element } = await mount(UiCombobox, { search: () => Promise.reject(new Error('down')) });
    jest.useFakeTimers({ doNotFake: ['queueMicrotask'] });
    press(input(element), 'ArrowDown');
    await jest.advanceTimersByTimeAsync(50);
    expect(textOf(find(document, 'ui-option-list [role="status"]'))).toBe('The options could not be loaded. Type again to retry.');
    jest.useRealTimers();
  });

  it('offers to create what does not exist', async () => {
    const { element, fixture, settle } = await mount(UiCombobox, { options: OPTIONS, creatable: true });
    const created: string[] = [];
    fixture.componentInstance.create.subscribe((name) => created.push(name));
    type(input(element), 'Nova');
    await settle();
    expect(options()).toEqual(['Create “Nova”']);
    press(input(element), 'Enter');
    expect(created).toEqual(['Nova']);
  });

  it('clears', async () => {
    const { element, component } = await mount(UiCombobox, { value: '1', options: OPTIONS, clearable: true });
    find(element, '.clear').click();
    expect(component.value()).toBeNull();
  });
});

describe('filterOptions', () => {
  it('puts the best match first', () => {
    expect(filterOptions([{ value: 'a', label: 'Bernard Ash' }, { value: 'b', label: 'Ash' }], 'ash').map((option) => option.value)).toEqual(['b', 'a']);
  });
});
