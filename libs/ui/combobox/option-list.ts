import { Component, effect, ElementRef, inject, input, output, type OutputEmitterRef } from '@angular/core';
import { UiAvatar } from '../avatar/avatar.js';
import { UiIcon } from '../icon/icon.js';
import { fill, UI_TEXT } from '../text/ui-text.js';
import type { UiOption } from './option.js';

/** The pop-up list of a combobox or a tag input. The focus stays in the input, which points here by aria-activedescendant. */
@Component({
  selector: 'ui-option-list',
  imports: [UiAvatar, UiIcon],
  template: `
    <div role="listbox" [id]="id()" [attr.aria-label]="label()" [attr.aria-busy]="busy() || null">
      @for (option of options(); track option.value; let i = $index) {
        <div
          role="option"
          class="option"
          [id]="id() + '-' + i"
          [class.active]="i === active()"
          [attr.aria-selected]="option.value === value()"
          [attr.aria-disabled]="option.disabled || null"
          [attr.data-at]="i"
        >
          @if (option.color) { <i [style.background]="option.color"></i> }
          @if (option.avatar) { <ui-avatar [name]="option.label" [square]="option.avatar === 'company'" /> }
          <span class="label">{{ option.label }}</span>
          @if (option.detail) { <span class="detail">{{ option.detail }}</span> }
          @if (option.value === value()) { <ui-icon name="check" [size]="14" /> }
        </div>
      }
      @if (creatable(); as name) {
        <div role="option" class="option" [id]="id() + '-' + options().length" [class.active]="active() === options().length" aria-selected="false" [attr.data-at]="options().length">
          <ui-icon name="plus" [size]="14" /><span class="label">{{ fill(text().create, name) }}</span>
        </div>
      }
    </div>
    @if (!options().length && !creatable()) {
      <p role="status">{{ failed() ? text().optionsFailed : busy() ? text().loading : text().noResults }}</p>
    }
  `,
  styles: `
    :host { display: block; width: 100%; max-width: calc(100vw - 32px); }
    [role='listbox'] { max-height: min(320px, 50vh); overflow: auto; padding: 4px; }
    .option { display: flex; align-items: center; gap: 8px; min-height: 30px; padding: 3px 8px; border-radius: var(--radius-sm); cursor: pointer; }
    .option.active { background: var(--hover); }
    .option[aria-disabled] { opacity: 0.5; }
    .label { flex: 0 1 auto; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .detail { flex: 1; min-width: 0; overflow: hidden; color: var(--muted); text-overflow: ellipsis; white-space: nowrap; }
    .option > ui-icon:last-child { margin-left: auto; color: var(--brand-fg); }
    i { flex: none; width: 8px; height: 8px; border-radius: 50%; }
    p { margin: 0; padding: 8px; color: var(--muted); }
    @media (pointer: coarse) { .option { min-height: 42px; } }
  `,
  host: { class: 'ui-popup', '(pointermove)': 'at($event, pointed)', '(pointerdown)': '$event.preventDefault()', '(click)': 'at($event, picked)' },
})
export class UiOptionList {
  readonly id = input.required<string>();
  readonly label = input.required<string>();
  readonly options = input.required<readonly UiOption[]>();
  readonly value = input<string | null>(null);
  readonly active = input(0);
  readonly busy = input(false);
  readonly failed = input(false);
  /** The name a new record would get; null when creating is not offered. */
  readonly creatable = input<string | null>(null);
  readonly picked = output<number>();
  readonly pointed = output<number>();
  protected readonly text = inject(UI_TEXT);
  protected readonly fill = fill;
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  /** The option under the pointer; the focus stays in the input. */
  protected at(event: Event, tell: OutputEmitterRef<number>): void {
    const option = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-at]') : null;
    if (option) tell.emit(Number(option.dataset['at']));
  }

  constructor() {
    effect(() => {
      const id = `${this.id()}-${this.active()}`;
      queueMicrotask(() => this.host.querySelector(`#${id}`)?.scrollIntoView?.({ block: 'nearest' }));
    });
  }
}
