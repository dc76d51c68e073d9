import { Injectable } from '@nestjs/common';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { planReads, planTexts, type PlannedRead } from './read-plan.js';

/** A query that the server has found valid. */
export interface KnownQuery {
  readonly name: string;
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** How it is read; null where resolvers have to answer. */
  readonly reads: readonly PlannedRead[] | null;
  /** How resolvers are asked for it, where records within their answers are texts. */
  readonly texts: { readonly document: DocumentNode; readonly operation: OperationDefinitionNode } | null;
}

const MOST = 1_000;
const LONGEST = 20_000;

/** The queries this process has seen, by their text. Only what the server has found valid comes here, so that it needs neither reading nor checking again. */
@Injectable()
export class ReadPlans {
  /** How many operations were answered by a plan. */
  used = 0;
  /** How many were answered by resolvers, with texts of records among what they answered. */
  woven = 0;
  private readonly queries = new Map<string, KnownQuery>();

  /** Told of each valid operation before it runs. */
  learn(query: string, operationName: string | null | undefined, schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): void {
    const key = keyOf(query, operationName);
    if (operation.operation !== 'query' || query.length > LONGEST || this.queries.has(key)) return;
    if (this.queries.size >= MOST) this.queries.delete(this.queries.keys().next().value!);
    const reads = planReads(schema, document, operation);
    this.queries.set(key, { name: operation.name?.value ?? 'anonymous', schema, document, operation, reads, texts: reads ? null : planTexts(schema, document, operation) });
  }

  find(query: string, operationName: string | null | undefined): KnownQuery | null {
    return this.queries.get(keyOf(query, operationName)) ?? null;
  }
}

const keyOf = (query: string, operationName: string | null | undefined): string => (operationName ? `${operationName}\n${query}` : query);
