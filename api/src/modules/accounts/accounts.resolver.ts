import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Operation } from '../../platform/access/operation.decorator.js';
import { recordGraphql } from '../../platform/graphql/record-types.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { AccountHierarchy } from './account-hierarchy.service.js';
import { accountRecord } from './account.record.js';
import { AccountTree } from './accounts.types.js';

/** The hierarchy of accounts. */
@Resolver(() => recordGraphql(accountRecord).object)
export class AccountsResolver {
  constructor(private readonly hierarchy: AccountHierarchy) {}

  @Query(() => AccountTree, { description: 'The whole hierarchy that an account is in, from its top down.' })
  @Operation({ module: 'crm-core', permission: { record: 'account', action: 'view' } })
  accountTree(@Args('id', { type: () => ID }) id: string): Promise<AccountTree> {
    return this.hierarchy.tree(id);
  }

  @ResolveField('children', () => [recordGraphql(accountRecord).object], { description: 'Accounts directly below, by name; archived ones left out.' })
  children(@Parent() account: AnyRow): Promise<AnyRow[]> {
    return this.hierarchy.children.load(account.id);
  }

  @ResolveField('childCount', () => Int, { description: 'How many accounts are directly below.' })
  childCount(@Parent() account: AnyRow): Promise<number> {
    return this.hierarchy.childCounts.load(account.id);
  }

  @ResolveField('ancestors', () => [recordGraphql(accountRecord).object], { description: 'The line above, the nearest first.' })
  ancestors(@Parent() account: AnyRow): Promise<AnyRow[]> {
    return this.hierarchy.ancestors.load(account.id);
  }
}
