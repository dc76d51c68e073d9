import { required, type Answer, type Caller } from './app.js';

/** What suites about opportunities read of one. */
export interface Deal {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly status: string;
  readonly amount: string | null;
  readonly currency: string;
  readonly rate: number;
  readonly amountBase: string | null;
  readonly probability: number;
  readonly weightedAmountBase: string | null;
  readonly openedOn: string | null;
  readonly expectedCloseOn: string | null;
  readonly closedOn: string | null;
  readonly lostReason: string | null;
  readonly stage: { readonly id: string; readonly name: string };
  readonly pipeline: { readonly id: string; readonly name: string };
  readonly account: { readonly id: string } | null;
  readonly isStale: boolean;
  readonly daysInStage: number | null;
  readonly stageHistory: readonly { readonly fromStage: { readonly name: string } | null; readonly toStage: { readonly name: string }; readonly changedBy: { readonly id: string } | null; readonly secondsInPreviousStage: number | null }[];
  readonly lineItems: readonly { readonly id: string; readonly quantity: number; readonly unitPrice: string | null; readonly total: string | null; readonly product: { readonly name: string } }[];
  readonly contacts: readonly { readonly id: string; readonly role: string; readonly isPrimary: boolean; readonly contact: { readonly lastName: string } }[];
}

export interface DealPayload {
  readonly opportunity: Deal;
  readonly changeSetId: string;
}

const DEAL = `id version name status amount currency rate amountBase probability weightedAmountBase openedOn expectedCloseOn closedOn lostReason
  stage { id name } pipeline { id name } account { id } isStale daysInStage
  stageHistory { fromStage { name } toStage { name } changedBy { id } secondsInPreviousStage }
  lineItems { id quantity unitPrice total product { name } } contacts { id role isPrimary contact { lastName } }`;
const PAYLOAD = `{ opportunity { ${DEAL} } changeSetId }`;

/** The operations of opportunities, by their own names. */
export const SALES = {
  opportunity: `query ($id: ID!) { opportunity(id: $id) { ${DEAL} } }`,
  createOpportunity: `mutation ($input: CreateOpportunityInput!) { createOpportunity(input: $input) ${PAYLOAD} }`,
  updateOpportunity: `mutation ($input: UpdateOpportunityInput!) { updateOpportunity(input: $input) ${PAYLOAD} }`,
  moveOpportunityStage: `mutation ($id: ID!, $stageId: ID!, $expectedVersion: Int) { moveOpportunityStage(id: $id, stageId: $stageId, expectedVersion: $expectedVersion) ${PAYLOAD} }`,
  winOpportunity: `mutation ($id: ID!, $closedOn: Date, $expectedVersion: Int) { winOpportunity(id: $id, closedOn: $closedOn, expectedVersion: $expectedVersion) ${PAYLOAD} }`,
  loseOpportunity: `mutation ($input: LoseOpportunityInput!) { loseOpportunity(input: $input) ${PAYLOAD} }`,
  reopenOpportunity: `mutation ($id: ID!, $stageId: ID) { reopenOpportunity(id: $id, stageId: $stageId) ${PAYLOAD} }`,
  addLineItem: 'mutation ($input: CreateLineItemInput!) { addLineItem(input: $input) { lineItem { id unitPrice total } changeSetId } }',
  updateLineItem: 'mutation ($input: UpdateLineItemInput!) { updateLineItem(input: $input) { lineItem { id total } changeSetId } }',
  removeLineItem: 'mutation ($id: ID!) { removeLineItem(id: $id) { changeSetId } }',
  addOpportunityContact: 'mutation ($input: CreateOpportunityContactInput!) { addOpportunityContact(input: $input) { opportunityContact { id } changeSetId } }',
  updateOpportunityContact: 'mutation ($input: UpdateOpportunityContactInput!) { updateOpportunityContact(input: $input) { opportunityContact { id } changeSetId } }',
  removeOpportunityContact: 'mutation ($id: ID!) { removeOpportunityContact(id: $id) { changeSetId } }',
} as const;
type Verb = keyof typeof SALES;

/** Calls operations of opportunities as one person. */
export class Salesperson {
  constructor(readonly caller: Caller) {}

  /** The answer of the operation alone. @throws when it is refused */
  async does<T = DealPayload>(verb: Verb, variables: Record<string, unknown>): Promise<T> {
    return required<Record<string, T>>(await this.tries(verb, variables))[verb]!;
  }

  tries(verb: Verb, variables: Record<string, unknown>): Promise<Answer<Record<string, never>>> {
    return this.caller.graphql(SALES[verb], variables);
  }

  /** Code of the refusal, and the fields it names. */
  async refusal(verb: Verb, variables: Record<string, unknown>): Promise<{ code: string | undefined; fields: string[] }> {
    const extensions = (await this.tries(verb, variables)).errors?.[0]?.extensions;
    return { code: extensions?.code, fields: Object.keys(extensions?.details ?? {}) };
  }

  deal(id: string): Promise<Deal> {
    return this.does<Deal>('opportunity', { id });
  }

  create(input: Record<string, unknown> = {}): Promise<Deal> {
    return this.does('createOpportunity', { input: { name: 'Deal', ...input } }).then(({ opportunity }) => opportunity);
  }

  async account(name = 'Cancity'): Promise<string> {
    const { createAccount } = await this.caller.data<{ createAccount: { account: { id: string } } }>('mutation ($name: String!) { createAccount(input: { name: $name }) { account { id } } }', { name });
    return createAccount.account.id;
  }

  async contact(lastName: string): Promise<string> {
    const { createContact } = await this.caller.data<{ createContact: { contact: { id: string } } }>('mutation ($lastName: String!) { createContact(input: { lastName: $lastName }) { contact { id } } }', { lastName });
    return createContact.contact.id;
  }

  async product(input: Record<string, unknown>): Promise<string> {
    const { createProduct } = await this.caller.data<{ createProduct: { product: { id: string } } }>('mutation ($input: CreateProductInput!) { createProduct(input: $input) { product { id } } }', { input });
    return createProduct.product.id;
  }

  /** Ids of the default pipeline's stages by name. */
  async stages(): Promise<Record<string, string>> {
    const { stages } = await this.caller.data<{ stages: { nodes: { id: string; name: string; pipeline: { isDefault: boolean } }[] } }>('{ stages { nodes { id name pipeline { isDefault } } } }');
    return Object.fromEntries(stages.nodes.filter((stage) => stage.pipeline.isDefault).map((stage) => [stage.name, stage.id]));
  }

  async rate(currency: string, rate: number): Promise<void> {
    await this.caller.data('mutation ($currency: String!, $rate: Float!) { setExchangeRate(currency: $currency, rate: $rate) { changeSetId } }', { currency, rate });
  }

  async undo(changeSetId: string): Promise<{ reverted: number; skipped: readonly { readonly field: string | null; readonly reason: string }[] }> {
    const { revertChangeSet } = await this.caller.data<{ revertChangeSet: { changeSetId: string; reverted: number; skipped: { field: string | null; reason: string }[] } }>(
      'mutation ($id: ID!) { revertChangeSet(id: $id) { changeSetId reverted skipped { field reason } } }',
      { id: changeSetId },
    );
    return revertChangeSet;
  }
}
