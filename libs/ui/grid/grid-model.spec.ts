import { describe, expect, it } from '@jest/globals';
import { gridAction } from './grid-keys.js';
import { orderedColumns, visibleColumns, widthOf, withHidden, withMoved, withPlaced, withWidth } from './grid-layout.js';
import { isSelected, selectedCount, toggleAll, withSelected } from './grid-selection.js';
import { EMPTY_LAYOUT, NOTHING_SELECTED, type GridColumn } from './grid-types.js';
import { MAX_BODY_HEIGHT, scrollFor, virtualWindow } from './grid-window.js';

const columns: readonly GridColumn<unknown>[] = ['name', 'a', 'b', 'c'].map((id) => ({ id, label: id, text: () => id, hidden: id === 'c' }));
const ids = (list: readonly GridColumn<unknown>[]) => list.map((column) => column.id);

describe('column layout', () => {
  it('hides what the column or the person says, never the first', () => {
    expect(ids(visibleColumns(columns, EMPTY_LAYOUT))).toEqual(['name', 'a', 'b']);
    expect(ids(visibleColumns(columns, { ...EMPTY_LAYOUT, hidden: { name: true, a: true, c: false } }))).toEqual(['name', 'b', 'c']);
  });

  it('moves a column past its visible neighbour and not before the first', () => {
    const moved = withMoved(columns, EMPTY_LAYOUT, 'b', -1);
    expect(ids(visibleColumns(columns, moved))).toEqual(['name', 'b', 'a']);
    expect(withMoved(columns, moved, 'b', -1)).toBe(moved);
    expect(ids(visibleColumns(columns, withMoved(columns, moved, 'b', 1)))).toEqual(['name', 'a', 'b']);
    expect(withPlaced(columns, EMPTY_LAYOUT, 'name', 'b', true)).toBe(EMPTY_LAYOUT);
  });

  it('keeps columns that came later at the end', () => {
    expect(ids(orderedColumns([...columns, { id: 'new', label: 'new', text: () => '' }], { ...EMPTY_LAYOUT, order: ['name', 'b', 'a', 'c'] }))).toEqual(['name', 'b', 'a', 'c', 'new']);
  });

  it('keeps widths within reason', () => {
    const [first] = columns;
    if (!first) throw new Error('no column');
    expect(widthOf(first, withWidth(EMPTY_LAYOUT, 'name', 10))).toBe(72);
    expect(widthOf(first, withWidth(EMPTY_LAYOUT, 'name', 9999))).toBe(800);
    expect(withHidden(EMPTY_LAYOUT, 'a', true).hidden).toEqual({ a: true });
  });
});

describe('virtual window', () => {
  const input = { scrollTop: 3400, height: 340, rowHeight: 34, total: 10_000, overscan: 2 };

  it('gives the rows in view and some around', () => {
    expect(virtualWindow(input)).toEqual({ first: 98, last: 112, bodyHeight: 340_000, shift: 0 });
    expect(virtualWindow({ ...input, scrollTop: 0, total: 3 })).toMatchObject({ first: 0, last: 2 });
    expect(virtualWindow({ ...input, scrollTop: 0, total: 0 })).toMatchObject({ first: 0, last: -1 });
  });

  it('reaches the last of a million records although no page can be that tall', () => {
    const huge = { ...input, total: 1_000_000, scrollTop: MAX_BODY_HEIGHT - 340 };
    const { last, bodyHeight, shift } = virtualWindow(huge);
    expect(bodyHeight).toBe(MAX_BODY_HEIGHT);
    expect(last).toBe(999_999);
    expect(999_999 * 34 + shift + 34).toBeCloseTo(MAX_BODY_HEIGHT, 3);
  });

  it('scrolls as little as needed to show a row', () => {
    expect(scrollFor(105, input)).toBe(3400);
    expect(scrollFor(50, input)).toBe(1700);
    expect(scrollFor(200, input)).toBe(200 * 34 + 34 - 340);
    const huge = { ...input, total: 1_000_000, scrollTop: 0 };
    const scrollTop = scrollFor(999_999, huge);
    expect(virtualWindow({ ...huge, scrollTop }).last).toBe(999_999);
  });
});

describe('selection', () => {
  it('counts and toggles, also when everything is selected but some', () => {
    const some = withSelected(NOTHING_SELECTED, ['1', '2'], true);
    expect(selectedCount(some, 10)).toBe(2);
    expect(withSelected(some, ['1'], false).ids).toEqual(new Set(['2']));
    const all = toggleAll(some, 10);
    expect(selectedCount(all, 10)).toBe(10);
    const allBut = withSelected(all, ['7'], false);
    expect(isSelected(allBut, '7')).toBe(false);
    expect(isSelected(allBut, '8')).toBe(true);
    expect(selectedCount(allBut, 10)).toBe(9);
    expect(toggleAll(all, 10)).toBe(NOTHING_SELECTED);
  });
});

describe('grid keys', () => {
  const key = (name: string, modifiers: Partial<KeyboardEvent> = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...modifiers });
  const cell = { header: false, editable: true, primary: false };
  const name = { header: false, editable: true, primary: true };

  it('lets letters edit an editable cell and be shortcuts elsewhere', () => {
    expect(gridAction(key('j'), cell)).toEqual({ kind: 'type', text: 'j' });
    expect(gridAction(key('j'), name)).toEqual({ kind: 'record', rows: 1 });
    expect(gridAction(key('x'), { ...cell, editable: false })).toEqual({ kind: 'select' });
    expect(gridAction(key('q'), name)).toBeNull();
    expect(gridAction(key('v', { ctrlKey: true }), cell)).toBeNull();
  });

  it.each([
    ['Enter', {}, cell, { kind: 'edit' }], ['Enter', {}, name, { kind: 'open', full: false }], ['Enter', { ctrlKey: true }, cell, { kind: 'open', full: true }], ['Enter', {}, { ...cell, header: true }, { kind: 'sort' }],
    ['ArrowDown', { shiftKey: true }, cell, { kind: 'move', rows: 1, columns: 0, extend: true }], ['ArrowUp', { ctrlKey: true }, cell, { kind: 'record', rows: -1 }], ['ArrowDown', { altKey: true }, { ...cell, header: true }, { kind: 'menu' }],
    ['F10', { shiftKey: true }, cell, { kind: 'rowMenu' }], ['F10', { shiftKey: true }, { ...cell, header: true }, { kind: 'menu' }], ['ContextMenu', {}, cell, null], ['F2', {}, name, { kind: 'edit' }], ['Delete', {}, cell, { kind: 'clear' }], [' ', { shiftKey: true }, cell, { kind: 'selectRange' }], ['a', { metaKey: true }, cell, { kind: 'selectAll' }], ['End', { ctrlKey: true }, cell, { kind: 'to', row: 'last', column: 'last' }],
  ] as const)('%s with %j', (which, modifiers, context, expected) => expect(gridAction(key(which, modifiers), context)).toEqual(expected));
});
