import { describe, expect, it } from '@jest/globals';
import { all, find, mount, press, textOf, type } from '../testing/index.js';
import { matchScore } from './match.js';
import { UiPalette, type PaletteItem } from './palette.js';

describe('matchScore', () => {
  it('ranks beginnings over word beginnings over letters in order', () => {
    const scores = ['Accounts', 'Go to accounts', 'Backdoor account list', 'A cold coffee'].map((text) => matchScore('acc', text));
    expect(scores[0]).toBeGreaterThan(scores[1] ?? 0);
    expect(scores[1]).toBeGreaterThan(scores[3] ?? 0);
    expect(matchScore('xyz', 'Accounts')).toBe(0);
    expect(matchScore('', 'Anything')).toBeGreaterThan(0);
  });
});

const ITEMS: readonly PaletteItem[] = [
  { id: 'a', label: 'Accounts', group: 'Go to', keys: 'g a' }, { id: 't', label: 'Theme: dark', group: 'Preferences' }, { id: 'c', label: 'Contacts', group: 'Go to' },
];

describe('palette', () => {
  it('groups items, moves round with the arrows and runs with Enter', async () => {
    const { element, fixture, settle } = await mount(UiPalette, { items: ITEMS });
    const run: string[] = [];
    fixture.componentInstance.run.subscribe((item) => run.push(item.id));
    const input = find(element, 'input');
    expect(all(element, '.option .label').map((label) => textOf(label))).toEqual(['Accounts', 'Contacts', 'Theme: dark']);
    press(input, 'ArrowDown');
    await settle();
    expect(textOf(find(document.getElementById(input.getAttribute('aria-activedescendant') ?? '') ?? element, '.label'))).toBe('Contacts');
    press(input, 'Enter');
    press(input, 'ArrowUp');
    press(input, 'ArrowUp');
    await settle();
    press(input, 'Enter');
    expect(run).toEqual(['c', 't']);
  });

  it('runs what the last letters find, however fast Enter follows them', async () => {
    const { element, fixture, settle } = await mount(UiPalette, { items: ITEMS });
    const run: string[] = [];
    fixture.componentInstance.run.subscribe((item) => run.push(item.id));
    const input = find(element, 'input');
    type(input, 'theme');
    press(input, 'Enter');
    expect(run).toEqual([]);
    fixture.componentRef.setInput('items', [ITEMS[1]]);
    await settle();
    expect(run).toEqual(['t']);
  });

  it('takes the focus, gives what is typed and says when nothing is found', async () => {
    const { element, component, fixture, settle } = await mount(UiPalette, { items: ITEMS });
    const input = find(element, 'input');
    expect(document.activeElement).toBe(input);
    type(input, 'zzz');
    expect(component.query()).toBe('zzz');
    fixture.componentRef.setInput('items', []);
    await settle();
    expect(textOf(find(element, '[role="status"]'))).toBe('Nothing found');
  });
});
