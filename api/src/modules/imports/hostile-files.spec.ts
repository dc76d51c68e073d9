import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';
import { eventually } from '../../../test/harness/eventually.js';

let product: TestApp;
let owner: Caller;
beforeAll(async () => {
  product = await testApp();
  owner = await product.signUp('Careful');
});
afterAll(() => product.close());

interface Outcome {
  readonly status: string;
  readonly error: string | null;
  readonly rowCount: number;
  readonly outcomeCounts: Readonly<Record<string, number>>;
}

const IMPORT = 'id status error rowCount outcomeCounts { created updated unchanged skipped failed }';
const upload = async (name: string, body: string): Promise<Response> =>
  fetch(`${product.url}/files/imports?name=${encodeURIComponent(name)}`, { method: 'POST', headers: { authorization: `Bearer ${owner.token}`, 'content-type': 'text/plain' }, body });
const settled = (id: string): Promise<Outcome> =>
  eventually(async () => {
    const { import: found } = await owner.data<{ import: Outcome }>(`query ($id: ID!) { import(id: $id) { ${IMPORT} } }`, { id });
    return ['CHECKING', 'RUNNING', 'READY'].includes(found.status) ? null : found;
  });

/** Imports a file as accounts, as far as it goes. @returns the code that it was refused with, or what became of it */
async function imported(name: string, body: string): Promise<string | Outcome> {
  const { id: fileId } = (await (await upload(name, body)).json()) as { id: string };
  const made = await owner.graphql<{ createImport: { import: { id: string } } }>('mutation ($input: CreateImportInput!) { createImport(input: $input) { import { id } } }', { input: { fileId, recordType: 'account' } });
  if (!made.data) return made.errors![0]!.extensions.code;
  const { id } = made.data.createImport.import;
  const checked = await owner.graphql('mutation ($id: ID!) { checkImport(id: $id) { import { id } } }', { id });
  if (checked.errors) return checked.errors[0]!.extensions.code;
  const dry = await settled(id);
  if (dry.status !== 'CHECKED') return dry;
  const started = await owner.graphql('mutation ($id: ID!) { startImport(id: $id) { import { id } } }', { id });
  if (started.errors) return started.errors[0]!.extensions.code;
  return eventually(async () => {
    const present = await settled(id);
    return present.status === 'CHECKED' ? null : present;
  });
}

const SMILE = '\ud83d\ude00';

describe('a file that was made to break an import', () => {
  it.each([
    ['a JSON file with half characters', 'a.json', '[{"name":"Half \\ud83d"},{"name":"\\ude00 Other"}]', 2],
    ['a JSON file with NUL', 'b.json', '[{"name":"Nul \\u0000 inside"},{"name":"After nul"}]', 2],
    ['names of columns that objects have already', 'c.json', '[{"name":"Proto","__proto__":"x","constructor":"y","toString":"z"}]', 1],
    ['a character cut in two where texts are shortened', 'd.csv', `Name,Phone,${'h'.repeat(199)}${SMILE}\n${'n'.repeat(118)}${SMILE}${'n'.repeat(20)},${'p'.repeat(118)}${SMILE}${'p'.repeat(300)},x\nPlain,,y\n`, 2],
    ['columns called like parts of objects', 'e.csv', 'Name,__proto__,constructor,hasOwnProperty\nProto two,a,b,c\n', 1],
    ['numbers beyond all reckoning', 'f.csv', 'Name,Employees,Annual revenue\nHuge,1e999999,99999999999999999999999999\nSmall,-1e-999999,0.0000000000000000000001\n', 2],
    ['days that no calendar has', 'g.csv', 'Name,Founded,Created\nOld,9999999999,0000-00-00\nOdd,-5,275760-09-13\n', 2],
    ['writing from right to left, and families', 'h.csv', 'Name\n\u202eשלום\n👩‍👩‍👧‍👦 & Söhne\n', 2],
    ['formulas', 'i.csv', `Name,Website\n"=HYPERLINK(""http://evil.example"")",javascript:alert(1)\n@SUM(1),https://ok.example\n`, 2],
  ])('%s: every row is accounted for', async (_what, name, body, rows) => {
    const outcome = await imported(name, body);
    if (typeof outcome === 'string') throw new Error(`It was refused: ${outcome}`);
    const { created = 0, updated = 0, unchanged = 0, skipped = 0, failed = 0 } = outcome.outcomeCounts;
    expect([outcome.status, outcome.error, created + updated + unchanged + skipped + failed]).toEqual(['COMPLETED', null, rows]);
  });

  it.each([
    ['JSON that nests without end', 'deep.json', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    ['an object that nests without end', 'deeper.json', `[${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}]`],
    ['JSON that breaks off', 'broken.json', '[{"name":"Broken"'],
    ['a page', 'page.html', '<!doctype html><html><script>alert(1)</script></html>'],
    ['a drawing', 'drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ])('%s gets an answer in words, or becomes nothing', async (_what, name, body) => {
    const outcome = await imported(name, body);
    const { accounts } = await owner.data<{ accounts: { nodes: { name: string }[] } }>('{ accounts(first: 200) { nodes { name } } }');
    expect(accounts.nodes.filter((node) => /script|svg|Broken/.test(node.name))).toEqual([]);
    expect(typeof outcome === 'string' ? ['VALIDATION_ERROR', 'PRECONDITION_FAILED'].includes(outcome) : ['FAILED', 'COMPLETED'].includes(outcome.status)).toBe(true);
  });

  it('is never sent back to a browser', async () => {
    const { id } = (await (await upload('page.html', '<script>alert(1)</script>')).json()) as { id: string };
    expect((await fetch(`${product.url}/files/imports/${id}`, { headers: { authorization: `Bearer ${owner.token}` } })).status).toBe(404);
  });
});
