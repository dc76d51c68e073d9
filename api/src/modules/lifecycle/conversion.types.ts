import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { graphqlTypeOf, recordGraphql } from '../../platform/graphql/record-types.js';
import { DateScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { accountRecord } from '../accounts/index.js';
import { contactRecord } from '../contacts/index.js';
import { opportunityContactRecord, opportunityRecord } from '../opportunities/index.js';
import type { Lifecycle } from './lifecycle-order.js';

@InputType({ description: 'The deal that a lead brings.' })
export class ConvertedOpportunityInput {
  @Field(() => String, { nullable: true, description: "Called after the account and the contact when left out." })
  name?: string | null;
  @Field(() => ID, { nullable: true, description: 'The default one when left out.' })
  pipelineId?: string | null;
  @Field(() => ID, { nullable: true, description: 'The first open one when left out.' })
  stageId?: string | null;
  @Field(() => DecimalScalar, { nullable: true })
  amount?: string | null;
  @Field(() => String, { nullable: true, description: 'The base currency when left out.' })
  currency?: string | null;
  @Field(() => DateScalar, { nullable: true })
  expectedCloseOn?: string | null;
  @Field(graphqlTypeOf(opportunityContactRecord, 'role', opportunityContactRecord.fields.role), { nullable: true, description: 'The part the contact plays in it.' })
  role?: string | null;
}

@InputType({ description: 'What a lead becomes. Give an account or the name of a new one; neither keeps the account that the contact has.' })
export class ConvertContactInput {
  @Field(() => ID)
  contactId!: string;
  @Field(() => ID, { nullable: true })
  accountId?: string | null;
  @Field(() => String, { nullable: true, description: 'Makes a new account of that name.' })
  accountName?: string | null;
  @Field(() => ConvertedOpportunityInput, { nullable: true, description: 'No deal when left out.' })
  opportunity?: ConvertedOpportunityInput | null;
  @Field(graphqlTypeOf(contactRecord, 'lifecycle', contactRecord.fields.lifecycle), { nullable: true, description: 'OPPORTUNITY with a deal, SQL without one, when left out.' })
  lifecycle?: Lifecycle | null;
  @Field(() => String, { nullable: true, description: 'Any text of your own: the same one again answers the conversion that was made with it.' })
  requestId?: string | null;
  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;
}

@ObjectType()
export class ConvertContactPayload {
  @Field(() => recordGraphql(contactRecord).object)
  contact!: AnyRow;
  @Field(() => recordGraphql(accountRecord).object)
  account!: AnyRow;
  @Field(() => recordGraphql(opportunityRecord).object, { nullable: true })
  opportunity!: AnyRow | null;
  @Field(() => ID, { description: 'What `revertChangeSet` undoes: all of it.' })
  changeSetId!: string;
  @Field(() => Boolean, { description: 'It had been done already, by the same request.' })
  repeated!: boolean;
}

@ObjectType({ description: 'What a lead could become, as far as it can be guessed.' })
export class ConversionSuggestion {
  @Field(() => Boolean, { description: 'Whether the contact is a lead still.' })
  convertible!: boolean;
  @Field(() => [recordGraphql(accountRecord).object], { description: "Its own account first, then accounts at the domain of its e-mail address." })
  accounts!: AnyRow[];
  @Field(() => String, { nullable: true, description: 'For a new account.' })
  accountName!: string | null;
  @Field(() => String)
  opportunityName!: string;
}
