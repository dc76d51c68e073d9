import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { recordGraphql } from '../../platform/graphql/record-types.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { accountRecord } from '../accounts/index.js';
import { contactRecord } from '../contacts/index.js';
import { opportunityRecord } from '../opportunities/index.js';
import { activityRecord } from './activity.record.js';
import { NextActivities } from './next-activity.loaders.js';

const FIELD = 'nextActivity';
const activity = (): ReturnType<typeof recordGraphql>['object'] => recordGraphql(activityRecord).object;
const OPTIONS = { nullable: true, description: 'The earliest activity that is still to be done.' };

@Resolver(() => recordGraphql(accountRecord).object)
export class AccountNextActivityResolver {
  constructor(private readonly next: NextActivities) {}

  @ResolveField(FIELD, activity, OPTIONS)
  nextActivity(@Parent() record: AnyRow): Promise<AnyRow | null> {
    return this.next.ofAccount.load(record.id);
  }
}

@Resolver(() => recordGraphql(contactRecord).object)
export class ContactNextActivityResolver {
  constructor(private readonly next: NextActivities) {}

  @ResolveField(FIELD, activity, OPTIONS)
  nextActivity(@Parent() record: AnyRow): Promise<AnyRow | null> {
    return this.next.ofContact.load(record.id);
  }
}

@Resolver(() => recordGraphql(opportunityRecord).object)
export class OpportunityNextActivityResolver {
  constructor(private readonly next: NextActivities) {}

  @ResolveField(FIELD, activity, OPTIONS)
  nextActivity(@Parent() record: AnyRow): Promise<AnyRow | null> {
    return this.next.ofOpportunity.load(record.id);
  }
}
