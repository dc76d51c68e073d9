import { afterNextRender, Component, computed, effect, ElementRef, inject, Injector, input, linkedSignal, model, output, viewChild } from '@angular/core';
import { UiIcon } from '../icon/icon.js';
import type { IconName } from '../icon/icon-names.js';
import { UiKbd } from '../misc/kbd.js';
import { fill, UI_TEXT, uniqueId } from '../text/ui-text.js';

export interface PaletteItem {
  readonly id: string;
  readonly label: string;
  /** Second, quieter text: the account of a contact, the stage of a deal. */
  readonly detail?: string;
  readonly group: string;
  readonly icon?: IconName;
  readonly keys?: string;
}

/** The command palette's body; the client opens it in a dialog and feeds it items already filtered for `query`. */
@Component({
  selector: 'ui-palette',
  imports: [UiIcon, UiKbd],
  template: `
    <div class="search">
      <ui-icon [name]="busy() ? 'loader-circle' : 'search'" [class.spin]="busy()" />
      <input
        #box
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-autocomplete="list"
        autocomplete="off"
        spellcheck="false"
        [attr.aria-label]="text().paletteLabel"
        [attr.aria-controls]="listId"
        [attr.aria-activedescendant]="items().length ? optionId(active()) : null"
        [placeholder]="placeholder() || text().palettePlaceholder"
        [value]="query()"
        (input)="type(box.value)"
        (keydown)="onKey($event)"
      />
      <ui-kbd keys="esc" />
    </div>
    <div class="list" role="listbox" [id]="listId" [attr.aria-label]="text().paletteLabel">
      @for (group of groups(); track group.name) {
        <div role="group" [attr.aria-label]="group.name">
          <div class="caption" aria-hidden="true">{{ group.name }}</div>
          @for (entry of group.entries; track entry.item.id) {
            <div
              role="option"
              class="option"
              [id]="optionId(entry.index)"
              [attr.aria-selected]="entry.index === active()"
              [attr.data-at]="entry.index"
            >
              <ui-icon [name]="entry.item.icon ?? 'chevron-right'" [size]="15" />
              <span class="label">{{ entry.item.label }}</span>
              @if (entry.item.detail) { <span class="detail">{{ entry.item.detail }}</span> }
              @if (entry.item.keys; as keys) { <ui-kbd [keys]="keys" /> }
            </div>
          }
        </div>
      }
    </div>
    @if (!items().length && !busy()) { <p class="none" aria-hidden="true">{{ text().noResults }}</p> }
    <p class="ui-sr" role="status">{{ said() }}</p>
  `,
  styles: `
    :host { display: flex; flex-direction: column; max-height: min(480px, 70dvh); overflow: hidden; border: 1px solid var(--line-strong); border-radius: 12px; background: var(--raised); box-shadow: var(--shadow-lg); }
    .search { display: flex; align-items: center; gap: 10px; flex: none; padding: 0 14px; border-bottom: 1px solid var(--line); color: var(--muted); }
    .search input { flex: 1; min-width: 0; height: 46px; border: 0; outline: 0; background: none; color: var(--fg); font: 400 15px var(--font); }
    .search input::placeholder { color: var(--faint); opacity: 1; }
    .list { flex: 1; min-height: 0; overflow: auto; padding: 4px 6px 6px; scroll-padding: 30px 6px; }
    .caption { padding: 8px 8px 3px; color: var(--muted); font-size: var(--text-xs); font-weight: 500; }
    .option { display: flex; align-items: center; gap: 10px; min-height: 34px; padding: 0 8px; border-radius: var(--radius); cursor: pointer; }
    .option ui-icon { color: var(--muted); }
    .option[aria-selected='true'] { background: var(--hover); }
    .label { flex: none; max-width: 70%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .detail { flex: 1; min-width: 0; overflow: hidden; color: var(--muted); text-overflow: ellipsis; white-space: nowrap; }
    ui-kbd { margin-left: auto; }
    .none { margin: 0; padding: 22px; color: var(--muted); text-align: center; }
    .spin { animation: turn 0.9s linear infinite; }
    @keyframes turn { to { transform: rotate(1turn); } }
  `,
  host: { '(pointermove)': 'point($event)', '(click)': 'choose($event)' },
})
export class UiPalette {
  readonly items = input.required<readonly PaletteItem[]>();
  readonly busy = input(false);
  readonly placeholder = input('');
  readonly query = model('');
  readonly run = output<PaletteItem>();

  protected readonly text = inject(UI_TEXT);
  protected readonly listId = uniqueId('palette');
  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);
  /** Letters were typed whose items come with the next rendering. */
  private unanswered = false;
  /** Starts at the top whenever the list changes: the best match is first. */
  protected readonly active = linkedSignal<readonly PaletteItem[], number>({ source: this.items, computation: () => 0 });

  /** What came of the last letters, for those who do not see the list. */
  protected readonly said = computed(() => (this.busy() || !this.query().trim() ? '' : this.items().length ? fill(this.text().results, this.items().length) : this.text().noResults));
  protected readonly groups = computed(() => {
    const groups: { name: string; entries: { item: PaletteItem; index: number }[] }[] = [];
    this.ordered().forEach((item, index) => {
      const last = groups.at(-1);
      if (last?.name === item.group) last.entries.push({ item, index });
      else groups.push({ name: item.group, entries: [{ item, index }] });
    });
    return groups;
  });
  /** Same groups together, in the order in which each first appears. */
  private readonly ordered = computed(() => [...Map.groupBy(this.items(), (item) => item.group).values()].flat());

  constructor() {
    afterNextRender(() => this.box().nativeElement.focus());
    effect(() => {
      const id = this.optionId(this.active());
      queueMicrotask(() => this.host.querySelector(`#${id}`)?.scrollIntoView?.({ block: 'nearest' }));
    });
  }

  protected optionId(index: number): string {
    return `${this.listId}-${index}`;
  }

  protected point(event: Event): void {
    const at = placeAt(event);
    if (at !== null) this.active.set(at);
  }

  protected choose(event: Event): void {
    const item = this.ordered()[placeAt(event) ?? -1];
    if (item) this.run.emit(item);
  }

  protected type(query: string): void {
    this.query.set(query);
    this.unanswered = true;
    this.rendered(() => (this.unanswered = false));
  }

  private rendered(work: () => void): void {
    afterNextRender(work, { injector: this.injector });
  }

  private runActive(): void {
    const item = this.ordered()[this.active()];
    if (item) this.run.emit(item);
  }

  protected onKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const count = this.items().length;
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = moves[event.key];
    if (step !== undefined && count) this.active.update((at) => (at + step + count) % count);
    else if (event.key === 'Enter') {
      // Whoever types fast means what the last letters find, not what stood there before them.
      if (this.unanswered) this.rendered(() => this.runActive());
      else this.runActive();
    } else return;
    event.preventDefault();
  }
}

/** The place of the option under the pointer; the focus stays in the input. */
function placeAt(event: Event): number | null {
  const option = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-at]') : null;
  return option ? Number(option.dataset['at']) : null;
}
