import { inject, Service } from '@angular/core';
import { GraphqlClient } from '../../core/graphql/graphql-client.js';
import { AuditItemsDocument, AuditLogDocument, type AuditFilter, type AuditItemsQuery, type AuditLogQuery } from './operations.generated.js';

export type AuditPage = AuditLogQuery['auditLog'];
export type AuditEntry = AuditPage['nodes'][number];
export type AuditItems = AuditItemsQuery['auditItems'];

const PAGE = 50;
const ITEMS = 20;

/** What the audit page reads. Every method throws `AppError`. */
@Service()
export class AuditGateway {
  private readonly graphql = inject(GraphqlClient);

  async entries(filter: AuditFilter, after: string | null): Promise<AuditPage> {
    return (await this.graphql.query(AuditLogDocument, { filter, first: PAGE, after })).auditLog;
  }

  async items(changeSetId: string, after: string | null): Promise<AuditItems> {
    return (await this.graphql.query(AuditItemsDocument, { changeSetId, first: ITEMS, after })).auditItems;
  }
}
