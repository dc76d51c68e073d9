import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import type { Caller, TestApp } from '../test/harness/app.js';

/** A file of the public data. */
export const dataFile = (name: string): string => path.join(process.env['KINSHIP_ACCEPTANCE_DATA']!, name);

/** The file's rows as another, strict parser reads them: what the import's result is compared with. */
export const rowsOf = (name: string): Record<string, string>[] => parse(readFileSync(dataFile(name)), { columns: true, bom: true, skip_empty_lines: true }) as Record<string, string>[];

/** Printed whatever jest does with its own output. */
export const tell = (text: string): boolean => process.stderr.write(`  ${text}\n`);

const IMPORT = `id status recordType preset dialect { format part } rowCount error changeSetId progressDone progressTotal
  columns { index name samples ambiguous suggestions { field confidence } }
  mapping { columns { column targets dateOrder serialDates decimalMark multiplier timeZone createMissing onProblem } matchBy existing }
  planCounts { create update unchanged duplicate conflict invalid } outcomeCounts { created updated unchanged skipped failed }
  undo { reverted skippedCount skipped { title reason } }`;

export interface ImportState {
  readonly id: string;
  readonly status: string;
  readonly recordType: string;
  readonly preset: string | null;
  readonly dialect: { readonly format: string; readonly part: string | null };
  readonly rowCount: number;
  readonly error: string | null;
  readonly columns: readonly { readonly index: number; readonly name: string; readonly samples: readonly string[] }[];
  readonly mapping: { readonly columns: readonly { readonly column: number; readonly targets: readonly string[] }[]; readonly matchBy: readonly string[] };
  readonly planCounts: Readonly<Record<string, number>>;
  readonly outcomeCounts: Readonly<Record<string, number>>;
  readonly undo: { readonly reverted: number; readonly skippedCount: number; readonly skipped: readonly unknown[] } | null;
}

/** What a person does in the wizard, over the real API: HTTP, GraphQL and the subscription. */
export class ImportWizard {
  private readonly socket: Client;

  constructor(
    private readonly product: TestApp,
    private readonly caller: Caller,
  ) {
    this.socket = createClient({ url: `${product.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: { accessToken: caller.token }, retryAttempts: 0 });
  }

  async upload(file: string, recordType: string | null = null): Promise<ImportState> {
    const response = await fetch(`${this.product.url}/files/imports?name=${encodeURIComponent(path.basename(file))}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', authorization: `Bearer ${this.caller.token}` },
      body: readFileSync(dataFile(file)),
    });
    if (response.status !== 201) throw new Error(await response.text());
    const { id: fileId } = (await response.json()) as { id: string };
    return this.change('createImport', 'CreateImportInput', { fileId, recordType });
  }

  /** Changes how single columns are used, by their name; the others keep what was suggested. */
  map(present: ImportState, changes: Readonly<Record<string, object>>, others: object = {}): Promise<ImportState> {
    const columns = present.mapping.columns.map((mapping) => ({ ...mapping, ...changes[present.columns[mapping.column]!.name] }));
    return this.change('updateImportMapping', 'UpdateImportMappingInput', { id: present.id, columns, ...others });
  }

  /** Reads the file another way. */
  read(present: ImportState, change: object): Promise<ImportState> {
    return this.change('updateImportDialect', 'ImportDialectInput', { id: present.id, ...change });
  }

  decide(id: string, decisions: readonly object[]): Promise<ImportState> {
    return this.change('decideImportValues', 'DecideImportValuesInput', { id, decisions });
  }

  async values(id: string): Promise<{ field: string; value: string; rows: number; match: string; candidates: { id: string; title: string; score: number }[] }[]> {
    const { importValues } = await this.caller.data<{ importValues: never[] }>('query ($id: ID!) { importValues(importId: $id, needsDecision: true) { field value rows match candidates { id title score } } }', { id });
    return importValues;
  }

  async reasons(id: string): Promise<unknown[]> {
    const { importRows } = await this.caller.data<{ importRows: { nodes: unknown[] } }>('query ($id: ID!) { importRows(importId: $id, plan: [INVALID, CONFLICT, DUPLICATE], first: 5) { nodes { line reasons { code message column } } } }', { id });
    return importRows.nodes;
  }

  check = (id: string): Promise<ImportState> => this.work('checkImport', id, 'CHECKED');
  start = (id: string): Promise<ImportState> => this.work('startImport', id, 'COMPLETED');
  undo = (id: string): Promise<ImportState> => this.work('undoImport', id, 'REVERTED');

  async close(): Promise<void> {
    await this.socket.dispose();
  }

  private async change(operation: string, type: string, input: object): Promise<ImportState> {
    const data = await this.caller.data<Record<string, { import: ImportState }>>(`mutation ($input: ${type}!) { ${operation}(input: $input) { import { ${IMPORT} } } }`, { input });
    return data[operation]!.import;
  }

  private async work(operation: string, id: string, until: string): Promise<ImportState> {
    await this.caller.data(`mutation ($id: ID!) { ${operation}(id: $id) { import { id } } }`, { id });
    for await (const { data, errors } of this.socket.iterate<{ importProgress: ImportState }>({ query: `subscription ($id: ID!) { importProgress(id: $id) { ${IMPORT} } }`, variables: { id } })) {
      if (errors || !data) throw new Error(JSON.stringify(errors));
      if (data.importProgress.status === until) return data.importProgress;
      if (data.importProgress.status === 'FAILED') throw new Error(data.importProgress.error ?? 'The import failed.');
    }
    throw new Error('The subscription ended.');
  }
}
