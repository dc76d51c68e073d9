import { inject, Service } from '@angular/core';
import type { FetchPolicy } from '@apollo/client';
import type { UiOption } from '@libs/ui';
import { map, type Observable } from 'rxjs';
import { GraphqlClient } from '../graphql/graphql-client.js';
import { RecordHistoryDocument, RecordProvenanceDocument, RevertChangeSetDocument, type RecordHistoryQuery, type RecordProvenanceQuery, type RevertChangeSetMutation } from './operations.generated.js';
import { toCustomInput, toCustomVariables } from './custom-fields.js';
import { countDocument, createDocument, listDocument, optionsDocument, recordDocument, updateDocument, verbDocument, type ListVariables } from './record-documents.js';
import { optionOf, type ClientRecord, type RecordTypeMetadata } from './record-metadata.js';
import { RecordTypesStore } from './record-types.store.js';

export interface RecordList {
  readonly records: readonly ClientRecord[];
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

/** A written record, and what undoes the writing. */
export interface Written {
  readonly record: ClientRecord;
  readonly changeSetId: string;
}

export type HistoryEntry = RecordHistoryQuery['recordHistory'][number];
export type ProvenanceEntry = RecordProvenanceQuery['recordProvenance'][number];
export type Reverted = RevertChangeSetMutation['revertChangeSet'];

/** Reads and writes records of any described type. Every method throws `AppError`. */
@Service()
export class RecordsGateway {
  private readonly graphql = inject(GraphqlClient);
  private readonly types = inject(RecordTypesStore);

  /** One page with the named fields. */
  async list(type: RecordTypeMetadata, fields: readonly string[], variables: ListVariables, fetchPolicy: FetchPolicy = 'network-only'): Promise<RecordList> {
    const { list } = await this.graphql.query(listDocument(type, this.types.titleFieldsOf, fields), toCustomVariables(type, variables), { fetchPolicy });
    return { records: list.nodes, hasNextPage: list.pageInfo.hasNextPage, endCursor: list.pageInfo.endCursor };
  }

  /** Counted apart from the page, so that a count never keeps a list waiting. */
  async count(type: RecordTypeMetadata, variables: ListVariables): Promise<number> {
    return (await this.graphql.query(countDocument(type), toCustomVariables(type, variables))).list.totalCount;
  }

  /** The record now and after every change that reaches the cache. */
  watch(type: RecordTypeMetadata, id: string): Observable<ClientRecord> {
    return this.graphql.watch(recordDocument(type, this.types.titleFieldsOf), { id }).pipe(map((data) => data.record));
  }

  /** Reads the record again, so that every view of it shows what it is now. */
  async refresh(type: RecordTypeMetadata, id: string): Promise<ClientRecord> {
    return (await this.graphql.query(recordDocument(type, this.types.titleFieldsOf), { id })).record;
  }

  async create(type: RecordTypeMetadata, input: Readonly<Record<string, unknown>>): Promise<Written> {
    return (await this.graphql.mutate(createDocument(type, this.types.titleFieldsOf), { input: toCustomInput(type, input) })).done;
  }

  /**
   * Saves changed fields against the version that `seen` has; the change shows at once and goes back when it is refused.
   * @throws AppError CONFLICT with the present values in `current`
   */
  async update(type: RecordTypeMetadata, seen: ClientRecord, changes: Readonly<Record<string, unknown>>, relations: Readonly<Record<string, ClientRecord | null>> = {}): Promise<Written> {
    const document = updateDocument(type, this.types.titleFieldsOf);
    const full = type.fields.every((field) => field.name in seen && (!field.relation || field.relation in seen));
    const optimistic = { done: { __typename: `${type.typeName}Payload`, changeSetId: '', record: { ...seen, ...changes, ...relations } } };
    const { done } = await this.graphql.mutate(document, { input: { id: seen.id, expectedVersion: seen.version, ...toCustomInput(type, changes) } }, full ? { optimistic } : {});
    return done;
  }

  /** @returns the change set that undoes it */
  async archive(type: RecordTypeMetadata, id: string): Promise<string> {
    return this.verb(type, 'archive', id);
  }

  async restore(type: RecordTypeMetadata, id: string): Promise<string> {
    return this.verb(type, 'restore', id);
  }

  async delete(type: RecordTypeMetadata, id: string): Promise<string> {
    return this.verb(type, 'delete', id);
  }

  /** Undoes a change set; what somebody changed since stays and is listed in the answer. */
  async revert(changeSetId: string): Promise<Reverted> {
    return (await this.graphql.mutate(RevertChangeSetDocument, { id: changeSetId })).revertChangeSet;
  }

  async history(recordType: string, recordId: string, first = 50, before: string | null = null): Promise<readonly HistoryEntry[]> {
    return (await this.graphql.query(RecordHistoryDocument, { recordType, recordId, first, before })).recordHistory;
  }

  async provenance(recordType: string, recordId: string): Promise<readonly ProvenanceEntry[]> {
    return (await this.graphql.query(RecordProvenanceDocument, { recordType, recordId })).recordProvenance;
  }

  /** Records whose name matches what was typed, to be picked from; each with what tells it from others of its name. */
  async options(recordType: string, search: string, filter: Readonly<Record<string, unknown>> | null = null): Promise<readonly UiOption[]> {
    const type = this.types.named(recordType);
    const { list } = await this.graphql.query(optionsDocument(type), { search: search || null, first: 20, filter });
    return list.nodes.map((record) => optionOf(type, record));
  }

  private async verb(type: RecordTypeMetadata, verb: 'archive' | 'restore' | 'delete', id: string): Promise<string> {
    return (await this.graphql.mutate(verbDocument(type, verb), { id })).done.changeSetId;
  }
}
