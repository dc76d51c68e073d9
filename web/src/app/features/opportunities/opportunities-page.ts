import { Component, computed, effect, inject, input, signal, untracked, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiBoard, UiBoardCard, UiBoardHead, UiButton, UiColumnPicker, UiEmpty, UiIcon, UiIconButton, UiInput, UiMenu, UiMenuFor, UiMenuGroup, UiMenuItem, UiMenuRadio, UiPanel, visibleColumns, type BoardColumn, type BoardMove } from '@libs/ui';
import { useCommands } from '../../core/commands/commands.js';
import { Formats } from '../../core/format/formats.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { PageActions, usePage } from '../../core/page/page.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { toCustomVariables } from '../../core/records/custom-fields.js';
import { RecordsGateway } from '../../core/records/records.gateway.js';
import { SessionStore } from '../../core/session/session.store.js';
import { FilterBar } from '../records/filters/filter-bar.js';
import { RecordEditing } from '../records/record-editing.js';
import { encodeFilter } from '../records/filters/filter-address.js';
import { topRules, withTopRules, type FilterGroup, type FilterRule } from '../records/filters/filter-model.js';
import { toFilter } from '../records/filters/filter-query.js';
import { columnsOf } from '../records/record-columns.js';
import { FieldViews } from '../records/field-views.js';
import { ListTools } from '../records/views/list-tools.js';
import { ListState, listState, same, type ViewKind } from '../records/views/list-state.js';
import { ViewActions } from '../records/views/view-actions.js';
import { ViewBar } from '../records/views/view-bar.js';
import { RecordListPage } from '../records/record-list-page.js';
import { RecordView } from '../records/record-view.js';
import { BoardStore } from './board.store.js';
import { cardFieldsOf, linesOf } from './card-fields.js';
import { DealCardView, dealInWords } from './deal-card.js';
import { DealMoves } from './deal-moves.js';
import { OpportunitiesGateway, type DealCard, type DealPipeline, type DealSort } from './opportunities.gateway.js';
import { QuickFilters, type Owner } from './quick-filters.js';
import { isPipelineRule, isQuick, pipelineOf, withPipeline } from './quick-rules.js';
import { stageColour } from './stage-colour.js';
import { ViewSwitch } from './view-switch.js';
import { NounPipe, inSentence } from '../../core/i18n/noun.js';

/** Deals as a board of one pipeline, as a table or as cards, under the views of one list. What differs from the view, and the open deal, are in the address. */
@Component({
  selector: 'app-opportunities-page',
  imports: [NounPipe, DealCardView, FilterBar, ListTools, PageActions, QuickFilters, RecordListPage, RecordView, RouterLink, TranslocoPipe, UiBanner, UiBoard, UiBoardCard, UiBoardHead, UiButton, UiColumnPicker, UiEmpty, UiIcon, UiIconButton, UiInput, UiMenu, UiMenuFor, UiMenuGroup, UiMenuItem, UiMenuRadio, UiPanel, ViewBar, ViewSwitch],
  providers: [BoardStore, listState, ViewActions],
  templateUrl: './opportunities-page.html',
  styleUrl: './opportunities-page.css',
})
export class OpportunitiesPage {
  /** Query parameters. */
  readonly q = input<string>();
  readonly archived = input<string>();
  readonly peek = input<string>();
  readonly new = input<string>();

  protected readonly store = inject(BoardStore);
  protected readonly session = inject(SessionStore);
  protected readonly errors = inject(ErrorText);
  private readonly gateway = inject(OpportunitiesGateway);
  private readonly records = inject(RecordsGateway);
  private readonly types = inject(RecordTypesStore);
  private readonly moves = inject(DealMoves);
  private readonly editing = inject(RecordEditing);
  private readonly fieldViews = inject(FieldViews);
  protected readonly formats = inject(Formats);
  private readonly transloco = inject(TranslocoService);
  private readonly board = viewChild(UiBoard);

  protected readonly state = inject(ListState);
  protected readonly onBoard = computed(() => this.state.kind() === 'BOARD');
  protected readonly type = computed(() => this.types.named('opportunity'));
  protected readonly canCreate = computed(() => this.type().canCreate);
  protected readonly isQuick = isQuick;
  /** On the board the pipeline has a menu of its own. */
  protected readonly hasButton = (rule: FilterRule): boolean => isQuick(rule) || isPipelineRule(rule);
  protected readonly topRules = topRules;
  protected readonly withTopRules = withTopRules;
  /** The pipeline of the view or the address, if it is (still) there: the API knows which one a board has otherwise. */
  private readonly pipelineId = computed(() => {
    const id = pipelineOf(topRules(this.state.filter()));
    return this.pipelines().length > 0 && !this.pipelines().some((pipeline) => pipeline.id === id) ? null : id;
  });
  private readonly conditions = computed(() => withTopRules(this.state.filter(), withPipeline(topRules(this.state.filter()), null)));
  protected readonly filtered = computed(() => Boolean(this.q()) || this.conditions().items.length > 0);
  protected readonly cardFields = computed(() => cardFieldsOf(this.type(), this.fieldViews));
  private readonly shown = computed(() => visibleColumns(this.cardFields(), this.state.layout()), { equal: (one, other) => one.length === other.length && one.every((column, at) => column === other[at]) });
  protected readonly onCards = computed<ReadonlySet<string>>(() => new Set(this.shown().map(({ id }) => id)));
  protected readonly lines = computed(() => linesOf(this.shown()));
  protected readonly pipelines = signal<readonly DealPipeline[]>([]);
  protected readonly owners = signal<readonly Owner[]>([]);
  protected readonly columns = computed<readonly BoardColumn<DealCard>[]>(() => {
    const currency = this.store.head()?.currency ?? this.formats.currency();
    return (this.store.columns() ?? []).map(({ stage, count, amountBase, weightedBase, cards, loading }) => ({
      id: stage.id,
      title: stage.name,
      color: stageColour(stage),
      count,
      sum: this.sum(amountBase, currency),
      ...(stage.type === 'OPEN' ? { weighted: this.sum(weightedBase, currency) } : {}),
      cards,
      loading,
    }));
  });
  protected readonly cardId = (deal: DealCard): string => deal.id;
  protected readonly cardLabel = (deal: DealCard): string => dealInWords(deal, this.lines(), this.formats, this.transloco);
  protected readonly canMove = (deal: DealCard): boolean => this.session.can('edit', 'opportunity', deal);
  private readonly order = computed(() => (this.store.columns() ?? []).flatMap((column) => column.cards));

  constructor() {
    const columns = computed(() => columnsOf(this.type(), this.fieldViews, this.session.can('edit', 'opportunity')));
    this.state.connect({ type: this.type, columns, board: { fields: this.cardFields, kept: (filter) => this.withPipelineOnScreen(filter) } });
    const asked = computed(() => toCustomVariables(this.type(), { filter: toFilter(this.type(), this.conditions()), search: this.q() || null, sort: this.state.sort() }), { equal: same });
    effect(() => {
      if (!this.state.ready() || !this.onBoard()) return;
      const { filter, search, sort } = asked();
      const fields = this.lines().map(({ id }) => id);
      const request = { pipelineId: this.pipelineId(), filter: filter ?? null, search: search ?? null, sort: (sort ?? []) as readonly DealSort[], fields };
      untracked(() => this.store.show(request));
    });
    effect(() => {
      if (this.new() !== undefined && this.canCreate() && this.onBoard()) untracked(() => void this.create());
    });
    void this.gateway.pipelines().then((pipelines) => this.pipelines.set(pipelines), (error: unknown) => this.errors.toast(error));
    void this.records.options('member', '').then((owners) => this.owners.set(owners.map(({ value, label }) => ({ id: value, title: label }))), () => undefined);
    const word = (key: string, params: Record<string, unknown> = {}): string => this.transloco.translate(key, params);
    // The table names the page itself.
    usePage(() => (!this.onBoard() ? { title: this.type().labelPlural } : { title: this.type().labelPlural, ...(this.store.columns() ? { note: word('opportunities.note', { count: this.formats.number(this.store.count()), amount: this.formats.money(this.store.openAmount().toFixed(0)) }) } : {}) }));
    useCommands(() => [
      ...(this.canCreate() && this.onBoard() ? [{ id: 'new-opportunity', label: word('records.newOf', { type: inSentence(this.type().label) }), group: this.type().labelPlural, icon: 'plus' as const, keys: 'c', run: () => void this.create() }] : []),
      { id: 'deals-view', label: word(this.onBoard() ? 'opportunities.showTable' : 'opportunities.showBoard'), group: this.type().labelPlural, icon: this.onBoard() ? ('table-2' as const) : ('square-kanban' as const), run: () => this.show(this.onBoard() ? 'TABLE' : 'BOARD') },
    ]);
  }

  protected show(kind: ViewKind): void {
    this.state.setKind(kind);
  }

  protected choosePipeline(id: string): void {
    const kept = pipelineOf(topRules(this.state.view().filter));
    // The default pipeline needs no condition where the view has none.
    this.setRules(withPipeline(topRules(this.state.filter()), kept === null && this.pipelines().find((each) => each.id === id)?.isDefault ? null : id));
  }

  protected search(text: string): void {
    this.navigate({ q: text.trim() || null, peek: null }, true);
  }

  protected setRules(rules: readonly FilterRule[]): void {
    this.state.setFilter(withTopRules(this.state.filter(), rules));
  }

  /** No condition but the pipeline. */
  protected clear(): void {
    this.navigate({ q: null, filter: encodeFilter({ mode: 'all', items: withPipeline([], this.pipelineId()) }) });
  }

  protected open(event: { card: DealCard; full: boolean }): void {
    if (event.full) this.editing.openPage(this.type(), event.card.id);
    else this.navigate({ peek: event.card.id });
  }

  protected step(by: 1 | -1): void {
    const cards = this.order();
    const next = cards[cards.findIndex((card) => card.id === this.peek()) + by];
    if (next) this.navigate({ peek: next.id }, true);
  }

  protected close(): void {
    this.board()?.focus(this.peek());
    this.navigate({ peek: null });
  }

  protected expand(): void {
    this.editing.openPage(this.type(), this.peek()!);
  }

  protected removed(): void {
    this.close();
    void this.store.refresh();
  }

  protected async more(column: BoardColumn<DealCard>): Promise<void> {
    await this.store.more(column.id).catch((error: unknown) => this.errors.toast(error));
  }

  protected async move(move: BoardMove<DealCard>): Promise<void> {
    const stage = this.store.columns()?.find((column) => column.stage.id === move.to)?.stage;
    if (!stage) return;
    await this.store.move(move.card.id, stage.id, () => this.moves.into(move.card, stage)).catch((error: unknown) => this.moves.explain(error));
  }

  protected async create(stageId?: string): Promise<void> {
    const pipelineId = this.store.head()?.pipelineId ?? this.pipelineId();
    const record = await this.editing.create({ type: this.type(), values: { ...(pipelineId ? { pipelineId } : {}), ...(stageId ? { stageId } : {}) } });
    // In one step: of two at once the second would keep what the first takes away.
    if (record || this.new() !== undefined) this.navigate({ new: null, ...(record ? { peek: record.id } : {}) }, this.new() !== undefined);
  }

  protected canAdd(column: BoardColumn<DealCard>): boolean {
    return this.canCreate() && this.store.columns()?.find((each) => each.stage.id === column.id)?.stage.type === 'OPEN';
  }

  private withPipelineOnScreen(filter: FilterGroup): FilterGroup {
    return withTopRules(filter, withPipeline(topRules(filter), this.store.head()?.pipelineId ?? pipelineOf(topRules(filter))));
  }

  /** Short where a column's head has no room for all digits. */
  private sum(amount: number, currency: string): string {
    return amount >= 1_000_000 ? this.formats.money(amount, currency, 'compact') : this.formats.money(amount.toFixed(0), currency);
  }

  private navigate(queryParams: Readonly<Record<string, string | null>>, replaceUrl = false): void {
    void this.state.navigate(queryParams, replaceUrl);
  }
}
