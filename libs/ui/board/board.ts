import { LiveAnnouncer } from '@angular/cdk/a11y';
import { CdkDrag, type CdkDragDrop, CdkDragPlaceholder, CdkDropList, CdkDropListGroup } from '@angular/cdk/drag-drop';
import { CdkScrollable } from '@angular/cdk/scrolling';
import { NgTemplateOutlet } from '@angular/common';
import { afterRenderEffect, booleanAttribute, Component, computed, contentChild, ElementRef, inject, input, linkedSignal, output, signal } from '@angular/core';
import { UiButton } from '../button/button.js';
import { UiSkeleton } from '../misc/feedback.js';
import { fill, UI_TEXT, uniqueId } from '../text/ui-text.js';
import { keyMove, neighbour, placeOf } from './board-moves.js';
import { UiSeen } from './seen.js';
import { UiBoardCard, UiBoardEmpty, UiBoardHead, type BoardColumn, type BoardMove } from './board-types.js';

/**
 * A kanban board. It moves nothing itself: `moved` says what was asked for, and the page gives new `columns` (at once, and again
 * when the API refuses). Arrow keys go between cards, Alt and an arrow moves the card and keeps the focus on it; what came of it is
 * the page's to say.
 */
@Component({
  selector: 'ui-board',
  imports: [CdkDrag, CdkDragPlaceholder, CdkDropList, CdkDropListGroup, CdkScrollable, NgTemplateOutlet, UiButton, UiSeen, UiSkeleton],
  templateUrl: './board.html',
  styleUrl: './board.css',
  host: { '(document:pointerdown)': 'following.set(null)' },
})
export class UiBoard<Card> {
  readonly label = input.required<string>();
  readonly columns = input.required<readonly BoardColumn<Card>[]>();
  readonly cardId = input.required<(card: Card) => string>();
  /** The card in words, for what is announced. */
  readonly cardLabel = input.required<(card: Card) => string>();
  readonly canMove = input<(card: Card) => boolean>(() => true);
  /** Cards of a column have an order that a person sets. */
  readonly sortable = input(false, { transform: booleanAttribute });
  /** Id of the record shown beside the board. */
  readonly openId = input<string | null>(null);
  readonly moved = output<BoardMove<Card>>();
  readonly opened = output<{ card: Card; full: boolean }>();
  /** More cards of a column are wanted: by its button, or because its end comes into sight. */
  readonly more = output<BoardColumn<Card>>();

  protected readonly card = contentChild.required(UiBoardCard);
  protected readonly head = contentChild(UiBoardHead);
  protected readonly none = contentChild(UiBoardEmpty);
  protected readonly text = inject(UI_TEXT);
  protected readonly fill = fill;
  protected readonly helpId = uniqueId('board-help');
  private readonly announcer = inject(LiveAnnouncer);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  /** The card that is in the tab order; the first one until a person chose another. */
  protected readonly activeId = linkedSignal<readonly BoardColumn<Card>[], string | null>({
    source: this.columns,
    computation: (columns, before) => (placeOf(columns, this.cardId(), before?.value ?? null) ? (before?.value ?? null) : this.firstId(columns)),
  });
  /** The card that has the focus; the focus follows it when it comes up elsewhere, whoever moved it. */
  protected readonly following = signal<string | null>(null);
  /** What is drawn of each card, made when columns change and not with each drawing: there may be a thousand. */
  protected readonly faces = computed(() => {
    const [idOf, labelOf, canMove] = [this.cardId(), this.cardLabel(), this.canMove()];
    return new Map(this.columns().map((column) => [column.id, column.cards.map((card) => ({ card, id: idOf(card), label: labelOf(card), movable: canMove(card) }))]));
  });
  /** How many cards a column had when more were asked for by themselves. */
  private readonly askedAt = new Map<string, number>();
  protected readonly ids = computed(() => new Map(this.columns().map((column) => [column.id, uniqueId('column')])));

  constructor() {
    afterRenderEffect(() => {
      this.columns();
      const id = this.following();
      if (id === null) return;
      const element = this.element(id);
      const at = document.activeElement;
      // Only where it was, or was lost with the card that was drawn elsewhere: not out of a panel or a dialog.
      if (element && element !== at && (at === document.body || this.host.contains(at))) element.focus();
    });
  }

  /** Puts the focus on a card, or on the one that is in the tab order. */
  focus(id: string | null = null): void {
    const known = placeOf(this.columns(), this.cardId(), id) ? id : this.activeId();
    if (known !== null) this.focusCard(known);
  }

  /** The end of a column comes into sight. Where asking brought nothing, only its button asks again. */
  protected ahead(column: BoardColumn<Card>): void {
    if (this.askedAt.get(column.id) === column.cards.length) return;
    this.askedAt.set(column.id, column.cards.length);
    this.more.emit(column);
  }

  protected onKey(event: KeyboardEvent, card: Card): void {
    if (event.target !== event.currentTarget) return;
    const place = placeOf(this.columns(), this.cardId(), this.cardId()(card));
    if (!place) return;
    if (event.key === 'Enter') this.opened.emit({ card, full: event.ctrlKey || event.metaKey });
    else if (event.altKey) {
      if (!event.key.startsWith('Arrow')) return;
      const move = this.canMove()(card) ? keyMove(this.columns(), place, event.key, this.sortable()) : null;
      if (move) this.move(move);
      else void this.announcer.announce(this.text().cannotMove);
    } else if (event.ctrlKey || event.metaKey) return;
    else {
      const next = neighbour(this.columns(), place, event.key);
      const target = next && this.columns()[next.column]?.cards[next.row];
      if (target === null || target === undefined) return;
      this.focusCard(this.cardId()(target));
    }
    event.preventDefault();
  }

  protected drop(event: CdkDragDrop<BoardColumn<Card>, BoardColumn<Card>, Card>): void {
    const from = event.previousContainer.data;
    const to = event.container.data;
    if (from.id === to.id && (!this.sortable() || event.previousIndex === event.currentIndex)) return;
    const index = this.sortable() ? event.currentIndex : 0;
    this.move({ card: event.item.data, from: from.id, to: to.id, index });
  }

  /** A dropped card may come to rest only where the column takes it. */
  protected readonly accepts = (_drag: CdkDrag<Card>, list: CdkDropList<BoardColumn<Card>>): boolean => !list.data.locked;

  protected rest(column: BoardColumn<Card>): number {
    return Math.max(0, column.count - column.cards.length);
  }

  private move(move: BoardMove<Card>): void {
    const id = this.cardId()(move.card);
    this.activeId.set(id);
    this.following.set(id);
    this.moved.emit(move);
  }

  protected attend(id: string): void {
    this.activeId.set(id);
    this.following.set(id);
  }

  /** Who goes on elsewhere has left the card; a card that was drawn elsewhere has lost the focus to nothing. */
  protected left(event: FocusEvent): void {
    if (event.relatedTarget) this.following.set(null);
  }

  private focusCard(id: string): void {
    this.activeId.set(id);
    const element = this.element(id);
    element?.focus();
    element?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  }

  private element(id: string): HTMLElement | null {
    return [...this.host.querySelectorAll<HTMLElement>('[data-card]')].find((element) => element.dataset['card'] === id) ?? null;
  }

  private firstId(columns: readonly BoardColumn<Card>[]): string | null {
    const card = columns.find((column) => column.cards.length)?.cards[0];
    return card === undefined ? null : this.cardId()(card);
  }
}
