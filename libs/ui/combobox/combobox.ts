import { CdkConnectedOverlay, CdkOverlayOrigin, type ConnectedPosition } from '@angular/cdk/overlay';
import { booleanAttribute, Component, computed, ElementRef, inject, input, linkedSignal, model, output, signal, viewChild } from '@angular/core';
import { UI_FIELD } from '../field/field.js';
import { UiIcon } from '../icon/icon.js';
import { UI_TEXT, uniqueId } from '../text/ui-text.js';
import type { OptionSearch, UiOption } from './option.js';
import { UiOptionList } from './option-list.js';
import { optionSource } from './option-source.js';

export const POPUP_POSITIONS: ConnectedPosition[] = [
  { originX: 'start', originY: 'bottom', overlayX: 'start', overlayY: 'top', offsetY: 4 },
  { originX: 'start', originY: 'top', overlayX: 'start', overlayY: 'bottom', offsetY: -4 },
];

/**
 * One value out of many: `<ui-combobox [(value)]="ownerId" [options]="owners" />`, or `[search]` for options from the API
 * (then give `display`, the present value's label). `creatable` offers a row that emits `create` with what was typed.
 */
@Component({
  selector: 'ui-combobox',
  imports: [CdkConnectedOverlay, CdkOverlayOrigin, UiIcon, UiOptionList],
  template: `
    <div class="box" cdkOverlayOrigin #origin="cdkOverlayOrigin">
      @if (!open() && dot(); as dot) { <i [style.background]="dot"></i> }
      <input
        #box
        class="ui-input"
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        aria-autocomplete="list"
        [class.dotted]="!open() && dot()"
        [attr.id]="field?.controlId"
        [attr.aria-label]="label() || null"
        [attr.aria-describedby]="field?.describedBy()"
        [attr.aria-invalid]="field?.invalid() || null"
        [attr.aria-expanded]="open()"
        [attr.aria-controls]="open() ? listId : null"
        [attr.aria-activedescendant]="open() && count() ? listId + '-' + active() : null"
        [placeholder]="open() ? shown() || placeholder() : placeholder()"
        [value]="open() ? query() : shown()"
        [disabled]="disabled()"
        (input)="type(box.value)"
        (click)="show()"
        (keydown)="onKey($event)"
        (blur)="leave()"
      />
      @if (clearable() && value() !== null && !disabled()) {
        <button type="button" class="clear" tabindex="-1" [attr.aria-label]="text().clear" (pointerdown)="$event.preventDefault()" (click)="clear()"><ui-icon name="x" [size]="13" /></button>
      }
      <ui-icon class="arrow" name="chevrons-up-down" [size]="14" (click)="box.focus(); show()" />
    </div>
    <ng-template cdkConnectedOverlay [cdkConnectedOverlayOrigin]="origin" [cdkConnectedOverlayOpen]="open()" [cdkConnectedOverlayPositions]="positions" [cdkConnectedOverlayMinWidth]="width()" [cdkConnectedOverlayViewportMargin]="8" (detach)="hide()" (overlayOutsideClick)="outside($event)">
      <ui-option-list [id]="listId" [label]="listLabel()" [options]="source.options()" [value]="value()" [active]="active()" [busy]="source.busy()" [failed]="source.failed()" [creatable]="creatableName()" (pointed)="active.set($event)" (picked)="pick($event)" />
    </ng-template>
  `,
  styles: `
    :host { display: block; min-width: 0; }
    .box { position: relative; display: flex; align-items: center; }
    .ui-input { padding-right: 44px; text-overflow: ellipsis; }
    .ui-input.dotted { padding-left: 24px; }
    i { position: absolute; left: 10px; width: 8px; height: 8px; border-radius: 50%; }
    .arrow { position: absolute; right: 8px; color: var(--muted); cursor: pointer; }
    .clear { position: absolute; right: 24px; display: grid; place-items: center; width: 20px; height: 20px; padding: 0; border: 0; border-radius: var(--radius-sm); background: none; color: var(--muted); }
    .clear:hover { background: var(--hover); color: var(--fg); }
  `,
})
export class UiCombobox {
  readonly value = model<string | null>(null);
  readonly touched = model(false);
  readonly options = input<readonly UiOption[] | null>(null);
  readonly search = input<OptionSearch | null>(null);
  /** Label of the value, where the options are searched and so may not hold it. */
  readonly display = input<string | null>(null);
  readonly label = input('');
  readonly placeholder = input('');
  readonly clearable = input(false, { transform: booleanAttribute });
  readonly creatable = input(false, { transform: booleanAttribute });
  readonly disabled = input(false, { transform: booleanAttribute });
  /** Always the whole option, also when the same value was picked again. */
  readonly picked = output<UiOption | null>();
  readonly create = output<string>();
  /** Escape, when the list was closed already. */
  readonly dismissed = output();

  protected readonly field = inject(UI_FIELD, { optional: true });
  protected readonly text = inject(UI_TEXT);
  protected readonly positions = POPUP_POSITIONS;
  protected readonly listId = uniqueId('options');
  protected readonly open = signal(false);
  protected readonly query = signal('');
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');
  private readonly chosen = linkedSignal<string | null, UiOption | null>({ source: this.value, computation: (value, before) => (before?.value?.value === value ? before.value : null) });
  protected readonly source = optionSource(this.options, this.search, this.query, this.open);

  protected readonly current = computed(() => this.chosen() ?? this.options()?.find((option) => option.value === this.value()) ?? null);
  protected readonly shown = computed(() => this.current()?.label ?? (this.value() === null ? '' : (this.display() ?? this.value() ?? '')));
  protected readonly dot = computed(() => this.current()?.color ?? null);
  protected readonly listLabel = computed(() => this.label() || this.placeholder() || this.text().select);
  protected readonly creatableName = computed(() => {
    const name = this.query().trim();
    const exists = this.source.options().some((option) => option.label.toLowerCase() === name.toLowerCase());
    return this.creatable() && name && !exists && !this.source.busy() ? name : null;
  });
  protected readonly count = computed(() => this.source.options().length + (this.creatableName() ? 1 : 0));
  protected readonly active = linkedSignal(() => Math.max(0, this.query() ? 0 : this.source.options().findIndex((option) => option.value === this.value())));
  protected readonly width = signal(180);

  /** Puts the focus in, selects nothing, opens the list; `start` is typed for the person. */
  focus(start = ''): void {
    this.box().nativeElement.focus();
    this.show();
    if (start) this.query.set(start);
  }

  protected type(text: string): void {
    this.show();
    this.query.set(text);
  }

  protected show(): void {
    if (this.open() || this.disabled()) return;
    this.width.set(Math.max(180, this.host.getBoundingClientRect().width));
    this.query.set('');
    this.open.set(true);
  }

  protected hide(): void {
    this.open.set(false);
    this.query.set('');
  }

  protected leave(): void {
    this.hide();
    this.touched.set(true);
  }

  protected outside(event: Event): void {
    if (!this.host.contains(event.target as Node)) this.hide();
  }

  protected pick(index: number): void {
    const option = this.source.options()[index];
    if (option?.disabled) return;
    if (option) {
      this.chosen.set(option);
      this.value.set(option.value);
      this.field?.mend();
      this.chosen.set(option);
      this.picked.emit(option);
    } else {
      const name = this.creatableName();
      if (!name) return;
      this.create.emit(name);
    }
    this.hide();
  }

  protected clear(): void {
    this.value.set(null);
    this.field?.mend();
    this.picked.emit(null);
    this.hide();
  }

  protected onKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const count = this.count();
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!this.open()) this.show();
      // What is marked in a list that is about to go is not what Enter would take.
      else if (count && !this.source.stale()) this.active.update((at) => (at + (event.key === 'ArrowDown' ? 1 : -1) + count) % count);
    } else if (event.key === 'Enter' && this.open() && (count || this.source.busy())) this.source.settled(() => this.pick(this.active()));
    else if (event.key === 'Escape') {
      if (!this.open()) {
        this.dismissed.emit();
        return;
      }
      this.hide();
    } else if (event.key === 'Tab' && this.open() && this.query() && count) {
      // What is found later is not taken: whoever goes on does not see it.
      this.source.settled(() => this.pick(this.active()));
      return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
