import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { Operation } from '../../platform/access/operation.decorator.js';
import { Audit } from './audit.service.js';
import { AuditFilter, AuditItemPage, AuditPage } from './audit.types.js';

@Resolver()
export class AuditResolver {
  constructor(private readonly audit: Audit) {}

  @Query(() => AuditPage, { description: 'Who did what to which records, newest first.' })
  @Operation({ module: 'crm-core', permission: 'view:audit' })
  auditLog(
    @Args('filter', { type: () => AuditFilter, nullable: true }) filter: AuditFilter | null,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => ID, nullable: true }) after?: string,
  ): Promise<AuditPage> {
    return this.audit.entries(filter ?? {}, first, after ?? null);
  }

  @Query(() => AuditItemPage, { description: 'What one change set did, record by record and field by field.' })
  @Operation({ module: 'crm-core', permission: 'view:audit' })
  auditItems(
    @Args('changeSetId', { type: () => ID }) changeSetId: string,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => ID, nullable: true }) after?: string,
  ): Promise<AuditItemPage> {
    return this.audit.items(changeSetId, first, after ?? null);
  }
}
