import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { graphqlTypeOf, recordGraphql } from '../../platform/graphql/record-types.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { contactRecord } from '../contacts/index.js';
import { memberRecord } from '../members/index.js';
import { LifecycleCause } from './lifecycle-history.js';
import type { Lifecycle } from './lifecycle-order.js';
import { lifecycleRuleRecord, type LifecycleTrigger } from './lifecycle-rule.record.js';

registerEnumType(LifecycleCause, {
  name: 'LifecycleCause',
  description: "Why a contact's lifecycle changed.",
  valuesMap: {
    PERSON: { description: 'Somebody set it.' },
    RULE: { description: 'A rule of the workspace, because of a deal.' },
    CONVERSION: { description: 'The lead was converted.' },
    IMPORT: { description: 'An import said so.' },
    MACHINE: { description: 'Any other work of the product.' },
  },
});

const lifecycle = graphqlTypeOf(contactRecord, 'lifecycle', contactRecord.fields.lifecycle);
const trigger = graphqlTypeOf(lifecycleRuleRecord, 'trigger', lifecycleRuleRecord.fields.trigger);

@ObjectType({ description: 'A step of a contact through its lifecycle.' })
export class ContactLifecycleChange {
  @Field(() => ID)
  id!: string;
  @Field(lifecycle, { nullable: true, description: 'None for the first step.' })
  from!: Lifecycle | null;
  @Field(lifecycle, { nullable: true, description: 'None when it was emptied.' })
  to!: Lifecycle | null;
  @Field(() => DateTimeScalar)
  changedAt!: string;
  @Field(() => recordGraphql(memberRecord).object, { nullable: true, description: 'None for machine work.' })
  changedBy!: AnyRow | null;
  @Field(() => LifecycleCause, { nullable: true, description: 'None for the first step.' })
  cause!: LifecycleCause | null;
  @Field(() => Float, { nullable: true, description: 'Seconds it had been in the state before.' })
  secondsInPrevious!: number | null;
  @Field(() => ID, { nullable: true })
  changeSetId!: string | null;
}

@ObjectType({ description: 'A rule that moves contacts forward by itself.' })
export class LifecycleRuleSetting {
  @Field(trigger)
  trigger!: LifecycleTrigger;
  @Field(lifecycle, { description: 'Where the people of the deal move, unless they are there or further.' })
  lifecycle!: Lifecycle;
  @Field(() => Boolean)
  isActive!: boolean;
}

@InputType()
export class SetLifecycleRuleInput {
  @Field(trigger)
  trigger!: LifecycleTrigger;
  @Field(lifecycle)
  lifecycle!: Lifecycle;
  @Field(() => Boolean)
  isActive!: boolean;
}

@ObjectType()
export class SetLifecycleRulePayload {
  @Field(() => LifecycleRuleSetting)
  rule!: LifecycleRuleSetting;
  @Field(() => ID)
  changeSetId!: string;
}

@ObjectType({ description: 'A state of the lifecycle and what happened in it.' })
export class ContactFunnelStep {
  @Field(lifecycle)
  lifecycle!: Lifecycle;
  @Field(() => Int, { description: 'Contacts in it now.' })
  count!: number;
  @Field(() => Int, { description: 'Contacts that came into it in the period, also those that were entered in it.' })
  entered!: number;
  @Field(() => Int, { description: 'Contacts that left it in the period.' })
  left!: number;
  @Field(() => Float, { nullable: true, description: 'Average seconds in it of those that left.' })
  averageSeconds!: number | null;
}
