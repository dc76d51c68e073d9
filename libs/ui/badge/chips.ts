import { booleanAttribute, Component, input, output } from '@angular/core';

/** Something short with a colour of its own: a tag, one of several options. */
export interface UiChip {
  /** What it stands for. */
  readonly value: string;
  readonly text: string;
  /** Any CSS colour. */
  readonly color?: string;
}

/** Several short values beside each other, in one line or wrapped, with a space between them for whoever hears them. With `pickLabel` they are buttons for the pointer; keys have other ways to the same. */
@Component({
  selector: 'ui-chips',
  template: `
    @for (chip of chips(); track chip.value) {
      @if (pickLabel(); as label) {
        <button type="button" class="chip" tabindex="-1" [class.tinted]="chip.color" [style.--tint]="chip.color" [attr.title]="label + ': ' + chip.text" (click)="pick(chip, $event)">{{ chip.text }}</button>
      } @else {
        <span class="chip" [class.tinted]="chip.color" [style.--tint]="chip.color">{{ chip.text }}</span>
      }{{ ' ' }}
    }
  `,
  styles: `
    :host { display: inline-flex; gap: 4px; align-items: center; min-width: 0; max-width: 100%; overflow: hidden; vertical-align: middle; }
    :host([data-wrap]) { flex-wrap: wrap; }
    .chip {
      display: inline-block; flex: 0 1 auto; min-width: 28px; max-width: 100%; height: 20px; padding: 0 8px; overflow: hidden; border: 0; border-radius: 99px; background: var(--neutral-soft); color: var(--fg);
      font: 500 var(--text-sm)/20px var(--font); text-overflow: ellipsis; white-space: nowrap;
    }
    .tinted { background: color-mix(in srgb, var(--tint) 18%, var(--surface)); box-shadow: inset 0 0 0 1px color-mix(in srgb, var(--tint) 38%, transparent); }
    button { cursor: pointer; }
    button:hover { background: color-mix(in srgb, var(--tint, var(--muted)) 30%, var(--surface)); }
  `,
  host: { '[attr.data-wrap]': 'wrap() || null' },
})
export class UiChips {
  readonly chips = input.required<readonly UiChip[]>();
  readonly wrap = input(false, { transform: booleanAttribute });
  /** What a click on one does, in words. */
  readonly pickLabel = input<string | null>(null);
  readonly picked = output<UiChip>();

  protected pick(chip: UiChip, event: Event): void {
    event.stopPropagation();
    this.picked.emit(chip);
  }
}
