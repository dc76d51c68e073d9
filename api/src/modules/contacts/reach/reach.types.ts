import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { graphqlTypeOf, recordGraphql } from '../../../platform/graphql/record-types.js';
import { DateScalar } from '../../../platform/graphql/scalars.js';
import type { AnyRow } from '../../../platform/records/record-rows.js';
import { accountRecord } from '../../accounts/index.js';
import { contactRecord } from '../contact.record.js';
import { contactEmailRecord } from './contact-email.record.js';
import { contactPhoneRecord } from './contact-phone.record.js';
import type { ReachLabel } from './reach-labels.js';

const emailLabel = graphqlTypeOf(contactEmailRecord, 'label', contactEmailRecord.fields.label);
const phoneLabel = graphqlTypeOf(contactPhoneRecord, 'label', contactPhoneRecord.fields.label);
const account = (): ReturnType<typeof recordGraphql>['object'] => recordGraphql(accountRecord).object;
const ENTRY_ID = { nullable: true, description: 'None for the main one, which is a field of the contact.' } as const;

@ObjectType({ description: 'One of the e-mail addresses of a contact.' })
export class ContactEmailEntry {
  @Field(() => ID, ENTRY_ID)
  id!: string | null;
  @Field(() => String)
  address!: string;
  @Field(emailLabel)
  label!: ReachLabel;
  @Field(() => Boolean)
  isMain!: boolean;
  @Field(() => Boolean, { description: 'Also when the contact is not to be e-mailed at all.' })
  doNotEmail!: boolean;
}

@ObjectType({ description: 'One of the numbers of a contact.' })
export class ContactPhoneEntry {
  @Field(() => ID, ENTRY_ID)
  id!: string | null;
  @Field(() => String)
  number!: string;
  @Field(phoneLabel)
  label!: ReachLabel;
  @Field(() => Boolean, { description: 'There is a main number and a main mobile number.' })
  isMain!: boolean;
  @Field(() => Boolean, { description: 'Also when the contact is not to be called at all.' })
  doNotCall!: boolean;
}

@ObjectType({ description: 'An account that a contact works for, or did.' })
export class ContactAccountEntry {
  @Field(() => ID, ENTRY_ID)
  id!: string | null;
  @Field(() => ID)
  accountId!: string;
  @Field(account, { nullable: true, description: 'None when it is gone.' })
  account!: AnyRow | null;
  @Field(() => String, { nullable: true })
  title!: string | null;
  @Field(() => DateScalar, { nullable: true })
  startedOn!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'None while it lasts.' })
  endedOn!: string | null;
  @Field(() => Boolean)
  isMain!: boolean;
}

@ObjectType({ description: 'A person of an account.' })
export class AccountPerson {
  @Field(() => recordGraphql(contactRecord).object)
  contact!: AnyRow;
  @Field(() => ID, { nullable: true, description: 'Of the relation; none where this is the main account of the contact.' })
  relationId!: string | null;
  @Field(() => String, { nullable: true })
  title!: string | null;
  @Field(() => DateScalar, { nullable: true })
  startedOn!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'None while it lasts.' })
  endedOn!: string | null;
  @Field(() => Boolean, { description: 'Whether it is the main account of the contact.' })
  isMain!: boolean;
}

@InputType()
export class ContactEmailItem {
  @Field(() => String)
  address!: string;
  @Field(emailLabel, { nullable: true })
  label?: ReachLabel | null;
  @Field(() => Boolean, { nullable: true })
  isMain?: boolean | null;
  @Field(() => Boolean, { nullable: true })
  doNotEmail?: boolean | null;
}

@InputType()
export class ContactPhoneItem {
  @Field(() => String)
  number!: string;
  @Field(phoneLabel, { nullable: true })
  label?: ReachLabel | null;
  @Field(() => Boolean, { nullable: true })
  isMain?: boolean | null;
  @Field(() => Boolean, { nullable: true })
  doNotCall?: boolean | null;
}

@InputType()
export class ContactAccountItem {
  @Field(() => ID)
  accountId!: string;
  @Field(() => String, { nullable: true })
  title?: string | null;
  @Field(() => DateScalar, { nullable: true })
  startedOn?: string | null;
  @Field(() => DateScalar, { nullable: true })
  endedOn?: string | null;
  @Field(() => Boolean, { nullable: true })
  isMain?: boolean | null;
}

@InputType({ description: 'All e-mail addresses of a contact; those that are left out are removed. The first is the main one unless another is marked or was it.' })
export class SetContactEmailsInput {
  @Field(() => ID)
  contactId!: string;
  @Field(() => [ContactEmailItem])
  emails!: ContactEmailItem[];
  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;
}

@InputType({ description: 'All numbers of a contact; those that are left out are removed.' })
export class SetContactPhonesInput {
  @Field(() => ID)
  contactId!: string;
  @Field(() => [ContactPhoneItem])
  phones!: ContactPhoneItem[];
  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;
}

@InputType({ description: 'All accounts of a contact, present and former; those that are left out are removed.' })
export class SetContactAccountsInput {
  @Field(() => ID)
  contactId!: string;
  @Field(() => [ContactAccountItem])
  accounts!: ContactAccountItem[];
  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;
}

@InputType({ description: 'A change of employer: the former account is kept as history.' })
export class MoveContactInput {
  @Field(() => ID)
  contactId!: string;
  @Field(() => ID, { description: 'The main account from now on.' })
  accountId!: string;
  @Field(() => String, { nullable: true })
  title?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Today when left out.' })
  since?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'They go on working for the former one, too.' })
  keepFormer?: boolean | null;
}
