import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { testApp, type Answer, type Caller, type TestApp } from '../../../test/harness/app.js';
import { eventually } from '../../../test/harness/eventually.js';

let product: TestApp;
let owner: Caller;
beforeAll(async () => {
  product = await testApp();
  owner = await product.signUp('Twice');
});
afterAll(() => product.close());

interface Created {
  readonly createAccount: { readonly account: { readonly id: string; readonly name: string }; readonly changeSetId: string };
}
const CREATE = 'mutation ($name: String!) { createAccount(input: { name: $name }) { account { id name } changeSetId } }';

const send = <T>(query: string, variables: Record<string, unknown>, key: string, caller = owner): Promise<Answer<T>> =>
  product.graphql<T>(query, variables, { authorization: `Bearer ${caller.token}`, 'idempotency-key': key });
const called = async (name: string): Promise<number> =>
  (await owner.data<{ accounts: { totalCount: number } }>('query ($name: String!) { accounts(filter: { name: { eq: $name } }) { totalCount } }', { name })).accounts.totalCount;

describe('a mutation that is sent again with its key', () => {
  it('is done once, and answered as the first time', async () => {
    const key = randomUUID();
    const first = await send<Created>(CREATE, { name: 'Once' }, key);
    expect(first.data?.createAccount.account.name).toBe('Once');
    expect(await send(CREATE, { name: 'Once' }, key)).toEqual(first);
    expect(await called('Once')).toBe(1);
  });

  it('is done once when all come at the same moment', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => send<Created>(CREATE, { name: 'Together' }, key)));
    expect(new Set(answers.map(({ data }) => data?.createAccount.changeSetId)).size).toBe(1);
    expect(await called('Together')).toBe(1);
  });

  it('is refused when it asks for something else', async () => {
    const key = randomUUID();
    await send(CREATE, { name: 'One thing' }, key);
    const { errors } = await send(CREATE, { name: 'Another' }, key);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { 'idempotency-key': [expect.stringContaining('new key')] } });
    expect((await send(CREATE, { name: 'x' }, 'short')).errors?.[0]?.extensions.code).toBe('VALIDATION_ERROR');
  });

  it('is tried anew when it failed, and nothing of it is kept', async () => {
    const key = randomUUID();
    const create = 'mutation ($email: String) { createContact(input: { lastName: "Retry", email: $email }) { contact { id } } }';
    expect((await send(create, { email: 'nonsense' }, key)).errors?.[0]?.extensions.code).toBe('VALIDATION_ERROR');
    expect((await send(create, { email: 'retry@example.com' }, key)).data).toEqual({ createContact: { contact: { id: expect.any(String) } } });
  });

  it('is told apart from the others of its request, and from a colleague’s', async () => {
    const key = randomUUID();
    const two = 'mutation { a: createAccount(input: { name: "Pair" }) { account { id } } b: createAccount(input: { name: "Pair" }) { account { id } } }';
    const first = await send<{ a: unknown; b: unknown }>(two, {}, key);
    expect(first.data?.a).not.toEqual(first.data?.b);
    expect(await send(two, {}, key)).toEqual(first);
    expect(await called('Pair')).toBe(2);
    const colleague = await product.colleague(owner, 'MEMBER');
    await send(two, {}, key, colleague);
    expect(await called('Pair')).toBe(4);
  });

  it('works for what fails in parts, and for what goes on in the background', async () => {
    const many = Array.from({ length: 130 }, (_, at) => `c${at}: createAccount(input: { name: "Bulk" }) { account { id } }`);
    for (let at = 0; at < many.length; at += 10) await owner.data(`mutation { ${many.slice(at, at + 10).join(' ')} }`);
    const start = 'mutation ($input: BulkInput!) { startBulkRun(input: $input) { run { id status } } }';
    const input = { recordType: 'account', selection: { filter: { name: { eq: 'Bulk' } } }, action: 'ADD_TAGS', tags: ['again'] };
    const key = randomUUID();
    const [first, again] = [await send<{ startBulkRun: { run: { id: string } } }>(start, { input }, key), await send<{ startBulkRun: { run: { id: string } } }>(start, { input }, key)];
    const { id } = first.data!.startBulkRun.run;
    expect(again.data?.startBulkRun.run.id).toBe(id);
    const read = 'query ($id: ID!) { bulkRun(id: $id) { status changed leftOut } }';
    const run = await eventually(async () => {
      const { bulkRun } = await owner.data<{ bulkRun: { status: string } }>(read, { id });
      return bulkRun.status === 'RUNNING' ? null : bulkRun;
    });
    expect(run).toEqual({ status: 'COMPLETED', changed: 130, leftOut: 0 });
    const ids = await owner.data<{ accounts: { nodes: { id: string }[] } }>('{ accounts(first: 3, filter: { name: { eq: "Bulk" } }) { nodes { id } } }');
    const some = { ...input, selection: { ids: [...ids.accounts.nodes.map((node) => node.id), randomUUID()] }, tags: ['part'] };
    const part = await send<{ startBulkRun: { run: { id: string } } }>(start, { input: some }, randomUUID());
    expect((await owner.data<{ bulkRun: unknown }>(read, { id: part.data!.startBulkRun.run.id })).bulkRun).toEqual({ status: 'COMPLETED', changed: 3, leftOut: 1 });
  });

  it('leaves nothing readable in the database', async () => {
    await send(CREATE, { name: 'Confidential Ltd' }, randomUUID());
    const rows = await product.db.asOwner<{ row: string }>('select to_jsonb(a)::text as row from request_answers a');
    expect(rows.filter(({ row }) => row.includes('Confidential'))).toEqual([]);
  });
});
