import { inject, Service } from '@angular/core';
import { map, type Observable } from 'rxjs';
import { GraphqlClient } from '../../core/graphql/graphql-client.js';
import {
  ActiveBulkRunsDocument, BulkLeftOutDocument, BulkPreviewDocument, BulkRunProgressDocument, CancelBulkRunDocument, ResumeBulkRunDocument, StartBulkRunDocument, UndoBulkRunDocument,
  type BulkInput, type BulkLeftOutQuery, type BulkPreviewQuery, type BulkRunFieldsFragment,
} from './operations.generated.js';

export type { BulkInput } from './operations.generated.js';
export type BulkRun = BulkRunFieldsFragment;
export type BulkPreview = BulkPreviewQuery['bulkPreview'];
export type LeftOut = BulkLeftOutQuery['bulkLeftOut']['nodes'][number];

export interface LeftOutPage {
  readonly nodes: readonly LeftOut[];
  /** Where the next page starts; null behind the last. */
  readonly after: string | null;
}

/** Bulk actions over GraphQL. Everything throws AppError. */
@Service()
export class BulkGateway {
  private readonly graphql = inject(GraphqlClient);

  async preview(input: BulkInput): Promise<BulkPreview> {
    return (await this.graphql.query(BulkPreviewDocument, { input })).bulkPreview;
  }

  /** The caller's own actions that are at work now. */
  async active(): Promise<readonly BulkRun[]> {
    return (await this.graphql.query(ActiveBulkRunsDocument, {})).bulkRuns.nodes;
  }

  async start(input: BulkInput): Promise<BulkRun> {
    return (await this.graphql.mutate(StartBulkRunDocument, { input })).startBulkRun.run;
  }

  async cancel(id: string): Promise<BulkRun> {
    return (await this.graphql.mutate(CancelBulkRunDocument, { id })).cancelBulkRun.run;
  }

  async resume(id: string): Promise<BulkRun> {
    return (await this.graphql.mutate(ResumeBulkRunDocument, { id })).resumeBulkRun.run;
  }

  async undo(id: string): Promise<BulkRun> {
    return (await this.graphql.mutate(UndoBulkRunDocument, { id })).undoBulkRun.run;
  }

  progress(id: string): Observable<BulkRun> {
    return this.graphql.subscribe(BulkRunProgressDocument, { id }).pipe(map((data) => data.bulkRunProgress));
  }

  async leftOut(runId: string, first: number, after: string | null = null): Promise<LeftOutPage> {
    const { nodes, pageInfo } = (await this.graphql.query(BulkLeftOutDocument, { runId, first, after })).bulkLeftOut;
    return { nodes, after: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null };
  }
}
