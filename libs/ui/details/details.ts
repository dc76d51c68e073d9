import { ApplicationRef, Component, ElementRef, inject, input, output, signal, viewChild } from '@angular/core';
import { UiAvatar } from '../avatar/avatar.js';
import { UiBadge } from '../badge/badge.js';
import { UiChips, type UiChip } from '../badge/chips.js';
import type { UiOption } from '../combobox/option.js';
import { UiCellEditor, type CellCommit } from '../grid/grid-cell-editor.js';
import type { GridBadge, GridEditor } from '../grid/grid-types.js';
import { UiIcon } from '../icon/icon.js';
import type { IconName } from '../icon/icon-names.js';
import { fill, UI_TEXT } from '../text/ui-text.js';

export interface DetailItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  /** The value in words; empty shows a dash. */
  readonly text: string;
  /** For the editor, as in the grid. */
  readonly value?: string | null;
  readonly editor?: GridEditor | null;
  readonly badge?: GridBadge | null;
  /** Several short values, each with its colour. */
  readonly chips?: readonly UiChip[] | null;
  readonly avatar?: { readonly name: string; readonly shape?: 'person' | 'company' } | null;
  /** `mailto:`, `tel:` or a web address. */
  readonly href?: string | null;
  /** Quiet text under the value, such as where it comes from. */
  readonly note?: string;
}

export interface DetailEdit {
  readonly id: string;
  readonly value: string | null;
  readonly option?: UiOption;
}

/** Names and values of a record; a value with an editor is a button that turns into it. */
@Component({
  selector: 'ui-details',
  imports: [UiAvatar, UiBadge, UiChips, UiCellEditor, UiIcon],
  template: `
    <dl>
      @for (item of items(); track item.id) {
        <div class="item" [attr.data-item]="item.id">
          <dt>@if (item.icon; as icon) { <ui-icon [name]="icon" [size]="14" /> }{{ item.label }}</dt>
          <dd>
            @if (editing() === item.id && item.editor) {
              <ui-cell-editor [editor]="item.editor" [label]="item.label" [value]="item.value ?? null" [display]="item.text" (committed)="commit(item, $event)" (cancelled)="stop(item.id)" (created)="create.emit({ id: item.id, name: $event })" />
            } @else if (item.editor) {
              <button type="button" class="value" [attr.aria-label]="fill(text().edit, item.label) + ': ' + (item.text || text().empty)" (click)="start(item.id)">
                @if (item.avatar; as avatar) { <ui-avatar [name]="avatar.name" [square]="avatar.shape === 'company'" /> }
                @if (item.badge; as badge) { <ui-badge [tone]="badge.tone ?? 'neutral'" [color]="badge.color ?? null">{{ badge.text }}</ui-badge> } @else if (item.chips?.length) { <ui-chips wrap [chips]="item.chips!" /> } @else { <span [class.none]="!item.text">{{ item.text || text().empty }}</span> }
              </button>
              @if (item.href && item.text) { <a class="follow" [href]="item.href" [attr.aria-label]="item.text" [attr.target]="item.href.startsWith('http') ? '_blank' : null" rel="noopener"><ui-icon name="external-link" [size]="13" /></a> }
            } @else {
              <span class="value plain">
                @if (item.avatar; as avatar) { <ui-avatar [name]="avatar.name" [square]="avatar.shape === 'company'" /> }
                @if (item.badge; as badge) { <ui-badge [tone]="badge.tone ?? 'neutral'" [color]="badge.color ?? null">{{ badge.text }}</ui-badge> }
                @else if (item.chips?.length) { <ui-chips wrap [chips]="item.chips!" /> }
                @else if (item.href && item.text) { <a class="ui-link" [href]="item.href" rel="noopener">{{ item.text }}</a> }
                @else { <span [class.none]="!item.text">{{ item.text || text().empty }}</span> }
              </span>
            }
            @if (item.note) { <span class="note">{{ item.note }}</span> }
          </dd>
        </div>
      }
    </dl>
  `,
  styleUrl: './details.css',
})
export class UiDetails {
  readonly items = input.required<readonly DetailItem[]>();
  /** An editor opened: what the person saw then is what the edit is based on. */
  readonly began = output<string>();
  readonly edited = output<DetailEdit>();
  readonly create = output<{ id: string; name: string }>();
  protected readonly text = inject(UI_TEXT);
  protected readonly fill = fill;
  protected readonly editing = signal<string | null>(null);
  /** The value that the open editor began with: a colleague may have saved another one since, and that is no edit of this person. */
  private base: string | null = null;
  private readonly app = inject(ApplicationRef);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly editor = viewChild(UiCellEditor);

  /** Opens the editor of an item, for example from a command. */
  start(id: string): void {
    this.began.emit(id);
    this.base = this.items().find((item) => item.id === id)?.value ?? null;
    this.editing.set(id);
    // Drawn at once: what is typed right after must reach the editor.
    this.app.tick();
    this.editor()?.focus(null);
  }

  protected commit(item: DetailItem, commit: CellCommit): void {
    this.stop(item.id);
    if (this.base !== commit.value) this.edited.emit({ id: item.id, value: commit.value, ...(commit.option ? { option: commit.option } : {}) });
    if (commit.then === 'next' || commit.then === 'previous') this.step(item.id, commit.then === 'next' ? 1 : -1);
  }

  protected stop(id: string): void {
    this.editing.set(null);
    this.app.tick();
    [...this.host.querySelectorAll<HTMLElement>('[data-item]')].find((element) => element.dataset['item'] === id)?.querySelector<HTMLElement>('button.value')?.focus();
  }

  private step(id: string, by: 1 | -1): void {
    const editable = this.items().filter((item) => item.editor);
    const next = editable[editable.findIndex((item) => item.id === id) + by];
    if (next) this.start(next.id);
  }
}
