import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import type { RecordChange } from '../../platform/changes/draft.js';
import { Database } from '../../platform/database/database.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import type { RecordType } from '../../platform/records/record-type.js';
import { DemoSeed, type DemoRun, type SeedStep } from '../../platform/seed/demo-seeds.js';
import { accountRecord } from '../accounts/index.js';
import { contactRecord } from '../contacts/index.js';
import { productRecord } from '../products/index.js';
import { demoDeals, type DemoDeal } from './demo-deals.js';
import { lineItemRecord } from './line-item.record.js';
import { CONTACT_ROLES, opportunityContactRecord } from './opportunity-contact.record.js';
import { opportunityRecord } from './opportunity.record.js';
import { loadStages, type StageCatalogue, type StageInfo } from './stage-catalogue.js';
import type { KnownStep } from './stage-rules.js';

const DAY = 86_400_000;
const SELLERS = ['hanna', 'owner', 'tomas', 'priya', 'member', 'owner', 'jonas', 'hanna', 'priya'];
/** Accounts that have deals; a team has more accounts than it sells to. */
const ACCOUNTS = 40;

/** A year of deals over the accounts, people and products that other steps have made. */
@DemoSeed({ order: 40 })
export class OpportunitiesSeed implements SeedStep {
  readonly title = 'Opportunities';

  constructor(
    private readonly changeSets: ChangeSets,
    private readonly database: Database,
    private readonly store: RecordStore,
  ) {}

  async seed(run: DemoRun): Promise<void> {
    const accounts = (await this.all(accountRecord, 'name')).slice(0, ACCOUNTS);
    if (accounts.length === 0 || (await this.store.count(opportunityRecord, { archived: 'include' })) > 0) return;
    const [stages, products, contacts] = await Promise.all([this.database.run(loadStages), this.all(productRecord, 'name'), this.all(contactRecord, 'lastName')]);
    const deals = demoDeals();
    // Some accounts are worked harder than others, so the step through them is not one.
    const accountOf = (index: number): AnyRow => accounts[(index * 7 + (index % 3)) % accounts.length]!;
    const { outcomes } = await this.changeSets.apply({
      label: 'Brought in the deals',
      changes: deals.map((deal, index) => this.dealOf(deal, index, accountOf(index), run, stages)),
    });
    const ids = outcomes.map((outcome) => (outcome.ok ? outcome.id : ''));
    const skus = new Map(products.map((product) => [product['sku'], product]));
    await this.changeSets.apply({ label: 'Added what they buy', changes: deals.flatMap((deal, index) => itemsOf(deal, ids[index]!, skus)) });
    const ofAccount = Map.groupBy(contacts, (contact) => contact['accountId']);
    await this.changeSets.apply({ label: 'Added who decides', changes: deals.flatMap((deal, index) => (deal.withoutAccount ? [] : rolesOf(ids[index]!, ofAccount.get(accountOf(index).id) ?? []))) });
  }

  private dealOf(deal: DemoDeal, index: number, account: AnyRow, run: DemoRun, stages: StageCatalogue): RecordChange {
    const now = run.now.getTime();
    const date = (daysAgo: number): string => new Date(now - daysAgo * DAY).toISOString().slice(0, 10);
    const path = stagePath(deal, stages);
    return {
      type: opportunityRecord,
      operation: 'create',
      values: {
        name: deal.withoutAccount ? `${deal.theme} (enquiry)` : `${String(account['name'])}: ${deal.theme}`,
        accountId: deal.withoutAccount ? null : account.id,
        stageId: path.at(-1)!.id,
        ownerId: run.members.get(SELLERS[index % SELLERS.length]!) ?? null,
        currency: deal.currency,
        amount: deal.amount,
        openedOn: date(deal.openedDaysAgo),
        ...(deal.outcome === 'OPEN' ? { expectedCloseOn: date(-deal.closesInDays) } : { closedOn: date(deal.movedDaysAgo) }),
        lostReason: deal.lostReason,
        competitor: deal.competitor,
        leadSource: deal.leadSource,
        nextStep: deal.nextStep,
        tags: deal.tags,
      },
      extra: { stageHistory: stepsAlong(path, deal, now) },
    };
  }

  private async all(type: RecordType, field: string): Promise<readonly AnyRow[]> {
    return (await this.store.list(type, { first: 200, sort: [{ field, direction: 'ASC' }] })).rows;
  }
}

/** The stages a deal went through: open ones as far as it came, then the one it ended in. */
function stagePath(deal: DemoDeal, stages: StageCatalogue): StageInfo[] {
  const pipelineId = deal.renewal ? (stages.otherPipelineId ?? stages.defaultPipelineId) : stages.defaultPipelineId;
  const open = stages.openOf(pipelineId);
  const reached = open.slice(0, 1 + Math.floor(deal.progress * open.length));
  const end = deal.outcome === 'OPEN' ? undefined : stages.firstOf(pipelineId, deal.outcome);
  return end ? [...reached, end] : reached;
}

/** Spread from the day it was opened to the day it came where it is. */
function stepsAlong(path: readonly StageInfo[], deal: DemoDeal, now: number): KnownStep[] {
  const first = now - deal.openedDaysAgo * DAY;
  const last = now - (path.length === 1 ? deal.openedDaysAgo : deal.movedDaysAgo) * DAY;
  return path.map((stage, index) => ({ stageId: stage.id, at: new Date(path.length === 1 ? first : first + ((last - first) * index) / (path.length - 1)).toISOString() }));
}

const itemsOf = (deal: DemoDeal, opportunityId: string, skus: ReadonlyMap<unknown, AnyRow>): RecordChange[] =>
  deal.items.flatMap(([sku, quantity, discountPercent]): RecordChange[] => {
    const product = skus.get(sku);
    return product ? [{ type: lineItemRecord, operation: 'create', values: { opportunityId, productId: product.id, quantity, discountPercent, unitPrice: product['price'] } }] : [];
  });

const rolesOf = (opportunityId: string, contacts: readonly AnyRow[]): RecordChange[] =>
  contacts.slice(0, 3).map((contact, index) => ({
    type: opportunityContactRecord,
    operation: 'create',
    values: { opportunityId, contactId: contact.id, role: CONTACT_ROLES[index]!, isPrimary: index === 0 },
  }));
