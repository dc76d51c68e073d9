import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordTypeNamed, recordTypes } from '../../src/platform/records/record-registry.js';
import { testApp, type TestApp } from '../harness/app.js';
import { whileHeld } from '../harness/held-row.js';
import { buildWorld, creatorOf, type World } from './world.js';

let product: TestApp;
let world: World;
beforeAll(async () => {
  product = await testApp();
  world = await buildWorld(product);
});
afterAll(() => product.close());

/** Every reference that a record of a type can be made with. */
const pointers = (): { type: string; field: string; target: string }[] =>
  recordTypes().flatMap((type) => {
    const input = world.inputs.get(type.name) ?? {};
    return Object.entries(type.fields).flatMap(([field, { target }]) => (target && input[field] ? [{ type: type.name, field, target }] : []));
  });

describe('at the same moment', () => {
  it('nothing comes to point at a record that is being deleted, by any reference of any type', async () => {
    const found: unknown[] = [];
    let met = 0;
    for (const { type: name, field, target } of pointers()) {
      const [type, { table }] = [recordTypeNamed(name), recordTypeNamed(target)];
      const id = world.ids.get(target)!;
      const answer = await whileHeld(product.db, table, id, async (row) => {
        const created = world.owner.graphql(`mutation ($input: Create${type.typeName}Input!) { ${creatorOf(product, type)}(input: $input) { changeSetId } }`, { input: { ...world.inputs.get(name), [field]: id } });
        // Some are refused for another reason, before it comes to that.
        met += Number(await Promise.race([row.awaited().then(() => true), created.then(() => false)]));
        await row.change('deleted_at = now()');
        return created;
      });
      await product.db.asOwner(`alter table ${table} no force row level security`);
      await product.db.asOwner(`update ${table} set deleted_at = null where id = $1`, [id]);
      await product.db.asOwner(`alter table ${table} force row level security`);
      if (!['VALIDATION_ERROR', 'NOT_FOUND'].includes(answer.errors?.[0]?.extensions.code ?? '')) found.push([name, field, answer]);
    }
    expect(found).toEqual([]);
    expect(met).toBeGreaterThan(8);
  });

  it('what is brought back from the trash is not emptied with it', async () => {
    const { createAccount } = await world.owner.data<{ createAccount: { account: { id: string } } }>('mutation { createAccount(input: { name: "Contested" }) { account { id } } }');
    const { id } = createAccount.account;
    await world.owner.data('mutation ($id: ID!) { deleteAccount(id: $id) { changeSetId } }', { id });
    const purged = await whileHeld(product.db, 'accounts', id, async (row) => {
      const answer = world.owner.data<{ purgeTrashedRecords: { done: number; refused: { reason: string }[] } }>('mutation ($records: [TrashedRecordInput!]!) { purgeTrashedRecords(records: $records) { done refused { reason } } }', { records: [{ recordType: 'account', recordId: id }] });
      await row.awaited();
      await row.change('deleted_at = null, version = version + 1');
      return (await answer).purgeTrashedRecords;
    });
    expect(purged).toMatchObject({ done: 0, refused: [{ reason: expect.stringContaining('was not found') }] });
    await world.owner.data('query ($id: ID!) { account(id: $id) { id } }', { id });
  });
});
