import { inject, Service } from '@angular/core';
import { map, type Observable } from 'rxjs';
import type { TypedDocumentNode } from '@apollo/client';
import { GraphqlClient } from '../../core/graphql/graphql-client.js';
import { withFields } from '../../core/records/record-selection.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import {
  AddLineItemDocument, AddOpportunityContactDocument, DealContactsDocument, DealCurrenciesDocument, DealDocument, DealLineItemsDocument, DealPipelinesDocument, DealProductsDocument, DealStageHistoryDocument,
  LoseOpportunityDocument, MoveOpportunityStageDocument, MoveOpportunityWithDocument, OpportunityBoardDocument, OpportunityBoardSumsDocument, OpportunityCardsDocument, RemoveLineItemDocument,
  RemoveOpportunityContactDocument, ReopenOpportunityDocument, UpdateLineItemDocument, UpdateOpportunityContactDocument, WinOpportunityDocument,
  type ContactRoleFieldsFragment, type CreateLineItemInput, type CreateOpportunityContactInput, type DealCardFragment, type DealPipelinesQuery, type DealProductsQuery, type DealQuery,
  type DealContactsQuery, type DealLineItemsQuery, type DealStageHistoryQuery, type LineItemFieldsFragment, type LoseOpportunityInput, type OpportunityBoardQuery, type OpportunityBoardSumsQuery, type OpportunityCardsQuery,
  type OpportunityContactRole, type OpportunityFilter, type OpportunityLostReason, type OpportunitySort, type StageFieldsFragment, type UpdateLineItemInput, type UpdateOpportunityContactInput, type UpdateOpportunityInput,
} from './operations.generated.js';

export type DealCard = DealCardFragment;
export type DealStage = StageFieldsFragment;
export type DealDetail = DealQuery['opportunity'];
export type DealPipeline = DealPipelinesQuery['pipelines']['nodes'][number];
export type DealProduct = DealProductsQuery['products']['nodes'][number];
export type DealLineItems = DealLineItemsQuery['opportunity'];
export type DealContacts = DealContactsQuery['opportunity'];
export type LineItem = LineItemFieldsFragment;
export type ContactRole = ContactRoleFieldsFragment;
export type StageStep = DealStageHistoryQuery['opportunity']['stageHistory'][number];
export type BoardAnswer = OpportunityBoardQuery['opportunityBoard'];
export type BoardSums = OpportunityBoardSumsQuery['opportunityBoard'];
export type CardPage = OpportunityCardsQuery['opportunities'];
export type { LoseOpportunityInput, OpportunityContactRole, OpportunityLostReason };

/** A field, or the key of one that the workspace added. */
export type DealSort = OpportunitySort;

/** What a board holds: one pipeline (null: the default one) under the conditions of a list. */
export interface BoardRequest {
  readonly pipelineId: string | null;
  readonly filter: Readonly<Record<string, unknown>> | null;
  readonly search: string | null;
  /** Order within a column; without one, what came in last stands on top. */
  readonly sort?: readonly DealSort[];
  /** Names of the fields that cards show beyond those they always have. */
  readonly fields?: readonly string[];
}

/** A deal as written, and what undoes the writing. */
export interface DealWritten {
  readonly deal: DealCard;
  readonly changeSetId: string;
}

/** The board keeps its cards itself: hundreds of them in the cache would only be compared at every change. */
const NEWEST_FIRST: readonly DealSort[] = [{ field: 'stageChangedAt', direction: 'DESC' }];
const sortOf = (sort: readonly DealSort[] | undefined): DealSort[] => [...(sort?.length ? sort : NEWEST_FIRST)];
const UNCACHED = { fetchPolicy: 'no-cache' } as const;

/** Reads and writes deals beyond what every record can. Every method throws `AppError`. */
@Service()
export class OpportunitiesGateway {
  private readonly graphql = inject(GraphqlClient);
  private readonly types = inject(RecordTypesStore);

  async board({ pipelineId, filter, search, sort, fields }: BoardRequest, first: number): Promise<BoardAnswer> {
    return (await this.graphql.query(this.showing(OpportunityBoardDocument, fields), { pipelineId, filter: filter as OpportunityFilter | null, search, first, sort: sortOf(sort) }, UNCACHED)).opportunityBoard;
  }

  /** Counts and sums without a single card. */
  async sums({ pipelineId, filter, search }: BoardRequest): Promise<BoardSums> {
    return (await this.graphql.query(OpportunityBoardSumsDocument, { pipelineId, filter: filter as OpportunityFilter | null, search }, UNCACHED)).opportunityBoard;
  }

  /** Cards in the order of a column. */
  async cards(filter: Readonly<Record<string, unknown>>, { search, sort, fields }: Pick<BoardRequest, 'search' | 'sort' | 'fields'>, first: number, after: string | null = null): Promise<CardPage> {
    return (await this.graphql.query(this.showing(OpportunityCardsDocument, fields), { filter: filter as OpportunityFilter, search, first, after, sort: sortOf(sort) }, UNCACHED)).opportunities;
  }

  async pipelines(): Promise<readonly DealPipeline[]> {
    return (await this.graphql.query(DealPipelinesDocument, {})).pipelines.nodes;
  }

  watchDeal(id: string): Observable<DealDetail> {
    return this.graphql.watch(DealDocument, { id }).pipe(map((data) => data.opportunity));
  }

  /** Reads again, so that every view of it shows what it is now. */
  async refreshDeal(id: string): Promise<DealDetail> {
    return (await this.graphql.query(DealDocument, { id })).opportunity;
  }

  async lineItems(id: string): Promise<DealLineItems> {
    return (await this.graphql.query(DealLineItemsDocument, { id })).opportunity;
  }

  async contacts(id: string): Promise<DealContacts> {
    return (await this.graphql.query(DealContactsDocument, { id })).opportunity;
  }

  async stageHistory(id: string): Promise<readonly StageStep[]> {
    return (await this.graphql.query(DealStageHistoryDocument, { id })).opportunity.stageHistory;
  }

  /** Currencies a deal can be in: the base currency and those with a rate. */
  async currencies(): Promise<readonly string[]> {
    const { baseCurrency, rates } = (await this.graphql.query(DealCurrenciesDocument, {})).currencies;
    return [baseCurrency, ...rates.map((rate) => rate.currency)];
  }

  async products(search: string): Promise<readonly DealProduct[]> {
    return (await this.graphql.query(DealProductsDocument, { search: search || null })).products.nodes;
  }

  async move(id: string, stageId: string, expectedVersion: number): Promise<DealWritten> {
    const { moveOpportunityStage } = await this.graphql.mutate(MoveOpportunityStageDocument, { id, stageId, expectedVersion });
    return { deal: moveOpportunityStage.opportunity, changeSetId: moveOpportunityStage.changeSetId };
  }

  /** Into a stage together with what the stage asks for: an account, a reason. */
  async moveWith(input: UpdateOpportunityInput): Promise<DealWritten> {
    const { updateOpportunity } = await this.graphql.mutate(MoveOpportunityWithDocument, { input });
    return { deal: updateOpportunity.opportunity, changeSetId: updateOpportunity.changeSetId };
  }

  async win(id: string): Promise<DealWritten> {
    const { winOpportunity } = await this.graphql.mutate(WinOpportunityDocument, { id, closedOn: null });
    return { deal: winOpportunity.opportunity, changeSetId: winOpportunity.changeSetId };
  }

  async lose(input: LoseOpportunityInput): Promise<DealWritten> {
    const { loseOpportunity } = await this.graphql.mutate(LoseOpportunityDocument, { input });
    return { deal: loseOpportunity.opportunity, changeSetId: loseOpportunity.changeSetId };
  }

  async reopen(id: string): Promise<DealWritten> {
    const { reopenOpportunity } = await this.graphql.mutate(ReopenOpportunityDocument, { id });
    return { deal: reopenOpportunity.opportunity, changeSetId: reopenOpportunity.changeSetId };
  }

  /** @returns the change set that undoes it, as the ones below do */
  async addLineItem(input: CreateLineItemInput): Promise<string> {
    return (await this.graphql.mutate(AddLineItemDocument, { input })).addLineItem.changeSetId;
  }

  async updateLineItem(input: UpdateLineItemInput): Promise<string> {
    return (await this.graphql.mutate(UpdateLineItemDocument, { input })).updateLineItem.changeSetId;
  }

  async removeLineItem(id: string): Promise<string> {
    return (await this.graphql.mutate(RemoveLineItemDocument, { id })).removeLineItem.changeSetId;
  }

  async addContact(input: CreateOpportunityContactInput): Promise<string> {
    return (await this.graphql.mutate(AddOpportunityContactDocument, { input })).addOpportunityContact.changeSetId;
  }

  async updateContact(input: UpdateOpportunityContactInput): Promise<string> {
    return (await this.graphql.mutate(UpdateOpportunityContactDocument, { input })).updateOpportunityContact.changeSetId;
  }

  async removeContact(id: string): Promise<string> {
    return (await this.graphql.mutate(RemoveOpportunityContactDocument, { id })).removeOpportunityContact.changeSetId;
  }

  /** Cards with more fields than they always have. */
  private showing<Data, Variables>(document: TypedDocumentNode<Data, Variables>, fields: readonly string[] = []): TypedDocumentNode<Data, Variables> {
    return fields.length > 0 ? withFields(document, 'DealCard', this.types.named('opportunity'), this.types.titleFieldsOf, fields) : document;
  }
}
