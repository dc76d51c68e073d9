import { booleanAttribute, Directive, ElementRef, inject, input, output } from '@angular/core';

/** A column was let go beside another. */
export interface ColumnDrop {
  readonly id: string;
  readonly target: string;
  readonly after: boolean;
}

/** Less is a click with an unsteady hand. */
const THRESHOLD = 6;

/** Lets a header be dragged to another place with the mouse. With the keyboard, the column's menu moves it. */
@Directive({
  selector: '[uiColumnDrag]',
  host: { '(pointerdown)': 'begin($event)', '[attr.data-drag]': 'uiColumnDrag()', '[attr.data-fixed]': "fixed() ? '' : null" },
})
export class UiColumnDrag {
  /** Id of the column. */
  readonly uiColumnDrag = input.required<string>();
  /** It stays, and nothing goes before it. */
  readonly fixed = input(false, { transform: booleanAttribute });
  readonly columnDropped = output<ColumnDrop>();
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected begin(event: PointerEvent): void {
    const onControl = event.target instanceof Element && event.target.closest('button, .edge') !== null;
    // A finger scrolls the table.
    if (this.fixed() || onControl || event.button !== 0 || event.pointerType === 'touch') return;
    const start = event.clientX;
    let over: { readonly element: HTMLElement; readonly after: boolean } | null = null;
    let dragging = false;
    const move = (at: PointerEvent): void => {
      if (!dragging && Math.abs(at.clientX - start) < THRESHOLD) return;
      dragging = true;
      this.host.classList.add('dragged');
      clear();
      over = this.under(at.clientX);
      over?.element.classList.add(over.after ? 'drop-after' : 'drop-before');
    };
    const clear = (): void => over?.element.classList.remove('drop-after', 'drop-before');
    const end = (): void => {
      document.removeEventListener('pointermove', move);
      document.removeEventListener('pointerup', up);
      document.removeEventListener('keydown', cancel);
      clear();
      this.host.classList.remove('dragged');
    };
    const up = (): void => {
      end();
      if (!dragging) return;
      swallowClick();
      const target = over?.element.dataset['drag'];
      if (over && target !== undefined && target !== this.uiColumnDrag()) this.columnDropped.emit({ id: this.uiColumnDrag(), target, after: over.after });
    };
    const cancel = (key: KeyboardEvent): void => {
      if (key.key === 'Escape') end();
    };
    document.addEventListener('pointermove', move);
    document.addEventListener('pointerup', up);
    document.addEventListener('keydown', cancel);
  }

  /** The header at that place of the row, and which half of it. */
  private under(x: number): { element: HTMLElement; after: boolean } | null {
    for (const element of this.host.parentElement?.querySelectorAll<HTMLElement>('[data-drag]') ?? []) {
      const { left, right } = element.getBoundingClientRect();
      if (x < left || x >= right) continue;
      return { element, after: element.dataset['fixed'] !== undefined || x > (left + right) / 2 };
    }
    return null;
  }
}

/** The click that ends a drag would sort by the column. */
function swallowClick(): void {
  const stop = (event: Event): void => event.stopPropagation();
  document.addEventListener('click', stop, { capture: true, once: true });
  setTimeout(() => document.removeEventListener('click', stop, { capture: true }));
}
