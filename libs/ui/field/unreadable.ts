import { afterNextRender, computed, DestroyRef, inject, linkedSignal, signal, untracked, type ElementRef, type Signal } from '@angular/core';
import { UI_FIELD } from './field.js';

/**
 * For controls that read what is typed: what can't be read is told at the field once it was left, and its form is not sent with the value from before.
 * @returns to be called when the control is left
 */
export function holdsUnreadable(box: Signal<ElementRef<HTMLInputElement>>, reason: Signal<string | null>): () => void {
  const field = inject(UI_FIELD, { optional: true });
  const told = linkedSignal({ source: reason, computation: () => false });
  const left = (): void => told.set(true);
  const own = computed(() => (told() ? reason() : null));
  untracked(() => field?.unreadable.set(own));
  const onSubmit = (event: Event): void => {
    if (reason() === null) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    left();
    box().nativeElement.focus();
  };
  const destroyed = inject(DestroyRef);
  // A field outlives its control where another kind takes its place.
  destroyed.onDestroy(() => {
    if (field?.unreadable() === own) field.unreadable.set(signal(null));
  });
  afterNextRender(() => {
    const form = box().nativeElement.form;
    form?.addEventListener('submit', onSubmit, { capture: true });
    destroyed.onDestroy(() => form?.removeEventListener('submit', onSubmit, { capture: true }));
  });
  return left;
}
