import { Component, computed, effect, inject, input, signal, untracked, viewChild } from '@angular/core';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiBoard, UiBoardCard, UiBoardHead, UiButton, UiEmpty, UiIcon, UiIconButton, UiInput, UiMenu, UiMenuFor, UiMenuGroup, UiMenuItem, UiMenuRadio, UiPanel, type BoardColumn, type BoardMove } from '@libs/ui';
import { useCommands } from '../../core/commands/commands.js';
import { Formats } from '../../core/format/formats.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { PageActions, usePage } from '../../core/page/page.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { RecordsGateway } from '../../core/records/records.gateway.js';
import { SessionStore } from '../../core/session/session.store.js';
import { FilterBar } from '../records/filters/filter-bar.js';
import { RecordEditing } from '../records/record-editing.js';
import { decodeFilter, encodeFilter } from '../records/filters/filter-address.js';
import { topRules, withTopRules, type FilterGroup, type FilterRule } from '../records/filters/filter-model.js';
import { toFilter } from '../records/filters/filter-query.js';
import { RecordListPage } from '../records/record-list-page.js';
import { RecordView } from '../records/record-view.js';
import { BoardStore } from './board.store.js';
import { DealCardView, dealInWords } from './deal-card.js';
import { DealMoves } from './deal-moves.js';
import { OpportunitiesGateway, type DealCard, type DealPipeline } from './opportunities.gateway.js';
import { QuickFilters, type Owner } from './quick-filters.js';
import { isQuick } from './quick-rules.js';
import { stageColour } from './stage-colour.js';
import { ViewSwitch } from './view-switch.js';
import { NounPipe, inSentence } from '../../core/i18n/noun.js';

/** Deals as a board of one pipeline or as a table. Pipeline, view, conditions and the open deal are in the address. */
@Component({
  selector: 'app-opportunities-page',
  imports: [NounPipe, DealCardView, FilterBar, PageActions, QuickFilters, RecordListPage, RecordView, RouterLink, TranslocoPipe, UiBanner, UiBoard, UiBoardCard, UiBoardHead, UiButton, UiEmpty, UiIcon, UiIconButton, UiInput, UiMenu, UiMenuFor, UiMenuGroup, UiMenuItem, UiMenuRadio, UiPanel, ViewSwitch],
  providers: [BoardStore],
  templateUrl: './opportunities-page.html',
  styleUrl: './opportunities-page.css',
})
export class OpportunitiesPage {
  /** Query parameters. */
  readonly view = input<string>();
  readonly pipeline = input<string>();
  readonly q = input<string>();
  readonly filter = input<string>();
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
  private readonly formats = inject(Formats);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly transloco = inject(TranslocoService);
  private readonly board = viewChild(UiBoard);

  protected readonly table = computed(() => this.view() === 'table');
  protected readonly type = computed(() => this.types.named('opportunity'));
  protected readonly canCreate = computed(() => this.type().canCreate);
  protected readonly group = computed(() => decodeFilter(this.filter()));
  protected readonly isQuick = isQuick;
  protected readonly topRules = topRules;
  protected readonly withTopRules = withTopRules;
  protected readonly filtered = computed(() => Boolean(this.q()) || this.group().items.length > 0);
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
  protected readonly cardLabel = (deal: DealCard): string => dealInWords(deal, this.formats, this.transloco);
  protected readonly canMove = (deal: DealCard): boolean => this.session.can('edit', 'opportunity', deal);
  private readonly order = computed(() => (this.store.columns() ?? []).flatMap((column) => column.cards));

  constructor() {
    effect(() => {
      const request = { pipelineId: this.pipeline() ?? null, filter: toFilter(this.type(), this.group()), search: this.q() || null };
      if (!this.table()) untracked(() => this.store.show(request));
    });
    effect(() => {
      if (this.new() !== undefined && this.canCreate() && !this.table()) untracked(() => void this.create());
    });
    void this.gateway.pipelines().then((pipelines) => this.pipelines.set(pipelines), (error: unknown) => this.errors.toast(error));
    void this.records.options('member', '').then((owners) => this.owners.set(owners), () => undefined);
    const word = (key: string, params: Record<string, unknown> = {}): string => this.transloco.translate(key, params);
    // The table names the page itself.
    usePage(() => (this.table() ? { title: this.type().labelPlural } : { title: this.type().labelPlural, ...(this.store.columns() ? { note: word('opportunities.note', { count: this.formats.number(this.store.count()), amount: this.formats.money(this.store.openAmount().toFixed(0)) }) } : {}) }));
    useCommands(() => [
      ...(this.canCreate() && !this.table() ? [{ id: 'new-opportunity', label: word('records.newOf', { type: inSentence(this.type().label) }), group: this.type().labelPlural, icon: 'plus' as const, keys: 'c', run: () => void this.create() }] : []),
      { id: 'deals-view', label: word(this.table() ? 'opportunities.showBoard' : 'opportunities.showTable'), group: this.type().labelPlural, icon: this.table() ? ('square-kanban' as const) : ('table-2' as const), run: () => this.show(this.table() ? 'board' : 'table') },
    ]);
  }

  protected show(view: 'board' | 'table'): void {
    this.navigate({ view: view === 'table' ? 'table' : null, peek: null });
  }

  protected choosePipeline(id: string): void {
    this.navigate({ pipeline: id, peek: null });
  }

  protected search(text: string): void {
    this.navigate({ q: text.trim() || null, peek: null }, true);
  }

  protected setFilter(group: FilterGroup): void {
    this.navigate({ filter: group.items.length > 0 ? encodeFilter(group) : null, peek: null });
  }

  protected setRules(rules: readonly FilterRule[]): void {
    this.setFilter(withTopRules(this.group(), rules));
  }

  protected clear(): void {
    this.navigate({ q: null, filter: null });
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
    const pipelineId = this.store.head()?.pipelineId ?? this.pipeline();
    const record = await this.editing.create({ type: this.type(), values: { ...(pipelineId ? { pipelineId } : {}), ...(stageId ? { stageId } : {}) } });
    if (this.new() !== undefined) this.navigate({ new: null }, true);
    if (record) this.navigate({ peek: record.id });
  }

  protected canAdd(column: BoardColumn<DealCard>): boolean {
    return this.canCreate() && this.store.columns()?.find((each) => each.stage.id === column.id)?.stage.type === 'OPEN';
  }

  /** Short where a column's head has no room for all digits. */
  private sum(amount: number, currency: string): string {
    return amount >= 1_000_000 ? this.formats.money(amount, currency, 'compact') : this.formats.money(amount.toFixed(0), currency);
  }

  private navigate(queryParams: Readonly<Record<string, string | null>>, replaceUrl = false): void {
    void this.router.navigate([], { relativeTo: this.route, queryParams, queryParamsHandling: 'merge', replaceUrl });
  }
}
