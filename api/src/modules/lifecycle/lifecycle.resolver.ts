import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Operation } from '../../platform/access/operation.decorator.js';
import { recordGraphql } from '../../platform/graphql/record-types.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import type { RecordFilter } from '../../platform/records/record-filter.js';
import { RecordLoaders } from '../../platform/records/record-loaders.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { contactRecord } from '../contacts/index.js';
import { memberRecord } from '../members/index.js';
import { contactConversionRecord } from './contact-conversion.record.js';
import { Conversions, type Converted } from './conversion.service.js';
import { ConversionSuggestion, ConvertContactInput, ConvertContactPayload } from './conversion.types.js';
import { ContactFunnel, type FunnelStep } from './funnel.service.js';
import { LifecycleLoaders, type StoredStep } from './lifecycle-loaders.js';
import type { Lifecycle } from './lifecycle-order.js';
import { LifecycleRules, type Rule } from './lifecycle-rules.service.js';
import { ContactFunnelStep, ContactLifecycleChange, LifecycleRuleSetting, SetLifecycleRuleInput, SetLifecycleRulePayload } from './lifecycle.types.js';

const VIEW = { module: 'crm-core', permission: { record: 'contact', action: 'view' } } as const;

/** Conversion of leads, and the way of contacts through their lifecycle. */
@Resolver()
export class LifecycleResolver {
  constructor(
    private readonly conversions: Conversions,
    private readonly rules: LifecycleRules,
    private readonly funnel: ContactFunnel,
  ) {}

  @Mutation(() => ConvertContactPayload, { description: 'A lead becomes a contact of an account, with a deal if one is given. One change set, undone as a whole.' })
  @Operation({ module: 'crm-core', permission: { record: 'contact', action: 'edit' } })
  convertContact(@Args('input', { type: () => ConvertContactInput }) input: ConvertContactInput): Promise<Converted> {
    return this.conversions.convert({ ...input, opportunity: input.opportunity ? { ...input.opportunity } : null });
  }

  @Query(() => ConversionSuggestion, { description: 'What a dialogue for converting a lead starts with.' })
  @Operation(VIEW)
  conversionSuggestion(@Args('contactId', { type: () => ID }) contactId: string): Promise<ConversionSuggestion> {
    return this.conversions.suggest(contactId);
  }

  @Query(() => [LifecycleRuleSetting], { description: 'The rules that move contacts forward by themselves.' })
  @Operation(VIEW)
  lifecycleRules(): Promise<Rule[]> {
    return this.rules.list();
  }

  @Mutation(() => SetLifecycleRulePayload)
  @Operation({ module: 'crm-core', permission: 'manage:settings' })
  setLifecycleRule(@Args('input', { type: () => SetLifecycleRuleInput }) input: SetLifecycleRuleInput): Promise<{ changeSetId: string; rule: Rule }> {
    return this.rules.set(input);
  }

  @Query(() => [ContactFunnelStep], { description: 'How many contacts are in each state, and how many came and went.' })
  @Operation(VIEW)
  contactFunnel(
    @Args('filter', { type: () => recordGraphql(contactRecord).filter, nullable: true }) filter?: RecordFilter,
    @Args('since', { type: () => DateTimeScalar, nullable: true, description: 'What came and went is counted from then on.' }) since?: string,
  ): Promise<FunnelStep[]> {
    return this.funnel.read(filter ?? null, since ?? null);
  }
}

/** What contacts have of their lifecycle. */
@Resolver(() => recordGraphql(contactRecord).object)
export class ContactLifecycleResolver {
  constructor(private readonly loaders: LifecycleLoaders) {}

  @ResolveField('lifecycleHistory', () => [ContactLifecycleChange], { description: 'Oldest first; the first step is how the contact was entered.' })
  async lifecycleHistory(@Parent() contact: AnyRow): Promise<StoredStep[]> {
    const steps = await this.loaders.steps.load(contact.id);
    const to = steps[0] ? steps[0].from : (contact['lifecycle'] as Lifecycle | null);
    const first: StoredStep = { id: contact.id, contactId: contact.id, from: null, to, changedAt: contact.createdAt, changedById: contact.createdById, cause: null, secondsInPrevious: null, changeSetId: null };
    return to === null ? steps : [first, ...steps];
  }

  @ResolveField('conversion', () => recordGraphql(contactConversionRecord).object, { nullable: true, description: 'How it stopped being a lead, if it was converted.' })
  conversion(@Parent() contact: AnyRow): Promise<AnyRow | null> {
    return this.loaders.conversions.load(contact.id);
  }
}

/** The member of a step, loaded with those of all other steps. */
@Resolver(() => ContactLifecycleChange)
export class ContactLifecycleChangeResolver {
  constructor(private readonly records: RecordLoaders) {}

  @ResolveField('changedBy', () => recordGraphql(memberRecord).object, { nullable: true })
  changedBy(@Parent() step: StoredStep): Promise<AnyRow | null> | null {
    return step.changedById ? this.records.load(memberRecord, step.changedById) : null;
  }
}
