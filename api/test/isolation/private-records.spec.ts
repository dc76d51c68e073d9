import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { belongsToPerson } from '@libs/contracts';
import { recordTypes } from '../../src/platform/records/record-registry.js';
import type { RecordType } from '../../src/platform/records/record-type.js';
import { testApp, type Answer, type Caller, type TestApp } from '../harness/app.js';
import { callsOf, operationsOf } from './synthesise.js';
import { buildWorld, creatorOf, idsOf, schemaOf, type World } from './world.js';

const SECRET = `hush${randomUUID().slice(0, 8)}`;

let product: TestApp;
let world: World;
let member: Caller;
/** A private record of the member's of each such type. */
const ids = new Map<string, string>();
const changeSets: string[] = [];

const personal = (): RecordType[] => recordTypes().filter((type) => belongsToPerson(type.access) && creatorOf(product, type));

beforeAll(async () => {
  product = await testApp();
  world = await buildWorld(product);
  member = await product.colleague(world.owner, 'MEMBER');
  for (const type of personal()) {
    const { ownerId: _owner, ...given } = world.inputs.get(type.name)!;
    const title = type.titleFields[0]!;
    const input = { ...given, [title]: `${SECRET} ${type.name}`, ...('visibility' in type.fields ? { visibility: 'PRIVATE' } : {}), ...('recordId' in type.fields ? { recordType: 'account', recordId: world.ids.get('account') } : {}) };
    const { done } = await member.data<{ done: Record<string, { id: string }> & { changeSetId: string } }>(`mutation ($input: Create${type.typeName}Input!) { done: ${creatorOf(product, type)}(input: $input) { ${type.name} { id } changeSetId } }`, { input });
    ids.set(type.name, done[type.name]!.id);
    changeSets.push(done.changeSetId);
    const changed = await member.data<{ done: { changeSetId: string } }>(`mutation ($input: Update${type.typeName}Input!) { done: update${type.typeName}(input: $input) { changeSetId } }`, { input: { id: ids.get(type.name), [title]: `${SECRET} again` } });
    changeSets.push(changed.done.changeSetId);
  }
  await member.data('mutation ($groupId: ID!, $id: ID!) { addContactsToGroup(groupId: $groupId, contacts: { ids: [$id] }) { changed } }', { groupId: ids.get('contactGroup'), id: world.ids.get('contact') });
});
afterAll(() => product.close());

/** What of all that `caller` may ask shows the member's private records. */
async function leaks(caller: Caller): Promise<string[]> {
  const found: string[] = [];
  const given = new Map([...world.ids, ...ids, ['changeSet', changeSets[0]!]]);
  for (const operation of operationsOf(schemaOf(product)).filter(({ kind }) => kind === 'query')) {
    for (const call of callsOf(operation, idsOf({ ids: given }))) {
      const variables = { ...call.variables, ...(call.name === 'search' ? { query: SECRET, types: null } : {}), ...('everybody' in call.variables ? { everybody: true, active: false } : {}) };
      const answer: Answer<unknown> = await caller.graphql<unknown>(call.text, variables);
      if (JSON.stringify(answer).includes(SECRET)) found.push(call.name);
    }
  }
  const file = await fetch(`${product.url}/files/audit.csv`, { headers: { authorization: `Bearer ${caller.token}` } });
  if ((await file.text()).includes(SECRET)) found.push('audit.csv');
  return [...new Set(found)];
}

describe('what a member keeps private', () => {
  it('is told to no colleague, by any query, the audit log and its file, whatever their role', async () => {
    expect(personal().length).toBeGreaterThan(2);
    for (const caller of [world.owner, await product.colleague(world.owner, 'VIEWER')]) expect(await leaks(caller)).toEqual([]);
    expect((await leaks(member)).length).toBeGreaterThan(3);
  }, 240_000);

  it('is neither undone nor named by an attempt to', async () => {
    for (const id of changeSets) {
      const answer = await world.owner.graphql<{ revertChangeSet: { reverted: number } }>('mutation ($id: ID!) { revertChangeSet(id: $id) { reverted skipped { title reason } } }', { id });
      expect([answer.data?.revertChangeSet.reverted ?? 0, JSON.stringify(answer).includes(SECRET)]).toEqual([0, false]);
    }
  });

  it('is still told of the audit log to those whom it is about', async () => {
    await world.owner.data('mutation { createSavedView(input: { name: "Own and private", recordType: "account" }) { changeSetId } }');
    const { auditLog } = await world.owner.data<{ auditLog: { nodes: { subjects: { title: string }[] }[] } }>('{ auditLog(first: 5) { nodes { subjects { title } } } }');
    expect(auditLog.nodes.flatMap(({ subjects }) => subjects.map(({ title }) => title))).toContain('Own and private');
  });
});
