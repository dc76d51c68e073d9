import { Component, computed, input } from '@angular/core';

const MAC = typeof navigator !== 'undefined' && /Mac|iP(hone|ad|od)/.test(navigator.userAgent);
const SIGNS: Readonly<Record<string, string>> = MAC
  ? { mod: '⌘', alt: '⌥', shift: '⇧', enter: '↵', esc: 'Esc', up: '↑', down: '↓', left: '←', right: '→' }
  : { mod: 'Ctrl', alt: 'Alt', shift: 'Shift', enter: '↵', esc: 'Esc', up: '↑', down: '↓', left: '←', right: '→' };

/** `<ui-kbd keys="mod+k" />` or a sequence, `keys="g c"`. `mod` is Command on a Mac, else Control. */
@Component({
  selector: 'ui-kbd',
  template: `@for (part of parts(); track $index) { <kbd>{{ part }}</kbd> }`,
  styles: `
    :host { display: inline-flex; gap: 3px; }
    kbd {
      min-width: 18px; padding: 0 4px; border: 1px solid var(--line-strong); border-radius: var(--radius-sm);
      background: var(--surface); color: var(--muted); font: 500 10.5px/16px var(--font); text-align: center;
    }
  `,
})
export class UiKbd {
  readonly keys = input.required<string>();
  protected readonly parts = computed(() =>
    this.keys()
      .split(/[\s+]/)
      .filter(Boolean)
      .map((part) => SIGNS[part.toLowerCase()] ?? part.toUpperCase()),
  );
}
