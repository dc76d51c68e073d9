import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordTypes } from '../../src/platform/records/record-registry.js';
import { testApp, type Answer, type TestApp } from '../harness/app.js';
import { callsOf, operationsOf } from './synthesise.js';
import { buildWorld, idsOf, schemaOf, type World } from './world.js';

let product: TestApp;
let world: World;
beforeAll(async () => {
  product = await testApp();
  world = await buildWorld(product);
});
afterAll(() => product.close());

/** Those that others point at first: what is left then points at nothing. */
const deletable = (): string[] => recordTypes().filter((type) => type.operations.includes('delete') && !type.partOf && world.ids.has(type.name)).map(({ name }) => name);
const faultsOf = (call: string, answer: Answer<unknown>): string[] => (answer.errors ?? []).filter(({ extensions }) => extensions.code === 'INTERNAL').map(() => call);

/** Queries that fail for a fault of ours, asked with every id that there is. */
async function faults(): Promise<string[]> {
  const found: string[] = [];
  for (const operation of operationsOf(schemaOf(product)).filter(({ kind }) => kind === 'query')) {
    for (const { name, text, variables } of callsOf(operation, idsOf(world))) found.push(...faultsOf(`${name} ${JSON.stringify(variables)}`, await world.owner.graphql<unknown>(text, variables)));
  }
  return found;
}

describe('what points at records that were deleted', () => {
  it('is read, deleted and brought back without them, whatever the type', async () => {
    const deleted: string[] = [];
    for (const name of deletable()) {
      const typeName = recordTypes().find((type) => type.name === name)!.typeName;
      const answer = await world.owner.graphql<unknown>(`mutation ($id: ID!) { delete${typeName}(id: $id) { changeSetId } }`, { id: world.ids.get(name) });
      expect(faultsOf(`delete ${name}`, answer)).toEqual([]);
      if (!answer.errors) deleted.push(name);
    }
    expect(deleted).toEqual(expect.arrayContaining(['account', 'contact', 'opportunity']));
    expect(await faults()).toEqual([]);
    // Children first, so that each comes back while what it points at is still gone.
    for (const recordType of [...deleted].reverse()) {
      const answer = await world.owner.graphql<unknown>('mutation ($records: [TrashedRecordInput!]!) { restoreTrashedRecords(records: $records) { done refused { reason } } }', { records: [{ recordType, recordId: world.ids.get(recordType) }] });
      expect(faultsOf(`restore ${recordType}`, answer)).toEqual([]);
      expect(await faults()).toEqual([]);
    }
  }, 180_000);
});
