import { Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { recordGraphql } from '../../platform/graphql/record-types.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { accountRecord } from '../accounts/index.js';
import { ContactCounts } from './contact-counts.service.js';

/** What contacts add to accounts. */
@Resolver(() => recordGraphql(accountRecord).object)
export class AccountContactsResolver {
  constructor(private readonly counts: ContactCounts) {}

  @ResolveField('contactCount', () => Int, { description: 'How many contacts it has; the contacts themselves are `contacts(filter: { accountId: { eq } })`.' })
  contactCount(@Parent() account: AnyRow): Promise<number> {
    return this.counts.ofAccount.load(account.id);
  }
}
