import { Component, signal } from '@angular/core';
import { describe, expect, it } from '@jest/globals';
import { all, find, mount, press, textOf } from '../testing/index.js';
import { keyMove, neighbour, placeOf } from './board-moves.js';
import { UiBoardCard, type BoardColumn, type BoardMove } from './board-types.js';
import { UiBoard } from './board.js';

interface Deal {
  readonly id: string;
}

const column = (id: string, cards: string[], more: Partial<BoardColumn<Deal>> = {}): BoardColumn<Deal> => ({ id, title: id.toUpperCase(), count: cards.length, cards: cards.map((card) => ({ id: card })), ...more });
const id = (deal: Deal) => deal.id;

describe('board moves', () => {
  const columns = [column('a', ['1', '2', '3']), column('b', []), column('c', ['4'], { locked: true })];

  it('goes along a column and over empty ones', () => {
    expect(placeOf(columns, id, '4')).toEqual({ column: 2, row: 0 });
    expect(neighbour(columns, { column: 0, row: 2 }, 'ArrowRight')).toEqual({ column: 2, row: 0 });
    expect(neighbour(columns, { column: 0, row: 2 }, 'ArrowDown')).toBeNull();
    expect(neighbour(columns, { column: 0, row: 1 }, 'Home')).toEqual({ column: 0, row: 0 });
  });

  it('moves into empty columns, not into locked ones, and within a column only where it has an order', () => {
    expect(keyMove(columns, { column: 0, row: 1 }, 'ArrowRight', false)).toMatchObject({ from: 'a', to: 'b', index: 0 });
    expect(keyMove([columns[1], columns[2]].filter((each) => each !== undefined), { column: 0, row: 0 }, 'ArrowRight', false)).toBeNull();
    expect(keyMove([column('x', ['1']), column('y', [], { locked: true })], { column: 0, row: 0 }, 'ArrowRight', false)).toBeNull();
    expect(keyMove(columns, { column: 0, row: 1 }, 'ArrowDown', false)).toBeNull();
    expect(keyMove(columns, { column: 0, row: 1 }, 'ArrowDown', true)).toMatchObject({ from: 'a', to: 'a', index: 2 });
  });
});

@Component({
  imports: [UiBoard, UiBoardCard],
  template: `<ui-board label="Deals" [columns]="columns()" [cardId]="id" [cardLabel]="words" [canMove]="canMove" (moved)="move($event)" (opened)="opened.set($event.card.id)" (more)="wanted.set($event.id)"><ng-template uiBoardCard let-deal>Deal {{ deal.id }}</ng-template></ui-board>`,
})
class Host {
  readonly id = id;
  readonly words = (deal: Deal) => `Deal ${deal.id}`;
  readonly canMove = (deal: Deal) => deal.id !== 'fixed';
  readonly opened = signal('');
  readonly wanted = signal('');
  readonly columns = signal<readonly BoardColumn<Deal>[]>([column('lead', ['1', '2', 'fixed'], { sum: '€30', count: 40 }), column('won', [])]);

  move({ card, to, index }: BoardMove<Deal>): void {
    this.columns.update((columns) => columns.map((each) => {
      const cards = each.cards.filter((other) => other.id !== card.id);
      if (each.id === to) cards.splice(index, 0, card);
      return { ...each, cards };
    }));
  }
}

const card = (name: string) => find(document, `[data-card="${name}"]`);

describe('board', () => {
  it('has one card in the tab order and names columns and cards', async () => {
    const { element } = await mount(Host);
    expect(all(element, 'article[tabindex="0"]').map((each) => each.dataset['card'])).toEqual(['1']);
    expect(card('2').getAttribute('aria-label')).toBe('Deal 2');
    expect(textOf(find(element, 'section header'))).toContain('LEAD');
    expect(textOf(find(element, '.sum'))).toBe('€30');
  });

  it('moves a card with Alt and an arrow, keeps the focus on it and says where it went', async () => {
    const { component, settle } = await mount(Host);
    card('1').focus();
    press(card('1'), 'ArrowDown');
    expect(document.activeElement).toBe(card('2'));
    press(card('2'), 'alt+ArrowRight');
    await settle();
    expect(component.columns()[1]?.cards).toEqual([{ id: '2' }]);
    expect(document.activeElement).toBe(card('2'));
    expect(card('2').closest('section')?.querySelector('h2')?.textContent).toBe('WON');
  });

  it('keeps the focus on a card that somebody else moves', async () => {
    const { component, settle } = await mount(Host);
    card('2').focus();
    component.move({ card: { id: '2' }, from: 'lead', to: 'won', index: 0 });
    await settle();
    expect(document.activeElement).toBe(card('2'));
    expect(card('2').closest('section')?.querySelector('h2')?.textContent).toBe('WON');
  });

  it('takes the focus from nobody who went on elsewhere after a move', async () => {
    const { component, settle } = await mount(Host);
    const elsewhere = document.body.appendChild(document.createElement('button'));
    card('1').focus();
    press(card('1'), 'alt+ArrowRight');
    await settle();
    elsewhere.focus();
    component.columns.update((columns) => columns.map((each) => ({ ...each })));
    await settle();
    expect(document.activeElement).toBe(elsewhere);
    elsewhere.remove();
  });

  it('leaves a card where it is that may not be moved', async () => {
    const { component } = await mount(Host);
    press(card('fixed'), 'alt+ArrowRight');
    expect(component.columns()[1]?.cards).toEqual([]);
  });

  it('opens with Enter and by click, and asks for more', async () => {
    const { element, component } = await mount(Host);
    press(card('2'), 'Enter');
    expect(component.opened()).toBe('2');
    card('1').click();
    expect(component.opened()).toBe('1');
    const more = find(element, '.more button');
    expect(textOf(more)).toBe('Show more (37)');
    more.click();
    expect(component.wanted()).toBe('lead');
  });

  it('says what an empty column is', async () => {
    const { element } = await mount(Host);
    expect(textOf(find(element, '.empty'))).toBe('Nothing here yet');
  });
});

describe('the end of a column', () => {
  it('asks for more as it comes into sight, once for what it holds, so that a failure does not ask without end', async () => {
    let look: () => void = () => undefined;
    class Sight {
      constructor(tell: (entries: readonly { readonly isIntersecting: boolean }[]) => void) {
        look = () => tell([{ isIntersecting: true }]);
      }
      observe(): void {}
      disconnect(): void {}
    }
    Object.assign(globalThis, { IntersectionObserver: Sight });
    try {
      const { component, settle } = await mount(Host);
      const asks = (): string => {
        component.wanted.set('');
        look();
        return component.wanted();
      };
      expect([asks(), asks()]).toEqual(['lead', '']);
      component.columns.set([column('lead', ['1', '2', '3', '4'], { count: 40 })]);
      await settle();
      expect([asks(), asks()]).toEqual(['lead', '']);
    } finally {
      Reflect.deleteProperty(globalThis, 'IntersectionObserver');
    }
  });
});
