import type { GridWindow } from './grid-types.js';

/** Browsers lay out no element taller than about 33 million pixels; above this the scroll bar is scaled. */
export const MAX_BODY_HEIGHT = 15_000_000;

export interface VirtualInput {
  readonly scrollTop: number;
  /** Height of the visible rows' area. */
  readonly height: number;
  readonly rowHeight: number;
  readonly total: number;
  readonly overscan: number;
}

export interface VirtualState extends GridWindow {
  readonly bodyHeight: number;
  /** Added to `index * rowHeight` gives a row's place in the body. */
  readonly shift: number;
}

/** Which rows are to be in the page, and where. */
export function virtualWindow({ scrollTop, height, rowHeight, total, overscan }: VirtualInput): VirtualState {
  const full = total * rowHeight;
  const bodyHeight = Math.min(full, MAX_BODY_HEIGHT);
  const top = toVirtual(scrollTop, { height, full, bodyHeight });
  const first = Math.max(0, Math.floor(top / rowHeight) - overscan);
  const last = Math.min(total - 1, Math.ceil((top + height) / rowHeight) + overscan);
  return { first, last, bodyHeight, shift: scrollTop - top };
}

interface Scale {
  readonly height: number;
  readonly full: number;
  readonly bodyHeight: number;
}

function toVirtual(scrollTop: number, { height, full, bodyHeight }: Scale): number {
  if (full <= bodyHeight) return scrollTop;
  const room = Math.max(1, bodyHeight - height);
  return (Math.min(scrollTop, room) / room) * (full - height);
}

/** The scroll position that brings a row into view with the least movement. */
export function scrollFor(index: number, input: VirtualInput): number {
  const full = input.total * input.rowHeight;
  const bodyHeight = Math.min(full, MAX_BODY_HEIGHT);
  const top = toVirtual(input.scrollTop, { height: input.height, full, bodyHeight });
  const rowTop = index * input.rowHeight;
  const wanted = rowTop < top ? rowTop : rowTop + input.rowHeight > top + input.height ? rowTop + input.rowHeight - input.height : top;
  if (full <= bodyHeight || wanted === top) return wanted === top ? input.scrollTop : wanted;
  return (wanted / Math.max(1, full - input.height)) * Math.max(1, bodyHeight - input.height);
}
