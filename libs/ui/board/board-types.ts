import { Directive, inject, TemplateRef } from '@angular/core';

export interface BoardColumn<Card> {
  readonly id: string;
  readonly title: string;
  /** Any CSS colour, for the dot. */
  readonly color?: string;
  /** All cards of the column, also those not loaded. */
  readonly count: number;
  /** Sums in words, with their currency. */
  readonly sum?: string;
  readonly weighted?: string;
  /** The loaded ones, in order. */
  readonly cards: readonly Card[];
  /** Nothing may be dropped here. */
  readonly locked?: boolean;
  readonly loading?: boolean;
}

export interface BoardMove<Card> {
  readonly card: Card;
  readonly from: string;
  readonly to: string;
  /** Place among the loaded cards of the new column, without the moved one. */
  readonly index: number;
}

/** A place of a card: column and row, counted from 0. */
export interface BoardPlace {
  readonly column: number;
  readonly row: number;
}

/** What a card shows: `<ng-template uiBoardCard let-card>`. */
@Directive({ selector: 'ng-template[uiBoardCard]' })
export class UiBoardCard {
  readonly template = inject<TemplateRef<{ $implicit: unknown }>>(TemplateRef);
}

/** Extra controls in a column's head: `<ng-template uiBoardHead let-column>`. */
@Directive({ selector: 'ng-template[uiBoardHead]' })
export class UiBoardHead {
  readonly template = inject<TemplateRef<{ $implicit: unknown }>>(TemplateRef);
}

/** What an empty column says: `<ng-template uiBoardEmpty let-column>`. */
@Directive({ selector: 'ng-template[uiBoardEmpty]' })
export class UiBoardEmpty {
  readonly template = inject<TemplateRef<{ $implicit: unknown }>>(TemplateRef);
}
