import { inject, Service } from '@angular/core';
import { map, type Observable } from 'rxjs';
import { GraphqlClient } from '../../core/graphql/graphql-client.js';
import type {
  ImportDetail, ImportListed, ImportProfile, ImportProgressed, ImportRow, ImportStatus, ImportTarget, ImportValue, MappingChange, RowAction, RowFilter, ValueDecision,
} from './import-model.js';
import {
  ApplyImportProfileDocument, DecideImportRowsDocument, DeleteImportProfileDocument, FetchImportProfileDocument, ImportProfilesDocument, SaveImportProfileDocument, UpdateImportProfileDocument,
  CancelImportDocument, CheckImportDocument, CreateImportDocument, DecideImportValuesDocument, ImportByIdDocument, ImportProgressDocument, ImportRowsDocument,
  ImportsDocument, ImportTargetsDocument, ImportValuesDocument, PauseImportDocument, ResumeImportDocument, StartImportDocument, UndoImportDocument,
  UpdateImportDialectDocument, UpdateImportMappingDocument, type ImportDialectInput, type UpdateImportProfileInput,
} from './operations.generated.js';

export interface Page<T> {
  readonly nodes: readonly T[];
  readonly after: string | null;
}

/** Values asked for at once: each counts with its candidates against the API's limit for one question. */
const MOST_VALUES = 500;

/** Imports over GraphQL. Everything throws AppError. */
@Service()
export class ImportsGateway {
  private readonly graphql = inject(GraphqlClient);

  async targets(): Promise<readonly ImportTarget[]> {
    return (await this.graphql.query(ImportTargetsDocument, {}, { fetchPolicy: 'cache-first' })).importTargets;
  }

  async list(first: number, after: string | null = null, status: ImportStatus[] | null = null): Promise<Page<ImportListed>> {
    const { imports } = await this.graphql.query(ImportsDocument, { first, after, status });
    return { nodes: imports.nodes, after: imports.pageInfo.hasNextPage ? (imports.pageInfo.endCursor ?? null) : null };
  }

  async find(id: string): Promise<ImportDetail> {
    return (await this.graphql.query(ImportByIdDocument, { id })).import;
  }

  async rows(importId: string, filter: RowFilter, first: number, after: string | null = null): Promise<Page<ImportRow>> {
    const { importRows } = await this.graphql.query(ImportRowsDocument, {
      importId, first, after, plan: filter.plan ? [...filter.plan] : null, outcome: filter.outcome ? [...filter.outcome] : null,
    });
    return { nodes: importRows.nodes, after: importRows.pageInfo.hasNextPage ? (importRows.pageInfo.endCursor ?? null) : null };
  }

  /** What needs a decision comes first, then what settles most rows. */
  async values(importId: string): Promise<readonly ImportValue[]> {
    return (await this.graphql.query(ImportValuesDocument, { importId, first: MOST_VALUES })).importValues;
  }

  /** @param recordType null lets the API recognise it */
  async create(fileId: string, recordType: string | null): Promise<ImportDetail> {
    return (await this.graphql.mutate(CreateImportDocument, { input: { fileId, recordType } })).createImport.import;
  }

  async changeDialect(input: ImportDialectInput): Promise<ImportDetail> {
    return (await this.graphql.mutate(UpdateImportDialectDocument, { input })).updateImportDialect.import;
  }

  async changeMapping(id: string, change: MappingChange): Promise<ImportDetail> {
    const { columns, matchBy, ...rest } = change;
    const input = {
      id, ...rest,
      ...(matchBy ? { matchBy: [...matchBy] } : {}),
      ...(columns ? { columns: columns.map(({ __typename: _type, targets, ...column }) => ({ ...column, targets: [...targets] })) } : {}),
    };
    return (await this.graphql.mutate(UpdateImportMappingDocument, { input })).updateImportMapping.import;
  }

  async profiles(): Promise<readonly ImportProfile[]> {
    return (await this.graphql.query(ImportProfilesDocument, {})).importProfiles;
  }

  /** @param profileId the profile that keeps this mapping instead of its own; null makes a new one */
  async saveProfile(importId: string, name: string, profileId: string | null): Promise<ImportProfile> {
    return (await this.graphql.mutate(SaveImportProfileDocument, { input: { importId, name, profileId } })).saveImportProfile.profile;
  }

  async changeProfile(input: UpdateImportProfileInput): Promise<ImportProfile> {
    return (await this.graphql.mutate(UpdateImportProfileDocument, { input })).updateImportProfile.profile;
  }

  async deleteProfile(id: string): Promise<void> {
    await this.graphql.mutate(DeleteImportProfileDocument, { id });
  }

  async fetchProfile(id: string): Promise<void> {
    await this.graphql.mutate(FetchImportProfileDocument, { id });
  }

  /** @param profileId null maps by what the columns say */
  async applyProfile(importId: string, profileId: string | null): Promise<ImportDetail> {
    return (await this.graphql.mutate(ApplyImportProfileDocument, { importId, profileId })).applyImportProfile.import;
  }

  async decide(id: string, decisions: readonly ValueDecision[]): Promise<ImportProgressed> {
    return (await this.graphql.mutate(DecideImportValuesDocument, { input: { id, decisions: [...decisions] } })).decideImportValues.import;
  }

  /** @param lines null: every row that waits */
  async decideRows(importId: string, lines: readonly number[] | null, action: RowAction | null, recordId: string | null): Promise<ImportProgressed> {
    const input = { importId, action, recordId, ...(lines ? { lines: [...lines] } : { all: true }) };
    return (await this.graphql.mutate(DecideImportRowsDocument, { input })).decideImportRows.import;
  }

  async check(id: string): Promise<ImportProgressed> {
    return (await this.graphql.mutate(CheckImportDocument, { id })).checkImport.import;
  }

  async start(id: string): Promise<ImportProgressed> {
    return (await this.graphql.mutate(StartImportDocument, { id })).startImport.import;
  }

  async pause(id: string): Promise<ImportProgressed> {
    return (await this.graphql.mutate(PauseImportDocument, { id })).pauseImport.import;
  }

  async resume(id: string): Promise<ImportProgressed> {
    return (await this.graphql.mutate(ResumeImportDocument, { id })).resumeImport.import;
  }

  async cancel(id: string): Promise<ImportProgressed> {
    return (await this.graphql.mutate(CancelImportDocument, { id })).cancelImport.import;
  }

  async undo(id: string): Promise<ImportProgressed> {
    return (await this.graphql.mutate(UndoImportDocument, { id })).undoImport.import;
  }

  /** The import at once, and again each time it moved. */
  progress(id: string): Observable<ImportProgressed> {
    return this.graphql.subscribe(ImportProgressDocument, { id }).pipe(map((data) => data.importProgress));
  }
}
