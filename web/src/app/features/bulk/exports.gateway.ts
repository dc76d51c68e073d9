import { inject, Service } from '@angular/core';
import { map, type Observable } from 'rxjs';
import { GraphqlClient } from '../../core/graphql/graphql-client.js';
import { CancelExportDocument, ExportProgressDocument, StartExportDocument, type ExportFieldsFragment, type ExportInput } from './operations.generated.js';

export type { ExportInput } from './operations.generated.js';
export type ExportRun = ExportFieldsFragment;

/** Exports over GraphQL. Everything throws AppError. */
@Service()
export class ExportsGateway {
  private readonly graphql = inject(GraphqlClient);

  async start(input: ExportInput): Promise<ExportRun> {
    return (await this.graphql.mutate(StartExportDocument, { input })).startExport.export;
  }

  async cancel(id: string): Promise<ExportRun> {
    return (await this.graphql.mutate(CancelExportDocument, { id })).cancelExport.export;
  }

  progress(id: string): Observable<ExportRun> {
    return this.graphql.subscribe(ExportProgressDocument, { id }).pipe(map((data) => data.exportProgress));
  }
}
