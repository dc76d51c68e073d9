import { Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { abilityToSql } from '../../platform/access/ability-to-sql.js';
import { recordGraphql } from '../../platform/graphql/record-types.js';
import { answersInSql, type RelatedSql } from '../../platform/records/record-json.js';
import { RecordLoaders } from '../../platform/records/record-loaders.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import type { RecordType } from '../../platform/records/record-type.js';
import { contactRecord } from '../contacts/index.js';
import { memberRecord } from '../members/index.js';
import { pipelineRecord, stageRecord } from '../pipelines/index.js';
import { lineItemRecord } from './line-item.record.js';
import { OpportunityStageChange } from './opportunities.types.js';
import { opportunityContactRecord } from './opportunity-contact.record.js';
import { OpportunityLoaders, type StoredStep } from './opportunity-loaders.js';
import { opportunityRecord } from './opportunity.record.js';

const DAY = 86_400_000;

const daysIn = (opportunity: AnyRow): number | null => {
  const since = opportunity['stageChangedAt'];
  return opportunity['status'] === 'OPEN' && typeof since === 'string' ? Math.max(0, Math.floor((Date.now() - Date.parse(since)) / DAY)) : null;
};

/** The same for the database, which says null for what is closed. */
const daysSql = (opportunity: string): string => `case when ${opportunity}.status = 'OPEN' then greatest(0, floor(extract(epoch from now() - ${opportunity}.stage_changed_at) / 86400)) end`;

answersInSql('Opportunity.daysInStage', (opportunity) => `coalesce((${daysSql(opportunity)})::text, 'null')`);
answersInSql('Opportunity.isStale', (opportunity, parameters) => {
  const rotDays = `select p.rot_days from pipelines p where p.tenant_id = ${opportunity}.tenant_id and p.id = ${opportunity}.pipeline_id and p.deleted_at is null and ${abilityToSql('view', pipelineRecord, 'p', parameters)}`;
  return `case when ${daysSql(opportunity)} > (${rotDays}) then 'true' else 'false' end`;
});
const partsOf = (target: RecordType, key: string, order: (part: string) => string): RelatedSql => ({ target, where: (record, part) => [`${part}.${key} = ${record}.id`, `${part}.deleted_at is null`], order });
answersInSql('Opportunity.lineItems', partsOf(lineItemRecord, 'opportunity_id', (part) => `${part}.position, ${part}.id`));
answersInSql('Opportunity.contacts', partsOf(opportunityContactRecord, 'opportunity_id', (part) => `${part}.is_primary desc, ${part}.created_at, ${part}.id`));
answersInSql('Contact.opportunityRoles', partsOf(opportunityContactRecord, 'contact_id', (part) => `${part}.created_at desc, ${part}.id`));

/** What an opportunity has besides its own fields. */
@Resolver(() => recordGraphql(opportunityRecord).object)
export class OpportunityFieldsResolver {
  constructor(
    private readonly loaders: OpportunityLoaders,
    private readonly records: RecordLoaders,
  ) {}

  @ResolveField('daysInStage', () => Int, { nullable: true, description: 'Whole days in the present stage; none once it is closed.' })
  daysInStage(@Parent() opportunity: AnyRow): number | null {
    return daysIn(opportunity);
  }

  @ResolveField('isStale', () => Boolean, { description: "Whether it has been in an open stage for longer than the pipeline's days until stale." })
  async isStale(@Parent() opportunity: AnyRow): Promise<boolean> {
    const days = daysIn(opportunity);
    if (days === null) return false;
    const pipeline = await this.records.load(pipelineRecord, opportunity['pipelineId'] as string);
    const rotDays = pipeline?.['rotDays'];
    return typeof rotDays === 'number' && days > rotDays;
  }

  @ResolveField('stageHistory', () => [OpportunityStageChange], { description: 'Oldest first.' })
  stageHistory(@Parent() opportunity: AnyRow): Promise<StoredStep[]> {
    return this.loaders.steps.load(opportunity.id);
  }

  @ResolveField('lineItems', () => [recordGraphql(lineItemRecord).object])
  lineItems(@Parent() opportunity: AnyRow): Promise<AnyRow[]> {
    return this.loaders.lineItems.load(opportunity.id);
  }

  @ResolveField('contacts', () => [recordGraphql(opportunityContactRecord).object], { description: 'The people involved and their roles, the primary one first.' })
  contacts(@Parent() opportunity: AnyRow): Promise<AnyRow[]> {
    return this.loaders.contacts.load(opportunity.id);
  }
}

/** Stages and member of a step, loaded with those of all other steps. */
@Resolver(() => OpportunityStageChange)
export class OpportunityStageChangeResolver {
  constructor(private readonly records: RecordLoaders) {}

  @ResolveField('fromStage', () => recordGraphql(stageRecord).object, { nullable: true })
  fromStage(@Parent() step: StoredStep): Promise<AnyRow | null> | null {
    return step.fromStageId ? this.records.load(stageRecord, step.fromStageId) : null;
  }

  @ResolveField('toStage', () => recordGraphql(stageRecord).object, { nullable: true })
  toStage(@Parent() step: StoredStep): Promise<AnyRow | null> | null {
    return step.toStageId ? this.records.load(stageRecord, step.toStageId) : null;
  }

  @ResolveField('changedBy', () => recordGraphql(memberRecord).object, { nullable: true })
  changedBy(@Parent() step: StoredStep): Promise<AnyRow | null> | null {
    return step.changedById ? this.records.load(memberRecord, step.changedById) : null;
  }
}

/** The other side of contact roles. */
@Resolver(() => recordGraphql(contactRecord).object)
export class ContactOpportunitiesResolver {
  constructor(private readonly loaders: OpportunityLoaders) {}

  @ResolveField('opportunityRoles', () => [recordGraphql(opportunityContactRecord).object], { description: 'The opportunities this contact plays a part in, newest first.' })
  opportunityRoles(@Parent() contact: AnyRow): Promise<AnyRow[]> {
    return this.loaders.rolesOfContact.load(contact.id);
  }
}
