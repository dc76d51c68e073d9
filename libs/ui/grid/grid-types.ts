import type { TemplateRef } from '@angular/core';
import type { Tone } from '../badge/badge.js';
import type { UiChip } from '../badge/chips.js';
import type { OptionSearch, UiOption } from '../combobox/option.js';
import type { IconName } from '../icon/icon-names.js';

/** How a cell is edited. The value given to and taken from an editor is text: decimals as plain decimals, days as `YYYY-MM-DD`, times as the clock shows them (`YYYY-MM-DDTHH:mm`), ids for choices, joined by ", " where there are several. */
export type GridEditor =
  | { readonly kind: 'text'; readonly maxLength?: number }
  | { readonly kind: 'number'; readonly decimals?: number }
  | { readonly kind: 'money'; readonly currency: string }
  | { readonly kind: 'date' }
  | { readonly kind: 'time' }
  | { readonly kind: 'longText'; readonly maxLength?: number }
  | { readonly kind: 'options'; readonly options: readonly UiOption[]; readonly names?: Readonly<Record<string, string>> }
  | { readonly kind: 'select'; readonly options: readonly UiOption[]; readonly clearable?: boolean }
  | { readonly kind: 'relation'; readonly search: OptionSearch; readonly clearable?: boolean; readonly creatable?: boolean };

export interface GridBadge {
  readonly text: string;
  readonly tone?: Tone;
  /** Any CSS colour, as a dot. */
  readonly color?: string;
}

export interface GridColumn<Row> {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  /** px; 160 by default. */
  readonly width?: number;
  readonly align?: 'start' | 'end';
  /** Says enough without its label to stand by itself on a phone: an amount of money. */
  readonly figure?: boolean;
  readonly sortable?: boolean;
  /** Hidden until a person shows it. */
  readonly hidden?: boolean;
  /** What the cell shows, in the user's language. */
  readonly text: (row: Row) => string;
  /** A word behind the text of the first column, such as how many things the row holds. */
  readonly note?: (row: Row) => string;
  readonly badge?: (row: Row) => GridBadge | null;
  /** Several short values, each with its colour, in place of the text. */
  readonly chips?: (row: Row) => readonly UiChip[];
  readonly avatar?: (row: Row) => { readonly name: string; readonly shape?: 'person' | 'company' } | null;
  /** For anything else: a template with the row as `$implicit`. */
  readonly template?: TemplateRef<{ $implicit: Row }>;
  /** The present value for the editor; null is empty. Needed with `editor`. */
  readonly value?: (row: Row) => string | null;
  readonly editor?: (row: Row) => GridEditor | null;
}

export interface GridSort {
  readonly column: string;
  readonly direction: 'asc' | 'desc';
}

/** What a person changed about the columns; kept by the page (saved view, local storage). Absent entries are as the columns say. */
export interface GridLayout {
  readonly order: readonly string[];
  readonly widths: Readonly<Record<string, number>>;
  /** Explicit choices only: true hides, false shows. */
  readonly hidden: Readonly<Record<string, boolean>>;
}

export const EMPTY_LAYOUT: GridLayout = { order: [], widths: {}, hidden: {} };

/** `all`: every record that matches except `ids`; else exactly `ids`. */
export interface GridSelection {
  readonly all: boolean;
  readonly ids: ReadonlySet<string>;
}

export const NOTHING_SELECTED: GridSelection = { all: false, ids: new Set() };

export interface GridEdit<Row> {
  readonly row: Row;
  readonly column: GridColumn<Row>;
  readonly value: string | null;
  /** The chosen option of a select or relation, for an optimistic answer. */
  readonly option?: UiOption;
}

/** A row that stands for a group of the records below it. */
export interface GridHead {
  readonly label: string;
  readonly count: number;
  readonly collapsed: boolean;
  /** Any CSS colour, as a dot. */
  readonly color?: string;
}

export interface GridWindow {
  readonly first: number;
  /** Inclusive. */
  readonly last: number;
}

/** A person wants to see a record: beside the list, or (`full`) on its own page. */
export interface GridOpen<Row> {
  readonly row: Row;
  readonly index: number;
  readonly full: boolean;
}

/** A value with a colour that somebody clicked on, to see what else has it. */
export interface GridPick<Row> {
  readonly column: GridColumn<Row>;
  readonly chip: UiChip;
}

/** The cell that is being edited, and with what. */
export interface GridEditing {
  readonly row: number;
  readonly column: string;
  readonly editor: GridEditor;
}
