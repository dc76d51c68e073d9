import { InjectionToken, signal, type Signal } from '@angular/core';

/** Every word the design system says by itself. The client replaces it with translations; `{0}` and `{1}` are filled in by `fill`. */
export const ENGLISH_UI_TEXT = {
  popups: 'Pop-ups',
  close: 'Close',
  cancel: 'Cancel',
  ok: 'OK',
  discardTitle: 'Discard what you typed?',
  discardText: 'Nothing of it has been saved.',
  discard: 'Discard',
  keepEditing: 'Keep editing',
  dismiss: 'Dismiss',
  undo: 'Undo',
  loading: 'Loading',
  optional: 'optional',
  clear: 'Clear',
  remove: 'Remove {0}',
  search: 'Search',
  select: 'Select',
  noResults: 'Nothing found',
  results: '{0} found',
  create: 'Create “{0}”',
  optionsFailed: 'The options could not be loaded. Type again to retry.',
  openCalendar: 'Choose a date',
  previousMonth: 'Previous month',
  nextMonth: 'Next month',
  today: 'Today',
  invalidNumber: 'Enter a number.',
  invalidDate: 'Enter a date like {0}.',
  required: 'This field is needed.',
  invalid: 'This value is not accepted.',
  addTag: 'Add and press Enter',
  breadcrumb: 'Breadcrumb',
  resizePanel: 'Panel width',
  expand: 'Full page',
  previous: 'Previous',
  next: 'Next',
  palettePlaceholder: 'Search or run a command',
  paletteLabel: 'Commands',
  grid: 'Records',
  columns: 'Columns',
  columnMenu: 'Column {0}',
  sortAscending: 'Sort ascending',
  sortDescending: 'Sort descending',
  sortClear: 'Clear sorting',
  hideColumn: 'Hide column',
  moveLeft: 'Move left',
  moveRight: 'Move right',
  wider: 'Wider',
  narrower: 'Narrower',
  resetColumns: 'Reset',
  selectRow: 'Select row',
  rowActions: 'Actions for {0}',
  selectAll: 'Select all',
  rowsSelected: '{0} selected',
  board: 'Board',
  boardHelp: 'Arrow keys move between cards. Alt and an arrow key move the card.',
  cannotMove: 'The card cannot be moved there',
  loadMore: 'Show more ({0})',
  emptyColumn: 'Nothing here yet',
  weighted: 'Weighted {0}',
  dropFile: 'Drop a file here, or',
  browse: 'choose one',
  wrongFile: '“{0}” is not one of: {1}',
  tooLarge: '“{0}” is larger than {1}',
  edit: 'Edit {0}',
  save: 'Save',
  empty: 'Empty',
  step: 'Step {0} of {1}',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
} as const;

export type UiText = Readonly<Record<keyof typeof ENGLISH_UI_TEXT, string>>;

export const UI_TEXT = new InjectionToken<Signal<UiText>>('words of the design system', {
  providedIn: 'root',
  factory: () => signal(ENGLISH_UI_TEXT),
});

/** Puts the values in place of `{0}`, `{1}`... */
export function fill(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));
}

let lastId = 0;
/** An element id that is unique on the page, for label and description references. */
export function uniqueId(prefix: string): string {
  lastId += 1;
  return `${prefix}-${lastId}`;
}
