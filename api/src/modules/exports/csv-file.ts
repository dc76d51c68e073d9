import type { Cell } from './cells.js';

/** What spreadsheets take for the beginning of a formula; some the wide forms of Asian keyboards too. */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/** Tells spreadsheets that the text is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** Text from records must stay text: with an apostrophe before it, no spreadsheet runs it. Numbers are none of anybody's typing and stay numbers. */
export const guarded = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

export const csvLine = (cells: readonly Cell[]): string => `${cells.map((cell) => quoted(textOf(cell))).join(',')}\r\n`;

const quoted = (text: string): string => (NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function textOf(cell: Cell): string {
  switch (cell.kind) {
    case 'empty':
      return '';
    case 'text':
      return guarded(cell.text);
    case 'number':
      return cell.text;
    case 'boolean':
      return cell.value ? 'true' : 'false';
    case 'date':
      return cell.day;
    case 'time':
      return cell.local;
  }
}
