/** What a key means in the grid; `null` leaves it to others. Row -1 is the header. */
export type GridAction =
  | { readonly kind: 'move'; readonly rows: number; readonly columns: number; readonly extend?: boolean }
  | { readonly kind: 'to'; readonly row?: 'first' | 'last'; readonly column?: 'first' | 'last' }
  | { readonly kind: 'page'; readonly pages: 1 | -1 }
  | { readonly kind: 'record'; readonly rows: 1 | -1 }
  | { readonly kind: 'type'; readonly text: string }
  | { readonly kind: 'open'; readonly full: boolean }
  | { readonly kind: 'edit' | 'clear' | 'select' | 'selectRange' | 'selectAll' | 'copy' | 'sort' | 'menu' | 'rowMenu' | 'escape' };

export interface GridKeyContext {
  readonly header: boolean;
  readonly editable: boolean;
  /** The column that names the record: letters are shortcuts there, Enter opens. */
  readonly primary: boolean;
}

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const ARROWS: Readonly<Record<string, readonly [rows: number, columns: number]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export function gridAction(key: Key, context: GridKeyContext): GridAction | null {
  const mod = key.ctrlKey || key.metaKey;
  const arrow = ARROWS[key.key];
  if (arrow) return arrowAction(key, arrow, mod, context);
  switch (key.key) {
    case 'Home': return mod ? { kind: 'to', row: 'first', column: 'first' } : { kind: 'to', column: 'first' };
    case 'End': return mod ? { kind: 'to', row: 'last', column: 'last' } : { kind: 'to', column: 'last' };
    case 'PageUp': return { kind: 'page', pages: -1 };
    case 'PageDown': return { kind: 'page', pages: 1 };
    // Over a record the browser asks for its menu by itself.
    case 'ContextMenu': return context.header ? { kind: 'menu' } : null;
    case 'F10': return key.shiftKey ? { kind: context.header ? 'menu' : 'rowMenu' } : null;
    case 'F2': return context.header || !context.editable ? null : { kind: 'edit' };
    case 'Escape': return { kind: 'escape' };
    case 'Enter': return enterAction(mod, context);
    case 'Delete':
    case 'Backspace': return context.editable && !context.header ? { kind: 'clear' } : null;
    case ' ': return context.header ? { kind: 'sort' } : { kind: key.shiftKey ? 'selectRange' : 'select' };
  }
  if (key.altKey) return null;
  if (mod) return key.key === 'a' ? { kind: 'selectAll' } : key.key === 'c' ? { kind: 'copy' } : null;
  return context.header || [...key.key].length !== 1 ? null : letterAction(key.key, context);
}

function arrowAction(key: Key, [rows, columns]: readonly [number, number], mod: boolean, context: GridKeyContext): GridAction | null {
  if (key.altKey) return key.key === 'ArrowDown' ? { kind: 'menu' } : null;
  if (mod && rows) return context.header ? null : { kind: 'record', rows: rows as 1 | -1 };
  if (mod) return { kind: 'to', column: columns < 0 ? 'first' : 'last' };
  return key.shiftKey && rows && !context.header ? { kind: 'move', rows, columns, extend: true } : { kind: 'move', rows, columns };
}

function enterAction(mod: boolean, context: GridKeyContext): GridAction {
  if (context.header) return { kind: 'sort' };
  return mod || context.primary || !context.editable ? { kind: 'open', full: mod } : { kind: 'edit' };
}

function letterAction(letter: string, context: GridKeyContext): GridAction | null {
  if (context.editable && !context.primary) return { kind: 'type', text: letter };
  if (letter === 'j') return { kind: 'record', rows: 1 };
  if (letter === 'k') return { kind: 'record', rows: -1 };
  return letter === 'x' ? { kind: 'select' } : null;
}
