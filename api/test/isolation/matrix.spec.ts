import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { RECORD_MATRIX, ROLES, STREAM_READY, TENANT_PERMISSIONS, type RecordAction, type Role } from '@libs/contracts';
import type { OperationDeclaration } from '../../src/platform/access/operation.decorator.js';
import { OperationInventory } from '../../src/platform/access/operation-inventory.js';
import { recordTypeNamed, recordTypes } from '../../src/platform/records/record-registry.js';
import type { RecordType } from '../../src/platform/records/record-type.js';
import { required, testApp, type Answer, type Caller, type TestApp } from '../harness/app.js';
import { callsOf, operationsOf, type Call, type SchemaOperation } from './synthesise.js';
import { buildWorld, creatorOf, schemaOf, type World } from './world.js';

let product: TestApp;
let world: World;
let callers: Readonly<Record<Role, Caller>>;
let declarations: Map<string, OperationDeclaration>;
beforeAll(async () => {
  product = await testApp();
  world = await buildWorld(product);
  const colleague = (role: Role): Promise<Caller> => product.colleague(world.owner, role);
  callers = { OWNER: world.owner, ADMIN: await colleague('ADMIN'), MEMBER: await colleague('MEMBER'), VIEWER: await colleague('VIEWER') };
  declarations = new Map(product.app.get(OperationInventory, { strict: false }).all().map(({ name, declaration }) => [name, declaration!]));
});
afterAll(() => product.close());

/** What the matrix says: read from the tables themselves, not from the code that applies them. */
function allowed({ permission }: OperationDeclaration, role: Role): boolean {
  if (typeof permission === 'object') return RECORD_MATRIX[recordTypeNamed(permission.record).access][permission.action][role] !== 'none';
  return permission in TENANT_PERMISSIONS ? (TENANT_PERMISSIONS[permission as keyof typeof TENANT_PERMISSIONS] as readonly Role[]).includes(role) : true;
}

const operations = (...kinds: readonly SchemaOperation['kind'][]): SchemaOperation[] =>
  operationsOf(schemaOf(product)).filter(({ kind, field }) => kinds.includes(kind) && !['user', 'public'].includes(String(declarations.get(field.name)?.permission)));
/** Ids of nothing: who may call it is told that there is no such thing, who may not is told that. */
const callOf = (operation: SchemaOperation): Call => callsOf(operation, () => [randomUUID()])[0]!;
const codesOf = (answer: Answer<unknown>): string[] => (answer.errors ?? []).map((error) => error.extensions.code);

describe('each operation and each role', () => {
  it('fits the matrix: refused where it says so, and nowhere else', async () => {
    const wrong: string[] = [];
    let cells = 0;
    for (const operation of operations('query', 'mutation')) {
      const declaration = declarations.get(operation.field.name)!;
      for (const role of ROLES) {
        const call = callOf(operation);
        const codes = codesOf(await callers[role].graphql<unknown>(call.text, call.variables));
        const refused = codes.includes('FORBIDDEN');
        const broken = codes.includes('INTERNAL') || codes.includes('UNAUTHENTICATED');
        if (broken || refused === allowed(declaration, role)) wrong.push(`${role} ${call.name}: ${codes.join() || 'answered'}`);
        cells += 1;
      }
    }
    expect(wrong).toEqual([]);
    expect(cells).toBeGreaterThan(250);
  });

  it('fits the matrix for subscriptions', async () => {
    const wrong: string[] = [];
    for (const role of ROLES) {
      const socket = createClient({ url: `${product.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: { accessToken: callers[role].token }, retryAttempts: 0 });
      for (const operation of operations('subscription')) {
        const codes = await opened(socket, callOf(operation));
        if (codes.includes('FORBIDDEN') === allowed(declarations.get(operation.field.name)!, role)) wrong.push(`${role} ${operation.field.name}: ${codes.join() || 'opened'}`);
      }
      await socket.dispose();
    }
    expect(wrong).toEqual([]);
  });

  it('would not fit another matrix', () => {
    const edit = declarations.get('updateAccount')!;
    expect(ROLES.map((role) => allowed(edit, role))).toEqual([true, true, true, false]);
    expect(ROLES.map((role) => allowed(declarations.get('deleteAccount')!, role))).toEqual([true, true, false, false]);
    expect(ROLES.map((role) => allowed(declarations.get('changeMemberRole')!, role))).toEqual([true, true, false, false]);
    expect(ROLES.map((role) => allowed(declarations.get('createReminder')!, role))).toEqual([true, true, true, true]);
  });
});

/** Codes a subscription is refused with; none once a stream opened after it has said that it is ready, for by then a refusal would have come. */
async function opened(socket: Client, { text, variables }: Call): Promise<string[]> {
  const codes: string[] = [];
  const end = socket.subscribe({ query: text, variables }, {
    next: ({ errors }) => codes.push(...(errors ?? []).map((error) => String(error.extensions?.['code']))),
    error: (errors) => codes.push(...(Array.isArray(errors) ? errors.map((error: { extensions?: { code?: string } }) => error.extensions?.code ?? 'ERROR') : ['CLOSED'])),
    complete: () => undefined,
  });
  const ready = socket.iterate<{ recordEvents: { kind: string } }>({ query: 'subscription { recordEvents { kind } }' });
  for await (const { data } of ready) if (data?.recordEvents.kind === STREAM_READY) break;
  end();
  return codes;
}

const CELLS: readonly (readonly [RecordAction, 'own' | 'others', Readonly<Record<Role, boolean>>])[] = [
  ['view', 'others', { OWNER: true, ADMIN: true, MEMBER: true, VIEWER: true }],
  ['create', 'own', { OWNER: true, ADMIN: true, MEMBER: true, VIEWER: false }],
  ['edit', 'others', { OWNER: true, ADMIN: true, MEMBER: false, VIEWER: false }],
  ['edit', 'own', { OWNER: true, ADMIN: true, MEMBER: true, VIEWER: false }],
  ['delete', 'others', { OWNER: true, ADMIN: true, MEMBER: false, VIEWER: false }],
  ['delete', 'own', { OWNER: true, ADMIN: true, MEMBER: false, VIEWER: false }],
];

describe('records with an owner', () => {
  it.each(CELLS)('%s, %s: as the matrix of the requirements has it, for every type and role', async (action, whose, expected) => {
    const types = recordTypes().filter((type) => type.access === 'owned' && creatorOf(product, type));
    expect(types.map((type) => type.name)).toEqual(expect.arrayContaining(['account', 'contact', 'opportunity']));
    for (const type of types) {
      for (const role of ROLES) {
        const ownerId = whose === 'own' ? callers[role].memberId : callers[role === 'OWNER' ? 'ADMIN' : 'OWNER'].memberId;
        const codes = codesOf(await attempt(action, type, callers[role], ownerId));
        expect([type.name, role, codes]).toEqual([type.name, role, expected[role] ? [] : ['FORBIDDEN']]);
      }
    }
  });
});

describe('records that are personal', () => {
  it('are seen by colleagues once shared, and changed by their owner and administrators only, for every type and role', async () => {
    const types = recordTypes().filter((type) => type.access === 'personal' && 'visibility' in type.fields && creatorOf(product, type));
    expect(types.map((type) => type.name)).toContain('savedView');
    for (const type of types) {
      for (const visibility of ['PRIVATE', 'SHARED']) {
        const { done } = await callers.MEMBER.data<{ done: Record<string, { id: string }> }>(`mutation ($input: Create${type.typeName}Input!) { done: ${creatorOf(product, type)}(input: $input) { ${type.name} { id } } }`, { input: { ...fresh(type), visibility } });
        const id = done[type.name]!.id;
        for (const role of ROLES) {
          const caller = role === 'MEMBER' ? await product.colleague(world.owner, 'MEMBER') : callers[role];
          const shared = visibility === 'SHARED';
          const administers = role === 'OWNER' || role === 'ADMIN';
          const viewed = codesOf(await caller.graphql(`query ($id: ID!) { ${type.name}(id: $id) { id } }`, { id }));
          expect([type.name, visibility, role, viewed]).toEqual([type.name, visibility, role, shared ? [] : ['NOT_FOUND']]);
          const edited = codesOf(await caller.graphql(`mutation ($input: Update${type.typeName}Input!) { update${type.typeName}(input: $input) { changeSetId } }`, { input: { id, [type.titleFields[0]!]: `Changed ${randomUUID()}` } }));
          expect([type.name, visibility, role, edited]).toEqual([type.name, visibility, role, !shared && role !== 'VIEWER' ? ['NOT_FOUND'] : administers && shared ? [] : ['FORBIDDEN']]);
        }
      }
    }
  });
});

describe('records that are private', () => {
  it('are made, changed and deleted by whoever they belong to, in any role, and are not there for anybody else', async () => {
    const types = recordTypes().filter((type) => type.access === 'private' && creatorOf(product, type));
    expect(types.map((type) => type.name)).toContain('reminder');
    for (const type of types) {
      for (const role of ROLES) {
        const own = await callers[role].data<{ done: Record<string, { id: string }> }>(`mutation ($input: Create${type.typeName}Input!) { done: ${creatorOf(product, type)}(input: $input) { ${type.name} { id } } }`, { input: fresh(type) });
        const id = own.done[type.name]!.id;
        const asked = async (caller: Caller): Promise<string[][]> => [
          codesOf(await caller.graphql(`query ($id: ID!) { ${type.name}(id: $id) { id } }`, { id })),
          codesOf(await caller.graphql(`mutation ($input: Update${type.typeName}Input!) { update${type.typeName}(input: $input) { changeSetId } }`, { input: { id, [type.titleFields[0]!]: `Changed ${randomUUID()}` } })),
          codesOf(await caller.graphql(`mutation ($id: ID!) { delete${type.typeName}(id: $id) { changeSetId } }`, { id })),
        ];
        const other = callers[role === 'OWNER' ? 'ADMIN' : 'OWNER'];
        expect([type.name, role, await asked(other)]).toEqual([type.name, role, [['NOT_FOUND'], ['NOT_FOUND'], ['NOT_FOUND']]]);
        expect([type.name, role, await asked(callers[role])]).toEqual([type.name, role, [[], [], []]]);
      }
    }
  });
});

async function attempt(action: RecordAction, type: RecordType, caller: Caller, ownerId: string): Promise<Answer<unknown>> {
  if (action === 'create') return caller.graphql(`mutation ($input: Create${type.typeName}Input!) { ${creatorOf(product, type)}(input: $input) { changeSetId } }`, { input: { ...fresh(type), ownerId } });
  const made = required(
    await world.owner.graphql<Record<string, Record<string, { id: string }>>>(`mutation ($input: Create${type.typeName}Input!) { done: ${creatorOf(product, type)}(input: $input) { ${type.name} { id } } }`, { input: { ...fresh(type), ownerId } }),
  )['done']![type.name]!;
  if (action === 'view') return caller.graphql(`query ($id: ID!) { ${type.name}(id: $id) { id } }`, { id: made.id });
  if (action === 'delete') return caller.graphql(`mutation ($id: ID!) { delete${type.typeName}(id: $id) { changeSetId } }`, { id: made.id });
  const title = type.titleFields[0]!;
  return caller.graphql(`mutation ($input: Update${type.typeName}Input!) { update${type.typeName}(input: $input) { changeSetId } }`, { input: { id: made.id, [title]: `Changed ${randomUUID()}` } });
}

/** An input of the type like that of the world's record, but for what may be there only once. */
const fresh = (type: RecordType): Record<string, unknown> =>
  Object.fromEntries(Object.entries(world.inputs.get(type.name)!).filter(([name]) => !type.uniqueKeys?.some((key) => key.at(-1) === name)));
