/** One choice of a combobox, a select cell or a tag input. */
export interface UiOption {
  readonly value: string;
  readonly label: string;
  /** Second, quieter text. */
  readonly detail?: string;
  /** Any CSS colour, shown as a dot. */
  readonly color?: string;
  /** Shows initials in a circle (people) or a square (companies). */
  readonly avatar?: 'person' | 'company';
  readonly disabled?: boolean;
}

/** Finds options for what was typed; must stop when `signal` aborts. */
export type OptionSearch = (query: string, signal: AbortSignal) => Promise<readonly UiOption[]>;
