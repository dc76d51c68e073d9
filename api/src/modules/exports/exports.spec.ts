import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { required, testApp, type Caller, type TestApp } from '../../../test/harness/app.js';
import { guarded } from './csv-file.js';

let product: TestApp;
let owner: Caller;
let ids: string[];
beforeAll(async () => {
  product = await testApp();
  owner = await product.signUp('Northwind');
  const create = async (input: Record<string, unknown>): Promise<string> =>
    (await owner.data<{ createAccount: { account: { id: string } } }>('mutation ($input: CreateAccountInput!) { createAccount(input: $input) { account { id } } }', { input })).createAccount.account.id;
  const holding = await create({ name: 'Zeta "Holding", Inc', employees: 12, annualRevenue: '-1054.50', tags: ['vip', 'eu'] });
  const formula = await create({ name: '=HYPERLINK("http://evil.example";"x")', parentId: holding, description: 'two\nlines' });
  const plus = await create({ name: '+49 30 & <b>', phone: '@SUM(A1)' });
  ids = [holding, formula, plus];
});
afterAll(() => product.close());

interface Exported {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly total: number;
  readonly bytes: number;
  readonly downloadPath: string | null;
  readonly expiresAt: string | null;
}
const COLUMNS = ['name', 'parentId', 'employees', 'annualRevenue', 'tags', 'phone', 'description'];
const START = 'mutation ($input: ExportInput!) { startExport(input: $input) { export { id name status total bytes downloadPath expiresAt } } }';
const exported = async (caller: Caller, input: Record<string, unknown>): Promise<Exported> =>
  (await caller.data<{ startExport: { export: Exported } }>(START, { input: { recordType: 'account', columns: COLUMNS, format: 'CSV', sort: [{ field: 'name', direction: 'DESC' }], ...input } })).startExport.export;
const refusal = async (caller: Caller, input: Record<string, unknown>): Promise<string | undefined> =>
  (await caller.graphql(START, { input: { recordType: 'account', columns: COLUMNS, format: 'CSV', ...input } })).errors?.[0]?.extensions.code;
const fetched = (caller: Caller, path: string | null): Promise<Response> => fetch(`${product.url}${path ?? ''}`, { headers: { authorization: `Bearer ${caller.token}` } });

/** The files inside a workbook, by name. */
function unzipped(bytes: Buffer): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error: Error | null, zip?: ZipFile) => {
      if (error || !zip) return reject(error ?? new Error('No archive.'));
      const files = new Map<string, string>();
      zip.on('entry', (entry: Entry) =>
        zip.openReadStream(entry, (problem: Error | null, stream?) => {
          if (problem || !stream) return reject(problem ?? new Error('No stream.'));
          buffer(stream).then((content) => {
            files.set(entry.fileName, content.toString('utf8'));
            zip.readEntry();
          }, reject);
        }),
      );
      zip.on('end', () => resolve(files));
      zip.readEntry();
    });
  });
}

describe('an export', () => {
  it('writes CSV that spreadsheets read as text, with names of what references point at', async () => {
    const file = await exported(owner, {});
    expect(file).toMatchObject({ status: 'READY', total: 3, name: expect.stringMatching(/^accounts-\d{4}-\d\d-\d\d\.csv$/), expiresAt: expect.any(String) });
    const response = await fetched(owner, file.downloadPath);
    expect([response.status, response.headers.get('content-type'), response.headers.get('content-disposition'), response.headers.get('cache-control')]).toEqual([200, 'text/csv; charset=utf-8', `attachment; filename="${file.name}"`, 'private, no-store']);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.length).toBe(file.bytes);
    expect(bytes.toString('utf8')).toBe(
      [
        '\uFEFFName,Parent account,Employees,Annual revenue,Tags,Phone,Description',
        '"Zeta ""Holding"", Inc",,12,-1054.50,"vip, eu",,',
        `"'=HYPERLINK(""http://evil.example"";""x"")","Zeta ""Holding"", Inc",,,,,"two\nlines"`,
        "'+49 30 & <b>,,,,,'@SUM(A1),",
        '',
      ].join('\r\n'),
    );
  });

  it('calls its columns in the language of whoever asks, and a workspace\'s own fields as it does', async () => {
    const { createCustomField } = await owner.data<{ createCustomField: { customField: { key: string } } }>('mutation { createCustomField(input: { recordType: "account", label: "Mobile", kind: TEXT }) { customField { key } } }');
    const answer = await product.graphql<{ startExport: { export: Exported } }>(START, { input: { recordType: 'account', columns: ['name', 'parentId', 'phone', `cf_${createCustomField.customField.key}`], format: 'CSV' } }, { authorization: `Bearer ${owner.token}`, 'accept-language': 'de' });
    const { downloadPath } = required(answer).startExport.export;
    expect((await (await fetched(owner, downloadPath)).text()).split('\r\n')[0]).toBe('Name,Übergeordnete Firma,Telefon,Mobile');
  });

  it.each([['=1', "'=1"], ['+1', "'+1"], ['-1', "'-1"], ['@a', "'@a"], ['\ta', "'\ta"], ['\ra', "'\ra"], ['\n=1', "'\n=1"], ['＝1', "'＝1"], ['＠a', "'＠a"], ['a=1', 'a=1'], ['', '']])('makes text out of %j', (text, written) => {
    expect(guarded(text)).toBe(written);
  });

  it('writes workbooks with typed cells: numbers are numbers, text is text', async () => {
    const file = await exported(owner, { format: 'XLSX', columns: ['name', 'employees', 'annualRevenue', 'createdAt'] });
    const files = await unzipped(Buffer.from(await (await fetched(owner, file.downloadPath)).arrayBuffer()));
    const sheet = files.get('xl/worksheets/sheet1.xml') ?? '';
    expect([...files.keys()].sort()).toEqual(['[Content_Types].xml', '_rels/.rels', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/workbook.xml', 'xl/worksheets/sheet1.xml']);
    expect(sheet).toContain('<c r="A3" s="4" t="inlineStr"><is><t xml:space="preserve">=HYPERLINK(&quot;http://evil.example&quot;;&quot;x&quot;)</t></is></c>');
    expect(sheet).toContain('<c r="B2"><v>12</v></c><c r="C2"><v>-1054.5</v></c>');
    expect(sheet).toMatch(/<c r="D2" s="3"><v>\d{5}\.\d+<\/v><\/c>/);
    expect(sheet).toContain('+49 30 &amp; &lt;b&gt;');
    expect(sheet).not.toContain('<f>');
  });

  it('writes JSON by field names, money to the last digit, times by the clock of who asks', async () => {
    const file = await exported(owner, { format: 'JSON', columns: ['id', 'name', 'annualRevenue', 'employees', 'createdAt'] });
    const rows = (await (await fetched(owner, file.downloadPath)).json()) as Record<string, unknown>[];
    expect(rows).toHaveLength(3);
    // Sign-up said Europe/Berlin.
    expect(rows[0]).toEqual({ id: ids[0], name: 'Zeta "Holding", Inc', annualRevenue: '-1054.50', employees: 12, createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$/) });
  });

  it('takes a filter, a search, exceptions or ids, and says what it does not understand', async () => {
    expect((await exported(owner, { filter: { employees: { gte: 10 } } })).total).toBe(1);
    expect((await exported(owner, { search: 'zeta' })).total).toBe(1);
    expect((await exported(owner, { except: [ids[0]] })).total).toBe(2);
    expect((await exported(owner, { ids: [ids[1]] })).total).toBe(1);
    expect((await exported(owner, { filter: { name: { eq: 'nobody' } } })).total).toBe(0);
    for (const input of [{ columns: [] }, { columns: ['nonsense'] }, { recordType: 'nothing' }, { filter: { nonsense: { eq: 1 } } }, { sort: [{ field: 'nonsense', direction: 'ASC' }] }, { ids: [] }]) expect([input, await refusal(owner, input)]).toEqual([input, 'VALIDATION_ERROR']);
  });

  it('is for those who may export, and its file for who made it', async () => {
    const [viewer, member, stranger] = [await product.colleague(owner, 'VIEWER'), await product.colleague(owner, 'MEMBER'), await product.signUp()];
    expect(await refusal(viewer, {})).toBe('FORBIDDEN');
    const file = await exported(member, {});
    expect((await fetched(member, file.downloadPath)).status).toBe(200);
    const other = await product.colleague(owner, 'MEMBER');
    expect((await fetched(other, file.downloadPath)).status).toBe(404);
    expect((await fetched(stranger, file.downloadPath)).status).toBe(404);
    expect((await fetched(viewer, file.downloadPath)).status).toBe(403);
    expect((await fetch(`${product.url}${file.downloadPath}`)).status).toBe(401);
    expect((await fetched(member, '/files/exports/nonsense')).status).toBe(404);
  });

  it('expires, and stands in the audit log', async () => {
    const file = await exported(owner, {});
    await product.db.asOwner('alter table exports no force row level security');
    await product.db.asOwner(`update exports set expires_at = now() - interval '1 minute' where id = $1`, [file.id]);
    await product.db.asOwner('alter table exports force row level security');
    expect((await fetched(owner, file.downloadPath)).status).toBe(404);
    const [entry] = await product.db.asOwner<{ label: string; source: string }>('select label, source from change_sets where id = $1', [file.id]);
    expect(entry).toEqual({ label: 'Exported 3 accounts as CSV', source: `export:${file.id}` });
    expect((await owner.graphql('mutation ($id: ID!) { revertChangeSet(id: $id) { reverted } }', { id: file.id })).errors?.[0]?.extensions.code).toBe('PRECONDITION_FAILED');
  });
});
