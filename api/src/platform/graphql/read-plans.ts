import { Injectable } from '@nestjs/common';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { planReads, type ReadPlan } from './read-plan.js';

const MOST = 1_000;
const LONGEST = 20_000;

/** Plans of the operations this process has seen, by their text. Only what the server has found valid comes here, so that what is planned needs no checking again. */
@Injectable()
export class ReadPlans {
  /** How many operations were answered by a plan. */
  used = 0;
  /** Null for an operation that has no plan, so that it is not looked at each time. */
  private readonly plans = new Map<string, ReadPlan | null>();

  /** Told of each valid operation before it runs. */
  learn(query: string, operationName: string | null | undefined, schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): void {
    const key = keyOf(query, operationName);
    if (query.length > LONGEST || this.plans.has(key)) return;
    if (this.plans.size >= MOST) this.plans.delete(this.plans.keys().next().value!);
    this.plans.set(key, planReads(schema, document, operation));
  }

  find(query: string, operationName: string | null | undefined): ReadPlan | null {
    return this.plans.get(keyOf(query, operationName)) ?? null;
  }
}

const keyOf = (query: string, operationName: string | null | undefined): string => (operationName ? `${operationName}\n${query}` : query);
