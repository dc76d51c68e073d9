import { Component, computed, type ElementRef, input, linkedSignal, output, viewChild } from '@angular/core';
import { UiCombobox } from '../combobox/combobox.js';
import type { UiOption } from '../combobox/option.js';
import { UiDateInput } from '../date/date-input.js';
import { UiNumberInput } from '../number/number-input.js';
import { UiTagInput } from '../tags/tag-input.js';
import type { GridEditor } from './grid-types.js';

export type AfterEdit = 'down' | 'up' | 'next' | 'previous' | 'stay';

export interface CellCommit {
  readonly value: string | null;
  readonly option?: UiOption;
  readonly then: AfterEdit;
}

/**
 * The editor in a cell: Enter takes over and goes down, Tab goes on, Escape leaves the cell as it was, leaving takes over. In a long text Enter makes a
 * new line, and among several options it picks one; Ctrl or ⌘ with it takes over there.
 */
@Component({
  selector: 'ui-cell-editor',
  imports: [UiCombobox, UiDateInput, UiNumberInput, UiTagInput],
  template: `
    @let spec = editor();
    @switch (spec.kind) {
      @case ('number') { <ui-number #number [label]="label()" [value]="draft()" (valueChange)="draft.set($event)" [decimals]="spec.decimals" /> }
      @case ('money') { <ui-number #number [label]="label()" [value]="draft()" (valueChange)="draft.set($event)" [currency]="spec.currency" /> }
      @case ('date') { <ui-date #date [label]="label()" [value]="draft()" (valueChange)="draft.set($event)" /> }
      @case ('select') { <ui-combobox #combo [label]="label()" [options]="spec.options" [clearable]="spec.clearable ?? false" [value]="draft()" (picked)="pick($event)" (dismissed)="cancelled.emit()" /> }
      @case ('relation') {
        <ui-combobox #combo [label]="label()" [search]="spec.search" [display]="display()" [clearable]="spec.clearable ?? false" [creatable]="spec.creatable ?? false" [value]="draft()" (picked)="pick($event)" (create)="created.emit($event)" (dismissed)="cancelled.emit()" />
      }
      @case ('time') { <input #time class="ui-input" type="datetime-local" [attr.aria-label]="label()" [value]="first() ?? ''" (input)="draft.set(time.value || null)" /> }
      @case ('longText') { <textarea #long class="ui-input roomy" rows="5" [attr.aria-label]="label()" [attr.maxlength]="spec.maxLength ?? null" [value]="first() ?? ''" (input)="draft.set(long.value)"></textarea> }
      @case ('options') { <ui-tags #tags class="roomy" [label]="label()" [options]="spec.options" [names]="spec.names ?? {}" [value]="several()" (valueChange)="draft.set($event.join(', ') || null)" /> }
      @default { <input #box class="ui-input" [attr.aria-label]="label()" [attr.maxlength]="spec.maxLength ?? null" [value]="draft() ?? ''" (input)="draft.set(box.value)" /> }
    }
  `,
  styles: `
    :host { display: block; width: 100%; }
    textarea { display: block; resize: vertical; }
  `,
  host: { '(keydown)': 'onKey($event)', '(focusout)': 'onLeave($event)' },
})
export class UiCellEditor {
  readonly editor = input.required<GridEditor>();
  readonly value = input<string | null>(null);
  /** The value as the cell showed it. */
  readonly display = input('');
  readonly label = input('');
  readonly committed = output<CellCommit>();
  readonly cancelled = output();
  readonly created = output<string>();
  /** What stood there when the editor opened. What colleagues save meanwhile must not take from under the fingers what is being typed; whoever hears of the edit says what became of the two. */
  protected readonly first = linkedSignal<string | null, string | null>({ source: this.value, computation: (value, before) => (before ? before.value : value) });
  protected readonly draft = linkedSignal(() => this.first());

  private readonly box = viewChild<ElementRef<HTMLInputElement>>('box');
  private readonly time = viewChild<ElementRef<HTMLInputElement>>('time');
  private readonly long = viewChild<ElementRef<HTMLTextAreaElement>>('long');
  private readonly tags = viewChild<UiTagInput>('tags');
  private readonly number = viewChild<UiNumberInput>('number');
  private readonly date = viewChild<UiDateInput>('date');
  private readonly combo = viewChild<UiCombobox>('combo');
  private readonly isChoice = computed(() => this.editor().kind === 'select' || this.editor().kind === 'relation');
  protected readonly several = computed(() => this.draft()?.split(', ') ?? []);
  private done = false;

  /** Puts the focus in; `start` is the letter that opened the editor and replaces the value. */
  focus(start: string | null): void {
    this.number()?.focus(start);
    this.date()?.focus(start);
    this.combo()?.focus(start ?? '');
    this.time()?.nativeElement.focus();
    this.tags()?.focus(start);
    this.into(this.box()?.nativeElement, start);
    this.into(this.long()?.nativeElement, start);
  }

  private into(box: HTMLInputElement | HTMLTextAreaElement | undefined, start: string | null): void {
    if (!box) return;
    box.focus();
    if (start !== null) {
      box.value = start;
      this.draft.set(start);
    } else if (box instanceof HTMLInputElement) box.select();
    // A long text is added to more often than it is replaced.
    else box.setSelectionRange(box.value.length, box.value.length);
  }

  protected pick(option: UiOption | null): void {
    this.finish({ value: option?.value ?? null, ...(option ? { option } : {}), then: 'stay' });
  }

  protected onKey(event: KeyboardEvent): void {
    if (event.isComposing || event.defaultPrevented) return;
    if (event.key === 'Escape') this.cancel(event);
    else if (event.key === 'Enter' && (this.editor().kind !== 'longText' || event.ctrlKey || event.metaKey)) this.keep(event, event.shiftKey ? 'up' : 'down');
    else if (event.key === 'Tab') this.keep(event, event.shiftKey ? 'previous' : 'next');
    // The grid below must not act on the letters of an editor.
    event.stopPropagation();
  }

  /** Focus went elsewhere on the page: what was typed counts. Pop-ups of the editor itself do not. */
  protected onLeave(event: FocusEvent): void {
    const to = event.relatedTarget;
    const host = event.currentTarget;
    if (!(to instanceof Node) || !(host instanceof Node) || host.contains(to)) return;
    if (to instanceof Element && to.closest('.cdk-overlay-container, .cdk-overlay-pane')) return;
    this.leave();
  }

  /** Takes over what is there; what cannot be read is given up, since nobody looks at it any more. */
  leave(): void {
    this.date()?.commit();
    if (this.unreadable()) {
      this.done = true;
      this.cancelled.emit();
    } else this.finish({ value: this.current(), then: 'stay' });
  }

  private unreadable(): boolean {
    return (this.number()?.bad() || this.date()?.bad() || this.time()?.nativeElement.validity.badInput) ?? false;
  }

  private cancel(event: Event): void {
    event.preventDefault();
    this.done = true;
    this.cancelled.emit();
  }

  private keep(event: Event, then: AfterEdit): void {
    event.preventDefault();
    this.date()?.commit();
    if (!this.unreadable()) this.finish({ value: this.current(), then });
  }

  /** A choice counts only when it is picked: half a typed name is no value. */
  private current(): string | null {
    if (this.isChoice()) return this.first();
    const draft = this.draft();
    return draft === null || draft.trim() === '' ? null : draft;
  }

  private finish(commit: CellCommit): void {
    if (this.done) return;
    this.done = true;
    this.committed.emit(commit);
  }
}
