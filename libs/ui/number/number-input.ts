import { afterNextRender, booleanAttribute, Component, computed, ElementRef, inject, Injector, input, linkedSignal, model, signal, viewChild } from '@angular/core';
import { UI_FIELD } from '../field/field.js';
import { holdsUnreadable } from '../field/unreadable.js';
import { formatDecimal, parseDecimal, UI_LOCALE } from '../locale/locale.js';
import { UI_TEXT } from '../text/ui-text.js';

/**
 * A number or, with `currency`, an amount: `<ui-number [(value)]="amount" currency="EUR" />`. The value is a plain decimal as a
 * string, so that no digit of money is lost; null when empty. What is no number stays visible and is marked invalid.
 */
@Component({
  selector: 'ui-number',
  template: `
    <input
      #box
      class="ui-input"
      inputmode="decimal"
      autocomplete="off"
      [attr.id]="field?.controlId"
      [attr.aria-label]="label() || null"
      [attr.aria-describedby]="field?.describedBy()"
      [attr.aria-invalid]="bad() || field?.invalid() || null"
      [attr.title]="unreadable()"
      [placeholder]="placeholder()"
      [disabled]="disabled()"
      [value]="shown()"
      (pointerdown)="pressed = true" (pointerup)="pressed = false" (focus)="enter()"
      (input)="type(box.value)"
      (blur)="leave()"
      (keydown)="step($event)"
    />
  `,
  styles: `:host { display: block; min-width: 0; } input { text-align: right; }`,
})
export class UiNumberInput {
  readonly value = model<string | null>(null);
  readonly touched = model(false);
  readonly currency = input<string | null>(null);
  readonly decimals = input<number | undefined>(undefined);
  readonly label = input('');
  readonly placeholder = input('');
  readonly disabled = input(false, { transform: booleanAttribute });

  protected readonly field = inject(UI_FIELD, { optional: true });
  protected readonly text = inject(UI_TEXT);
  private readonly locale = inject(UI_LOCALE);
  private readonly injector = inject(Injector);
  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');
  private readonly focused = signal(false);
  /** The pointer is down on the box, which brings the focus. */
  protected pressed = false;
  /** As typed; null while it agrees with the value. */
  private readonly typed = linkedSignal<string | null, string | null>({ source: this.value, computation: () => null });

  /** What was typed cannot be read; the value is still the one before. */
  readonly bad = computed(() => {
    const typed = this.typed();
    return typed !== null && typed.trim() !== '' && parseDecimal(typed, this.locale()) === null;
  });
  protected readonly unreadable = computed(() => (this.bad() ? this.text().invalidNumber : null));
  private readonly left = holdsUnreadable(this.box, this.unreadable);
  protected readonly shown = computed(() => {
    const typed = this.typed();
    if (typed !== null && (this.focused() || this.bad())) return typed;
    if (this.focused()) return this.value() === null ? '' : formatDecimal(this.value(), this.locale(), { decimals: 6 });
    return formatDecimal(this.value(), this.locale(), { currency: this.currency(), ...(this.decimals() === undefined ? {} : { decimals: this.decimals() as number }) });
  });

  /** Puts the focus in; `start` replaces what is there. */
  focus(start: string | null = null): void {
    const box = this.box().nativeElement;
    box.focus();
    if (start === null) box.select();
    else {
      this.type(start);
      box.value = start;
    }
  }

  protected enter(): void {
    this.focused.set(true);
    // A click says where to write.
    if (this.pressed) return;
    // The browser's selection ends where the bare number takes the place of the money.
    afterNextRender(() => this.focused() && this.typed() === null && this.box().nativeElement.select(), { injector: this.injector });
  }

  protected type(text: string): void {
    const parsed = text.trim() === '' ? null : parseDecimal(text, this.locale());
    if (parsed !== null || text.trim() === '') this.value.set(parsed);
    this.typed.set(text);
  }

  protected leave(): void {
    this.pressed = false;
    this.focused.set(false);
    this.touched.set(true);
    this.left();
    if (!this.bad()) this.typed.set(null);
  }

  protected step(event: KeyboardEvent): void {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    const by = (event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : 1);
    this.value.set(String(Number(this.value() ?? 0) + by));
  }
}
