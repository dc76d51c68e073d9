import { CdkConnectedOverlay, CdkOverlayOrigin } from '@angular/cdk/overlay';
import { booleanAttribute, Component, computed, ElementRef, inject, input, linkedSignal, model, signal, viewChild } from '@angular/core';
import { POPUP_POSITIONS } from '../combobox/combobox.js';
import type { OptionSearch, UiOption } from '../combobox/option.js';
import { UiOptionList } from '../combobox/option-list.js';
import { optionSource } from '../combobox/option-source.js';
import { UI_FIELD } from '../field/field.js';
import { UiIcon } from '../icon/icon.js';
import { fill, UI_TEXT, uniqueId } from '../text/ui-text.js';

/** Several values as chips: `<ui-tags [(value)]="tags" [options]="known" creatable />`. Backspace in the empty box takes the last one out. */
@Component({
  selector: 'ui-tags',
  imports: [CdkConnectedOverlay, CdkOverlayOrigin, UiIcon, UiOptionList],
  template: `
    <div class="ui-input box" cdkOverlayOrigin #origin="cdkOverlayOrigin">
      @for (tag of value(); track tag) {
        <span class="tag">@if (colors()[tag]; as color) { <i [style.background]="color"></i> }{{ labelOf(tag) }}<button type="button" [attr.aria-label]="fill(text().remove, labelOf(tag))" [disabled]="disabled()" (click)="remove(tag)"><ui-icon name="x" [size]="12" /></button></span>
      }
      <input
        #box role="combobox" autocomplete="off" aria-autocomplete="list" [attr.id]="field?.controlId" [attr.aria-label]="label() || null" [attr.aria-describedby]="field?.describedBy()"
        [attr.aria-expanded]="open()" [attr.aria-controls]="open() ? listId : null" [attr.aria-activedescendant]="open() && count() ? listId + '-' + active() : null"
        [placeholder]="value().length ? '' : placeholder() || text().addTag" [value]="query()" [disabled]="disabled()"
        (input)="query.set(box.value); open.set(true)" (focus)="open.set(true)" (blur)="open.set(false); touched.set(true)" (keydown)="onKey($event)"
      />
    </div>
    <ng-template cdkConnectedOverlay [cdkConnectedOverlayOrigin]="origin" [cdkConnectedOverlayOpen]="open() && (count() > 0 || source.busy())" [cdkConnectedOverlayPositions]="positions" [cdkConnectedOverlayMinWidth]="220" (detach)="open.set(false)">
      <ui-option-list [id]="listId" [label]="label() || text().select" [options]="offered()" [active]="active()" [busy]="source.busy()" [failed]="source.failed()" [creatable]="creatableName()" (pointed)="active.set($event)" (picked)="pick($event)" />
    </ng-template>
  `,
  styles: `
    :host { display: block; min-width: 0; }
    .box { display: flex; flex-wrap: wrap; gap: 4px; align-items: center; height: auto; min-height: var(--control); padding: 3px 6px; cursor: text; }
    input { flex: 1; min-width: 80px; height: 22px; padding: 0 2px; border: 0; outline: 0; background: none; color: var(--fg); font: inherit; }
    .tag { display: inline-flex; align-items: center; gap: 2px; height: 22px; padding: 0 2px 0 7px; border-radius: 5px; background: var(--neutral-soft); color: var(--neutral); font-size: var(--text-sm); font-weight: 500; }
    .tag i { flex: none; width: 8px; height: 8px; margin-right: 4px; border-radius: 50%; }
    button { display: grid; place-items: center; width: 18px; height: 18px; padding: 0; border: 0; border-radius: 3px; background: none; color: inherit; }
    button:hover { background: var(--active); }
    @media (pointer: coarse) { .tag { height: 30px; } button { width: 26px; height: 26px; } input { height: 30px; } }
  `,
  host: { '(click)': 'focus()' },
})
export class UiTagInput {
  readonly value = model<readonly string[]>([]);
  readonly touched = model(false);
  readonly options = input<readonly UiOption[] | null>(null);
  readonly search = input<OptionSearch | null>(null);
  readonly creatable = input(false, { transform: booleanAttribute });
  readonly disabled = input(false, { transform: booleanAttribute });
  readonly label = input('');
  /** Labels of values that no option told of yet: names of the records that ids stand for. */
  readonly names = input<Readonly<Record<string, string>>>({});
  /** CSS colours of values, shown as a dot. */
  readonly colors = input<Readonly<Record<string, string>>>({});
  readonly placeholder = input('');

  protected readonly field = inject(UI_FIELD, { optional: true });
  protected readonly text = inject(UI_TEXT);
  protected readonly fill = fill;
  protected readonly positions = POPUP_POSITIONS;
  protected readonly listId = uniqueId('tags');
  protected readonly query = signal('');
  protected readonly open = signal(false);
  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');
  private readonly labels = signal<ReadonlyMap<string, string>>(new Map());
  protected readonly source = optionSource(this.options, this.search, this.query, this.open);
  protected readonly offered = computed(() => this.source.options().filter((option) => !this.value().includes(option.value)));
  protected readonly creatableName = computed(() => {
    const name = this.query().trim();
    const known = this.value().includes(name) || this.source.options().some((option) => option.label.toLowerCase() === name.toLowerCase());
    return this.creatable() && name && !known ? name : null;
  });
  protected readonly count = computed(() => this.offered().length + (this.creatableName() ? 1 : 0));
  protected readonly active = linkedSignal({ source: this.query, computation: () => 0 });

  /** @param start what was typed before there was a box to type it in */
  focus(start: string | null = null): void {
    const box = this.box().nativeElement;
    box.focus();
    if (start === null) return;
    box.value = start;
    this.query.set(start);
  }

  protected labelOf(value: string): string {
    return this.labels().get(value) ?? this.options()?.find((option) => option.value === value)?.label ?? this.names()[value] ?? value;
  }

  protected remove(value: string): void {
    this.value.update((list) => list.filter((each) => each !== value));
  }

  protected pick(index: number): void {
    this.take(this.offered()[index]);
  }

  /** Where words may be new, nobody has to wait to be told which there are: the next one is typed already. */
  private takeTyped(): void {
    const typed = this.query().trim().toLowerCase();
    this.take(this.offered().find(({ label }) => label.toLowerCase() === typed), this.query().trim());
  }

  private take(option: UiOption | undefined, typed = this.creatableName()): void {
    const name = option?.value ?? typed;
    if (!name) return;
    if (option) this.labels.update((labels) => new Map(labels).set(option.value, option.label));
    this.value.update((list) => (list.includes(name) ? list : [...list, name]));
    this.query.set('');
    this.box().nativeElement.value = '';
  }

  protected onKey(event: KeyboardEvent): void {
    // With Ctrl or ⌘, Enter is for whatever the box is part of: a form, or the cell of a list.
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const count = this.count();
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count) {
      this.open.set(true);
      if (!this.source.stale()) this.active.update((at) => (at + (event.key === 'ArrowDown' ? 1 : -1) + count) % count);
    } else if ((event.key === 'Enter' || event.key === ',') && this.creatable() && this.source.stale() && this.query().trim()) this.takeTyped();
    else if ((event.key === 'Enter' || event.key === ',') && this.open() && (count || this.source.busy()) && (this.query() || event.key === 'Enter')) this.source.settled(() => this.pick(Math.min(this.active(), this.count() - 1)));
    else if (event.key === 'Backspace' && !this.query() && this.value().length) this.remove(this.value().at(-1) ?? '');
    else if (event.key === 'Escape' && this.open()) this.open.set(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
