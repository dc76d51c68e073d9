import { Component, signal } from '@angular/core';
import { describe, expect, it } from '@jest/globals';
import { all, find, mount, press, textOf, type } from '../testing/index.js';
import { UiGrid } from './grid.js';
import { EMPTY_LAYOUT, NOTHING_SELECTED, type GridColumn, type GridEdit, type GridLayout, type GridOpen, type GridSelection, type GridSort, type GridWindow } from './grid-types.js';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  readonly amount: string | null;
}

@Component({
  imports: [UiGrid],
  template: `
    <ui-grid label="People" selectable [columns]="columns" [total]="total()" [rowAt]="rowAt" [rowId]="rowId" [canEdit]="canEdit" [loadRange]="loadRange" [(sort)]="sort" [(layout)]="layout" [(selection)]="selection"
      (windowChange)="window.set($event)" (opened)="opened.set($event)" (record)="record.set($event)" (edited)="edited.set($event)"><p uiGridEmpty>Nobody here</p></ui-grid>
  `,
})
class Host {
  readonly total = signal<number | null>(10_000);
  readonly loaded = signal(60);
  readonly sort = signal<GridSort | null>(null);
  readonly layout = signal<GridLayout>(EMPTY_LAYOUT);
  readonly selection = signal<GridSelection>(NOTHING_SELECTED);
  readonly window = signal<GridWindow | null>(null);
  readonly opened = signal<GridOpen<Row> | null>(null);
  readonly record = signal<GridOpen<Row> | null>(null);
  readonly edited = signal<GridEdit<Row> | null>(null);
  readonly row = (i: number): Row => ({ id: `r${i}`, name: `Person ${i}`, city: `City ${i}`, amount: i === 1 ? null : String(i) });
  readonly rowAt = (i: number): Row | undefined => (i < this.loaded() ? this.row(i) : undefined);
  readonly rowId = (row: Row) => row.id;
  readonly canEdit = (row: Row) => row.id !== 'r5';
  readonly loadRange = ({ first, last }: GridWindow) => Promise.resolve(Array.from({ length: last - first + 1 }, (_, i) => this.row(first + i)));
  readonly columns: readonly GridColumn<Row>[] = [
    { id: 'name', label: 'Name', sortable: true, text: (row) => row.name, value: (row) => row.name, editor: () => ({ kind: 'text' }) },
    { id: 'city', label: 'City', sortable: true, text: (row) => row.city, value: (row) => row.city, editor: () => ({ kind: 'text' }) },
    { id: 'amount', label: 'Amount', align: 'end', text: (row) => row.amount ?? '', value: (row) => row.amount, editor: () => ({ kind: 'number' }) },
  ];
}

const grid = (element: HTMLElement) => find(element, '[role="grid"]');
const active = (element: HTMLElement) => textOf(document.getElementById(grid(element).getAttribute('aria-activedescendant') ?? ''));

async function ready() {
  const mounted = await mount(Host);
  const target = grid(mounted.element);
  target.focus();
  const keys = async (...names: string[]) => {
    for (const name of names) {
      press(target, name);
      await mounted.settle();
    }
  };
  return { ...mounted, target, keys };
}

describe('grid', () => {
  it('edits a cell on double click, and opens the record where its name can\'t be edited in place', async () => {
    const { element, component: host, settle } = await ready();
    const twice = async (row: number): Promise<void> => {
      find(element, `[aria-rowindex="${row + 2}"] [role="gridcell"]:not(.check)`).dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
      await settle();
    };
    await twice(5);
    expect(host.opened()?.row.id).toBe('r5');
    host.opened.set(null);
    await twice(2);
    expect(host.opened()).toBeNull();
    expect(all(element, 'input:not([type="checkbox"])').length).toBeGreaterThan(0);
  });

  it('draws the rows in view only and says how many there are', async () => {
    const { element, component } = await ready();
    expect(all(element, '.row.data').length).toBeLessThan(60);
    expect(grid(element).getAttribute('aria-rowcount')).toBe('10001');
    expect(component.window()).toMatchObject({ first: 0 });
    expect(find(element, '.row.data').getAttribute('aria-rowindex')).toBe('2');
  });

  it('keeps the focus on itself and points at the active cell', async () => {
    const { element, keys, target } = await ready();
    expect(active(element)).toBe('Person 0');
    await keys('ArrowDown', 'ArrowRight');
    expect(active(element)).toBe('City 1');
    await keys('End', 'Home', 'ArrowUp', 'ArrowUp');
    expect(active(element)).toBe('Name');
    expect(document.activeElement).toBe(target);
  });

  it('sorts by key on a header: up, down, not at all', async () => {
    const { component, element, keys } = await ready();
    await keys('ArrowUp', 'Enter');
    expect(component.sort()).toEqual({ column: 'name', direction: 'asc' });
    expect(find(element, '[role="columnheader"][aria-sort]').getAttribute('aria-sort')).toBe('ascending');
    await keys('Enter', 'Enter');
    expect(component.sort()).toBeNull();
  });

  it('opens the column menu by key and hides the column with it', async () => {
    const { component, element, keys, settle } = await ready();
    await keys('ArrowUp', 'ArrowRight', 'alt+ArrowDown');
    const hide = all(document, '[role="menuitem"]').find((item) => textOf(item) === 'Hide column');
    hide?.click();
    await settle();
    expect(component.layout().hidden).toEqual({ city: true });
    expect(all(element, '[role="columnheader"]').map((header) => textOf(header))).not.toContain('City');
    expect(document.activeElement).toBe(grid(element));
  });

  it('edits by typing, takes over with Enter and goes down', async () => {
    const { component, element, keys, settle } = await ready();
    await keys('ArrowRight', 'B');
    const input = find<HTMLInputElement>(element, 'ui-cell-editor input');
    expect(document.activeElement).toBe(input);
    expect(input.value).toBe('B');
    type(input, 'Berlin');
    press(input, 'Enter');
    await settle();
    expect(component.edited()).toMatchObject({ value: 'Berlin', column: { id: 'city' }, row: { id: 'r0' } });
    expect(active(element)).toBe('City 1');
  });

  it('leaves the cell as it was with Escape, and goes on with Tab', async () => {
    const { component, element, keys, settle } = await ready();
    await keys('ArrowRight', 'Enter');
    const input = find<HTMLInputElement>(element, 'ui-cell-editor input');
    expect(input.value).toBe('City 0');
    type(input, 'x');
    press(input, 'Escape');
    await settle();
    expect(component.edited()).toBeNull();
    await keys('Enter');
    type(find(element, 'ui-cell-editor input'), 'Oslo');
    press(find(element, 'ui-cell-editor input'), 'Tab');
    await settle();
    expect(component.edited()?.value).toBe('Oslo');
    expect(active(element)).toBe('0');
  });

  it('does not give a number that cannot be read', async () => {
    const { component, element, keys, settle } = await ready();
    await keys('ArrowRight', 'ArrowRight', 'Enter');
    const input = find(element, 'ui-cell-editor input');
    type(input, 'many');
    press(input, 'Enter');
    await settle();
    expect(component.edited()).toBeNull();
    expect(input.getAttribute('aria-invalid')).toBe('true');
  });

  it('edits only what may be edited, and clears with Delete', async () => {
    const { component, element, keys } = await ready();
    await keys('ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'F2');
    expect(element.querySelector('ui-cell-editor')).toBeNull();
    await keys('ArrowUp', 'Delete');
    expect(component.edited()).toMatchObject({ value: null, row: { id: 'r4' } });
  });

  it('selects by key, by range and everything', async () => {
    const { component, keys } = await ready();
    await keys('x', 'shift+ArrowDown', 'shift+ArrowDown');
    expect([...component.selection().ids]).toEqual(['r0', 'r1', 'r2']);
    await keys('Escape');
    expect(component.selection().ids.size).toBe(0);
    await keys('mod+a', ' ');
    expect(component.selection()).toEqual({ all: true, ids: new Set(['r2']) });
  });

  it('loads what lies between when a range reaches past what is loaded', async () => {
    const { component, element, keys, settle } = await ready();
    component.loaded.set(3);
    await settle();
    await keys('x');
    component.total.set(6);
    await settle();
    await keys('mod+End');
    find(element, '[aria-rowindex="7"] [role="gridcell"]:not(.check)').dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: true }));
    await settle();
    expect([...component.selection().ids]).toEqual(['r0', 'r1', 'r2', 'r3', 'r4', 'r5']);
  });

  it('opens a record beside the list or, with Control, on its page, and goes through records with J and K', async () => {
    const { component, keys } = await ready();
    await keys('Enter');
    expect(component.opened()).toMatchObject({ index: 0, full: false });
    await keys('mod+Enter');
    expect(component.opened()).toMatchObject({ full: true });
    await keys('j', 'j', 'k');
    expect(component.record()).toMatchObject({ index: 1, row: { id: 'r1' } });
  });

  it('jumps to the last record with its row drawn', async () => {
    const { element, keys } = await ready();
    await keys('mod+End');
    expect(find(element, '[aria-rowindex="10001"]')).toBeTruthy();
    expect(element.querySelectorAll('[aria-rowindex="10001"] ui-skeleton').length).toBeGreaterThan(0);
  });

  it('shows skeletons while it is loading and the empty state when nothing matches', async () => {
    const { component, element, settle } = await ready();
    component.loaded.set(0);
    component.total.set(null);
    await settle();
    expect(grid(element).getAttribute('aria-busy')).toBe('true');
    component.total.set(0);
    await settle();
    expect(textOf(find(element, '.empty'))).toBe('Nobody here');
  });
});
