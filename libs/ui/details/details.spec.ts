import { describe, expect, it } from '@jest/globals';
import { all, find, mount, press, textOf, type } from '../testing/index.js';
import { UiDetails, type DetailEdit, type DetailItem } from './details.js';

const ITEMS: readonly DetailItem[] = [
  { id: 'name', label: 'Name', text: 'Acme', value: 'Acme', editor: { kind: 'text' } },
  { id: 'amount', label: 'Amount', text: '€5', value: '5', editor: { kind: 'money', currency: 'EUR' }, note: 'From import' },
  { id: 'mail', label: 'E-mail', text: 'ada@acme.com', href: 'mailto:ada@acme.com' },
  { id: 'site', label: 'Site', text: '' },
];

async function ready() {
  const mounted = await mount(UiDetails, { items: ITEMS });
  const edits: DetailEdit[] = [];
  mounted.fixture.componentInstance.edited.subscribe((edit) => edits.push(edit));
  return { ...mounted, edits, buttons: () => all(mounted.element, 'button.value') };
}

describe('detail list', () => {
  it('says name and value of what can be edited, and links what can be followed', async () => {
    const { element, buttons } = await ready();
    expect(buttons().map((button) => button.getAttribute('aria-label'))).toEqual(['Edit Name: Acme', 'Edit Amount: €5']);
    expect(find<HTMLAnchorElement>(element, 'a').href).toBe('mailto:ada@acme.com');
    expect(textOf(find(element, '[data-item="site"] dd'))).toBe('Empty');
    expect(textOf(find(element, '.note'))).toBe('From import');
  });

  it('edits in place, gives the focus back and goes on with Tab', async () => {
    const { element, edits, buttons, settle } = await ready();
    buttons()[0]?.click();
    const input = find<HTMLInputElement>(element, 'ui-cell-editor input');
    expect(document.activeElement).toBe(input);
    type(input, 'Acme Inc');
    press(input, 'Enter');
    await settle();
    expect(edits).toEqual([{ id: 'name', value: 'Acme Inc' }]);
    expect(document.activeElement).toBe(buttons()[0]);
    buttons()[0]?.click();
    press(find(element, 'ui-cell-editor input'), 'Tab');
    await settle();
    expect(find(element, '[data-item="amount"] ui-cell-editor')).toBeTruthy();
    expect(edits).toHaveLength(1);
  });

  it('keeps what is being typed while a colleague saves another value, and takes that for no edit of its own', async () => {
    const { element, fixture, edits, buttons, settle } = await ready();
    const saved = (text: string): void => fixture.componentRef.setInput('items', [{ ...ITEMS[0]!, text, value: text }, ...ITEMS.slice(1)]);
    buttons()[0]?.click();
    const input = find<HTMLInputElement>(element, 'ui-cell-editor input');
    type(input, 'Acme In');
    saved('Acme Ltd');
    await settle();
    expect(input.value).toBe('Acme In');
    press(input, 'Enter');
    await settle();
    expect(edits).toEqual([{ id: 'name', value: 'Acme In' }]);
    buttons()[0]?.click();
    saved('Acme GmbH');
    await settle();
    press(find(element, 'ui-cell-editor input'), 'Enter');
    await settle();
    expect(edits).toHaveLength(1);
  });

  it('takes several options, a time and a long text, each with the keys it needs itself', async () => {
    const items: readonly DetailItem[] = [
      { id: 'likes', label: 'Likes', text: 'Tea', value: 'tea', editor: { kind: 'options', options: [{ value: 'tea', label: 'Tea' }, { value: 'mate', label: 'Mate' }] } },
      { id: 'at', label: 'At', text: '', value: null, editor: { kind: 'time' } },
      { id: 'notes', label: 'Notes', text: 'One', value: 'One', editor: { kind: 'longText' } },
    ];
    const { element, fixture, settle } = await mount(UiDetails, { items });
    const edits: DetailEdit[] = [];
    fixture.componentInstance.edited.subscribe((edit) => edits.push(edit));
    const open = (id: string): void => find(element, `[data-item="${id}"] button.value`).click();
    open('likes');
    await settle();
    const box = find<HTMLInputElement>(element, 'ui-cell-editor input');
    expect(document.activeElement).toBe(box);
    press(box, 'Enter');
    await settle();
    expect(edits).toEqual([]);
    press(box, 'ctrl+Enter');
    await settle();
    expect(edits).toEqual([{ id: 'likes', value: 'tea, mate' }]);
    open('at');
    const time = find<HTMLInputElement>(element, 'ui-cell-editor input');
    expect([time.type, time.getAttribute('aria-label')]).toEqual(['datetime-local', 'At']);
    type(time, '2026-11-21T09:30');
    press(time, 'Enter');
    await settle();
    expect(edits.at(-1)).toEqual({ id: 'at', value: '2026-11-21T09:30' });
    open('notes');
    const notes = find<HTMLTextAreaElement>(element, 'ui-cell-editor textarea');
    type(notes, 'One\ntwo');
    press(notes, 'Enter');
    await settle();
    expect(edits).toHaveLength(2);
    press(notes, 'ctrl+Enter');
    await settle();
    expect(edits.at(-1)).toEqual({ id: 'notes', value: 'One\ntwo' });
  });

  it('leaves everything as it was with Escape', async () => {
    const { element, edits, buttons, settle } = await ready();
    buttons()[1]?.click();
    type(find(element, 'ui-cell-editor input'), '900');
    press(find(element, 'ui-cell-editor input'), 'Escape');
    await settle();
    expect(edits).toEqual([]);
    expect(document.activeElement).toBe(buttons()[1]);
  });
});
