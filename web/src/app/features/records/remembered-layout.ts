import { EMPTY_LAYOUT, type GridLayout } from '@libs/ui';

const keyOf = (recordType: string): string => `kinship.columns.${recordType}`;

/** Columns as this person left them in this browser. Unreadable memory is no memory. */
export function rememberedLayout(recordType: string): GridLayout {
  try {
    return { ...EMPTY_LAYOUT, ...(JSON.parse(localStorage.getItem(keyOf(recordType)) ?? '{}') as Partial<GridLayout>) };
  } catch {
    return EMPTY_LAYOUT;
  }
}

export function rememberLayout(recordType: string, layout: GridLayout): void {
  try {
    localStorage.setItem(keyOf(recordType), JSON.stringify(layout));
  } catch {
    // Storage may be full or forbidden; then the columns are as described next time.
  }
}
