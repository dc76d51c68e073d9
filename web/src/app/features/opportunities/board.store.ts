import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { toAppError, type AppError } from '../../core/graphql/app-error.js';
import { RecordsLive, type LiveEvent } from '../../core/records/records-live.js';
import { cardOf, columnsOf, withCards, withMoved, withSums, type DealColumn } from './board-model.js';
import { OpportunitiesGateway, type BoardRequest, type DealCard } from './opportunities.gateway.js';

const PAGE = 25;
/** A column that was read far down is read again up to here at once; the rest comes with "Show more". */
const MOST_AGAIN = 100;
/** Several changes in a moment cause one reading. */
const SETTLE_MS = 120;

export interface BoardHead {
  readonly pipelineId: string;
  readonly pipelineName: string;
  readonly rotDays: number | null;
  readonly currency: string;
}

const fieldsOf = ({ fields }: BoardRequest): readonly string[] => fields ?? [];
/** All that decides which cards there are, and in which order. */
const conditionsOf = ({ pipelineId, filter, search, sort }: BoardRequest): string => JSON.stringify([pipelineId, filter, search, sort ?? []]);

/** The board of one pipeline, kept true to what colleagues do. Provided by the page that shows it. */
@Injectable()
export class BoardStore {
  private readonly gateway = inject(OpportunitiesGateway);
  private readonly columnsSignal = signal<readonly DealColumn[] | null>(null);
  private readonly headSignal = signal<BoardHead | null>(null);
  private readonly errorSignal = signal<AppError | null>(null);
  private request: BoardRequest | null = null;
  private round = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly changed = new Set<string>();
  private readonly moving = new Set<string>();

  /** Null until the first answer. */
  readonly columns = this.columnsSignal.asReadonly();
  readonly head = this.headSignal.asReadonly();
  readonly error = this.errorSignal.asReadonly();
  readonly count = computed(() => (this.columns() ?? []).reduce((sum, column) => sum + column.count, 0));
  /** Sum of the open deals, in the base currency. */
  readonly openAmount = computed(() => (this.columns() ?? []).filter((column) => column.stage.type === 'OPEN').reduce((sum, column) => sum + column.amountBase, 0));

  constructor() {
    inject(RecordsLive).events.pipe(takeUntilDestroyed()).subscribe((event) => this.heard(event));
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  /** Shows another board; what was on screen stays until its answer is there when only the conditions changed. */
  show(request: BoardRequest): void {
    const before = this.request;
    this.request = request;
    if (before && conditionsOf(before) === conditionsOf(request) && fieldsOf(before).join() !== fieldsOf(request).join()) {
      // Only the cards are to look different: what they hold already is not read again, and columns stay as far as they were read.
      if (!fieldsOf(request).every((field) => fieldsOf(before).includes(field))) void this.refresh();
      return;
    }
    if (before && before.pipelineId !== request.pipelineId) this.columnsSignal.set(null);
    void this.load(PAGE);
  }

  /** Reads what is on screen once more, without a flash. */
  refresh(): Promise<void> {
    const deepest = Math.max(PAGE, ...(this.columns() ?? []).map((column) => column.cards.length));
    return this.load(Math.min(deepest, MOST_AGAIN));
  }

  card(id: string): DealCard | undefined {
    return cardOf(this.columns() ?? [], id);
  }

  /** The next cards of a column. */
  async more(stageId: string): Promise<void> {
    const column = this.columns()?.find((each) => each.stage.id === stageId);
    const { request } = this;
    if (!column?.cursor || column.loading || !request) return;
    const round = this.round;
    this.patch(stageId, { loading: true });
    try {
      const page = await this.gateway.cards(this.within(request, { stageId: { eq: stageId } }), request, PAGE, column.cursor);
      if (round !== this.round) return;
      const present = new Set(this.columns()?.find((each) => each.stage.id === stageId)?.cards.map((card) => card.id));
      const cards = [...(this.columns()?.find((each) => each.stage.id === stageId)?.cards ?? []), ...page.nodes.filter((card) => !present.has(card.id))];
      this.patch(stageId, { loading: false, cards, cursor: page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null });
    } catch (error) {
      this.patch(stageId, { loading: false });
      throw error;
    }
  }

  /**
   * Shows the card in its new column at once and puts it back when `write` fails or says null (the person thought better of it).
   * @throws what `write` throws, after the rollback
   */
  async move<Result extends { readonly deal: DealCard } | null>(id: string, stageId: string, write: () => Promise<Result>): Promise<Result> {
    const before = this.columns();
    if (before) this.columnsSignal.set(withMoved(before, id, stageId, new Date().toISOString()));
    const original = before ? cardOf(before, id) : undefined;
    this.moving.add(id);
    try {
      const result = await write();
      this.moving.delete(id);
      if (result) this.put(result.deal);
      else this.putBack(original);
      return result;
    } catch (error) {
      this.moving.delete(id);
      this.putBack(original);
      throw error;
    } finally {
      // What others did to the card while it was on its way.
      this.soon(id);
    }
  }

  private put(card: DealCard): void {
    this.columnsSignal.update((columns) => columns && withCards(columns, [card], { keepPlaces: this.sorted() }));
  }

  private putBack(card: DealCard | undefined): void {
    const columns = this.columns();
    if (!columns || !card) return;
    // Moving it back restores counts and sums, putting it restores the place it had.
    this.columnsSignal.set(withCards(withMoved(columns, card.id, card.stageId, card.stageChangedAt ?? ''), [card], { keepPlaces: this.sorted() }));
  }

  private heard(event: LiveEvent): void {
    if (!this.request) return;
    if (event.kind === 'RESYNC') void this.refresh();
    else if (event.recordType === 'stage' || event.recordType === 'pipeline') void this.refresh();
    else if (event.recordType === 'opportunity') {
      if (event.recordId) this.soon(event.recordId);
      else void this.refresh();
    }
  }

  private soon(id: string): void {
    this.changed.add(id);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.reread();
    }, SETTLE_MS);
  }

  /** Reads changed cards and the sums; a card that no longer meets the conditions leaves the board. */
  private async reread(): Promise<void> {
    const { request, round } = this;
    const ids = [...this.changed].filter((id) => !this.moving.has(id));
    for (const id of ids) this.changed.delete(id);
    if (!request || ids.length === 0 || !this.columns()) return;
    // Where a card belongs by another order than the usual one only the API knows.
    if (ids.length > MOST_AGAIN || this.sorted()) return this.refresh();
    try {
      const [sums, page] = await Promise.all([this.gateway.sums(request), this.gateway.cards(this.within(request, { id: { in: ids } }), request, ids.length)]);
      if (round !== this.round) return;
      const found = new Set(page.nodes.map((card) => card.id));
      const settled = page.nodes.filter((card) => !this.moving.has(card.id));
      const gone = new Set(ids.filter((id) => !found.has(id) && !this.moving.has(id)));
      this.columnsSignal.update((columns) => {
        const next = columns && withCards(columns, settled, { gone });
        // Sums from before a move that is still on its way would jump.
        return next && (this.moving.size > 0 ? next : withSums(next, sums));
      });
    } catch (error) {
      this.errorSignal.set(toAppError(error));
    }
  }

  private sorted(): boolean {
    return (this.request?.sort ?? []).length > 0;
  }

  private within(request: BoardRequest, condition: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const pipelineId = this.head()?.pipelineId ?? request.pipelineId;
    return { and: [condition, ...(pipelineId ? [{ pipelineId: { eq: pipelineId } }] : []), ...(request.filter ? [request.filter] : [])] };
  }

  private async load(first: number): Promise<void> {
    const { request } = this;
    if (!request) return;
    const round = ++this.round;
    try {
      const answer = await this.gateway.board(request, first);
      if (round !== this.round) return;
      this.columnsSignal.set(columnsOf(answer));
      this.headSignal.set({ pipelineId: answer.pipeline.id, pipelineName: answer.pipeline.name, rotDays: answer.pipeline.rotDays, currency: answer.currency });
      this.errorSignal.set(null);
    } catch (error) {
      if (round === this.round) this.errorSignal.set(toAppError(error));
    }
  }

  private patch(stageId: string, changes: Partial<DealColumn>): void {
    this.columnsSignal.update((columns) => columns && columns.map((column) => (column.stage.id === stageId ? { ...column, ...changes } : column)));
  }
}
