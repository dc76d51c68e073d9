import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../test/harness/app.js';
import { dataFile, ImportWizard, tell, type ImportState } from './support.js';

let product: TestApp;
const open: { wizard: ImportWizard }[] = [];
beforeAll(async () => {
  product = await testApp();
});
afterAll(async () => {
  for (const { wizard } of open) await wizard.close();
  await product.close();
});

interface Row {
  readonly line: number;
  readonly plan: string;
  readonly outcome: string;
  readonly cells: readonly string[];
  readonly recordId: string | null;
  readonly reasons: readonly { readonly code: string; readonly column: string | null; readonly value: string | null; readonly message: string; readonly warning: boolean | null }[];
}

/** A workspace of its own for each source, so that nothing of another file is found again. */
class Workspace {
  private constructor(
    readonly owner: Caller,
    readonly wizard: ImportWizard,
  ) {}

  static async open(name: string): Promise<Workspace> {
    const owner = await product.signUp(name);
    const wizard = new ImportWizard(product, owner);
    open.push({ wizard });
    return new Workspace(owner, wizard);
  }

  /** Imports a file as it is suggested, and tells what became of each row that is not simply a new record. */
  async bringIn(file: string, recordType: string | null = null, prepare: (state: ImportState) => Promise<ImportState> = (state) => Promise.resolve(state)): Promise<{ state: ImportState; rows: Row[] }> {
    let state = await prepare(await this.wizard.upload(file, recordType));
    state = await this.wizard.check(state.id);
    state = state.planCounts['create']! + state.planCounts['update']! > 0 ? await this.wizard.start(state.id) : state;
    const rows = await this.rows(state.id);
    const { created, updated, unchanged, skipped, failed } = state.outcomeCounts as Record<string, number>;
    tell(`${path.basename(file)} (${state.dialect.format}${state.preset ? `, ${state.preset}` : ''}) as ${state.recordType}: ${rows.length} rows, ${created} created, ${updated} updated, ${unchanged} unchanged, ${skipped} left out, ${failed} failed`);
    for (const row of rows) for (const reason of row.reasons) tell(`  row ${row.line} ${row.outcome ?? row.plan}: ${reason.code}${reason.warning ? ' (value left out)' : ''}${reason.column ? ` in ${reason.column}` : ''}: ${reason.message}`);
    return { state, rows };
  }

  async all<T>(list: string, fields: string): Promise<T[]> {
    const found: T[] = [];
    for (let after: string | null = null; ; ) {
      const data: Record<string, { nodes: T[]; pageInfo: { hasNextPage: boolean; endCursor: string } }> = await this.owner.data(`query ($after: String) { ${list}(first: 100, after: $after) { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`, { after });
      found.push(...data[list]!.nodes);
      if (!data[list]!.pageInfo.hasNextPage) return found;
      after = data[list]!.pageInfo.endCursor;
    }
  }

  private async rows(importId: string): Promise<Row[]> {
    const rows: Row[] = [];
    for (let after: string | null = null; ; ) {
      const { importRows }: { importRows: { nodes: Row[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } = await this.owner.data(
        'query ($id: ID!, $after: String) { importRows(importId: $id, first: 200, after: $after) { nodes { line plan outcome cells recordId reasons { code column value message warning } } pageInfo { hasNextPage endCursor } } }',
        { id: importId, after },
      );
      rows.push(...importRows.nodes);
      if (!importRows.pageInfo.hasNextPage) return rows;
      after = importRows.pageInfo.endCursor;
    }
  }
}

interface Contact {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly mobile: string | null;
  readonly jobTitle: string | null;
  readonly birthday: string | null;
  readonly mailingCity: string | null;
  readonly account: { readonly name: string } | null;
}
const CONTACT = 'firstName lastName email phone mobile jobTitle birthday mailingCity account { name }';

describe('vCards of ten programs', () => {
  const files = readdirSync(dataFile('vcards')).filter((name) => name.endsWith('.vcf')).map((name) => path.join('vcards', name));

  it('brings in every card, or says why not', async () => {
    let cards = 0;
    let created = 0;
    for (const file of files) {
      const workspace = await Workspace.open(path.basename(file));
      const expected = readFileSync(dataFile(file), 'latin1').match(/^\s*BEGIN:VCARD/gim)!.length;
      const { state, rows } = await workspace.bringIn(file);
      expect({ file, recordType: state.recordType, rows: rows.length }).toEqual({ file, recordType: 'contact', rows: expected });
      // Nothing is lost in silence: what was not created says why.
      expect(rows.filter((row) => row.outcome !== 'CREATED' && row.reasons.length === 0)).toEqual([]);
      cards += rows.length;
      created += state.outcomeCounts['created']!;
    }
    tell(`vCards: ${files.length} files, ${cards} cards, ${created} contacts`);
  });

  it.each<[string, Partial<Contact>]>([
    ['John_Doe_IPHONE.vcf', { firstName: 'John', lastName: 'Doe', email: 'john.doe@ibm.com', mobile: '905-555-1234', phone: '905-777-1234', jobTitle: 'Money Counter', birthday: '2012-06-06', account: { name: 'IBM' } }],
    ['rfc6350-example.vcf', { firstName: 'Simon', lastName: 'Perreault', email: 'simon.perreault@viagenie.ca', mailingCity: 'Quebec', account: { name: 'Viagenie' } }],
    ['outlook-2003.vcf', { firstName: 'John', lastName: 'Doe', email: 'jdoe@hotmail.com', birthday: '1980-03-21', mailingCity: 'Austin', account: { name: 'Company, The' } }],
  ])('reads the fields of %s', async (file, expected) => {
    const workspace = await Workspace.open(file);
    await workspace.bringIn(`vcards/${file}`);
    expect((await workspace.all<Contact>('contacts', CONTACT))[0]).toMatchObject(expected);
  });
});

describe('address books and other CRMs', () => {
  it.each<[string, number, number]>([
    ['address-book-csv/google-shared-contacts-client/outlook.csv', 3, 3],
    ['address-book-csv/mozilla/basic_csv_addressbook.csv', 2, 2],
    ['address-book-csv/mozilla/csv_semicolon.csv', 2, 2],
    ['open-crm-samples/atomic-crm/contacts.csv', 500, 500],
    ['open-crm-samples/atomic-crm/contacts_export.csv', 2, 2],
  ])('brings in %s', async (file, rows, created) => {
    const workspace = await Workspace.open(path.basename(file));
    const found = await workspace.bringIn(file, 'contact', async (state) => leaveUnknownWords(workspace, await createAccounts(workspace, state)));
    expect([found.rows.length, found.state.outcomeCounts['created']]).toEqual([rows, created]);
  });

  it('brings in the lists of a JSON document', async () => {
    const workspace = await Workspace.open('Atomic JSON');
    const companies = await workspace.bringIn('open-crm-samples/atomic-crm/import-sample.json', 'account', async (state) => leaveUnknownWords(workspace, await workspace.wizard.read(state, { part: 'companies' })));
    const contacts = await workspace.bringIn('open-crm-samples/atomic-crm/import-sample.json', 'contact', (state) => workspace.wizard.read(state, { part: 'contacts' }));
    expect([companies.state.outcomeCounts['created'], contacts.state.outcomeCounts['created']]).toEqual([2, 2]);
  });
});

describe('Salesforce', () => {
  it('brings in accounts of the data loader, and opportunities that find them by id', async () => {
    const workspace = await Workspace.open('Data Loader');
    const accounts = await workspace.bringIn('salesforce-dataloader/samples/accountData.csv');
    expect([accounts.state.recordType, accounts.state.preset, accounts.rows.length, accounts.state.outcomeCounts['created']]).toEqual(['account', 'Salesforce', 423, 423]);
    const deals = await workspace.bringIn('salesforce-dataloader/samples/opportunityData.csv', null, async (state) => {
      const checked = await workspace.wizard.check(state.id);
      const stages = (await workspace.wizard.values(checked.id)).filter(({ field }) => field === 'stageId');
      tell(`  stages that a person has made: ${stages.map(({ value }) => value).join(', ')}`);
      return workspace.wizard.decide(checked.id, stages.map(({ field, value }) => ({ field, value, action: 'CREATE' })));
    });
    expect([deals.state.recordType, deals.state.outcomeCounts['created']]).toEqual(['opportunity', 38]);
    const found = await workspace.all<{ account: object | null }>('opportunities', 'account { name }');
    expect(found.filter(({ account }) => account !== null)).toHaveLength(38);
  });

  it('brings in bulk query results with line breaks in cells', async () => {
    for (const file of ['Account_bulk1_test.csv', 'Account_bulk2_test.csv']) {
      const workspace = await Workspace.open(file);
      const { state } = await workspace.bringIn(`salesforce-jsforce/${file}`);
      expect([state.recordType, state.rowCount, state.outcomeCounts['created']]).toEqual(['account', 100, 100]);
    }
  });

  it('brings in trees of records, whose references find each other', async () => {
    const workspace = await Workspace.open('Tree');
    const accounts = await workspace.bringIn('salesforce-sobject-tree/graphql-mutations/Accounts.json', 'account');
    const contacts = await workspace.bringIn('salesforce-sobject-tree/graphql-mutations/Contacts.json', 'contact');
    expect([accounts.state.outcomeCounts['created'], contacts.state.outcomeCounts['created']]).toEqual([3, 7]);
    expect((await workspace.all<Contact>('contacts', CONTACT)).filter(({ account }) => account !== null)).toHaveLength(7);
    const others = await workspace.bringIn('salesforce-sobject-tree/dreamhouse-lwc/contacts-data.json', 'contact');
    expect(others.rows).toHaveLength(5);
  });
});

describe('spreadsheets', () => {
  it('reads a workbook row by row', async () => {
    const workspace = await Workspace.open('Workbook');
    const { state, rows } = await workspace.bringIn('x-education-leads/Leads Data Dictionary.xlsx', 'product', async (state) => workspace.wizard.map(state, { [state.columns.find(({ samples }) => samples.length > 0)!.name]: { targets: ['name'] } }));
    tell(`columns: ${state.columns.map(({ name }) => name).join(' | ')}`);
    expect(state.dialect.format).toBe('XLSX');
    expect([rows.length, state.outcomeCounts['created']! + rows.filter(({ plan }) => plan === 'INVALID' || plan === 'DUPLICATE').length]).toEqual([37, 37]);
  });
});

/** Companies that contacts name are made with them. */
async function createAccounts(workspace: Workspace, state: ImportState): Promise<ImportState> {
  const column = state.mapping.columns.find(({ targets }) => targets.includes('accountId'));
  return column ? workspace.wizard.map(state, { [state.columns[column.column]!.name]: { createMissing: true } }) : state;
}

/** Words that are none of the choices here are left out, as a person would decide for all of them at once. */
async function leaveUnknownWords(workspace: Workspace, state: ImportState): Promise<ImportState> {
  const checked = await workspace.wizard.check(state.id);
  const unknown = (await workspace.wizard.values(checked.id)).filter(({ candidates, match }) => candidates.length === 0 && match !== 'AMBIGUOUS');
  if (unknown.length > 0) tell(`  words that a person has left out: ${unknown.map(({ field, value, rows }) => `${field} "${value}" (${rows})`).join(', ')}`);
  return unknown.length > 0 ? workspace.wizard.decide(checked.id, unknown.map(({ field, value }) => ({ field, value, action: 'EMPTY' }))) : checked;
}
