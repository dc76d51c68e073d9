import { Component, computed, input } from '@angular/core';

/** `Ada Berg` -> `AB`, `Acme` -> `A`. */
export function initials(name: string): string {
  const parts = name.trim().split(/\s+/).filter(Boolean);
  // An emoji is a picture of its own and no initial, as long as there are letters.
  const lettered = parts.filter((part) => /^[\p{L}\p{N}]/u.test(part));
  const words = lettered.length > 0 ? lettered : parts;
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return letters.map((word) => [...(word ?? '')][0] ?? '').join('').toUpperCase();
}

/** One of the eight hues, the same for the same name everywhere. */
export function hueOf(name: string): number {
  let hash = 2166136261;
  for (const letter of name) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619);
  return ((hash >>> 13) % 8) + 1;
}

/** `<ui-avatar name="Ada Berg" />`. Decorative unless `named`; `square` for companies. Size in px. */
@Component({
  selector: 'ui-avatar',
  template: `@if (src()) { <img [src]="src()" alt="" /> } @else { <span [attr.data-letters]="letters()"></span> }`,
  styles: `
    :host {
      display: inline-flex; align-items: center; justify-content: center; flex: none; overflow: hidden; border-radius: 50%;
      font-weight: 600; letter-spacing: 0.01em; user-select: none;
      background: color-mix(in oklab, var(--hue) 16%, var(--surface));
      color: color-mix(in oklab, var(--hue) 34%, var(--fg));
    }
    :host([data-square]) { border-radius: 26%; }
    /* Not text to the accessibility tree: a button with an avatar is named by its label, not by initials. */
    span::before { content: attr(data-letters); }
    img { width: 100%; height: 100%; object-fit: cover; }
  `,
  host: {
    '[style.width.px]': 'size()',
    '[style.height.px]': 'size()',
    '[style.font-size.px]': 'size() * 0.42',
    '[style.--hue]': 'hue()',
    '[attr.data-square]': "square() ? '' : null",
    '[attr.role]': "named() ? 'img' : null",
    '[attr.aria-label]': 'named() ? name() : null',
    '[attr.aria-hidden]': 'named() ? null : true',
    '[attr.title]': 'named() ? name() : null',
  },
})
export class UiAvatar {
  readonly name = input.required<string>();
  readonly src = input<string | null>(null);
  readonly size = input(20);
  readonly square = input(false);
  readonly named = input(false);
  protected readonly letters = computed(() => initials(this.name()));
  protected readonly hue = computed(() => `var(--hue-${hueOf(this.name())})`);
}
