import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { STREAM_READY } from '@libs/contracts';
import { recordTypes } from '../../src/platform/records/record-registry.js';
import { testApp, type Answer, type TestApp } from '../harness/app.js';
import { hostileCalls } from './hostile-values.js';
import { callsOf, operationsOf, type Call, type SchemaOperation } from './synthesise.js';
import { buildWorld, creatorOf, idsOf, schemaOf, type World } from './world.js';

/** They would end the session that the probing needs. */
const ENDS_THE_SESSION = new Set(['signOut', 'signOutEverywhere']);
/** What a caller may be told of a value that can't be used. */
const ANSWERS = new Set(['VALIDATION_ERROR', 'NOT_FOUND', 'PRECONDITION_FAILED', 'CONFLICT', 'FORBIDDEN', 'QUERY_TOO_COMPLEX', 'RATE_LIMITED']);
const ABOUT_CREDENTIALS = new Set(['finishSignIn', 'signIn', 'refreshSession', 'switchTenant']);
/** Words that would tell nobody what to do. */
const VAGUE = /A value has the wrong form/;
const AT_ONCE = 8;
/** A call that takes so many times what one takes in the middle is slow because of its value. */
const SLOW = 1_000;

let product: TestApp;
let world: World;
let schema: GraphQLSchema;
beforeAll(async () => {
  product = await testApp();
  world = await buildWorld(product);
  schema = schemaOf(product);
});
afterAll(() => product.close());

interface Answered {
  readonly call: string;
  readonly place: string;
  /** Milliseconds. */
  readonly took: number;
  /** Errors that may not be given. */
  readonly wrong: readonly unknown[];
}

async function answered(call: Call & { readonly place: string }): Promise<Answered> {
  const began = performance.now();
  const answer: Answer<unknown> = await world.owner.graphql<unknown>(call.text, call.variables);
  const took = performance.now() - began;
  const wrong = (answer.errors ?? []).filter(({ message, extensions: { code } }) => VAGUE.test(message) || !(ANSWERS.has(code) || (code === 'UNAUTHENTICATED' && ABOUT_CREDENTIALS.has(call.name))));
  return { call: call.name, place: call.place, took, wrong };
}

async function answersOf(operation: SchemaOperation): Promise<Answered[]> {
  const answers: Answered[] = [];
  const calls = hostileCalls(operation, callsOf(operation, idsOf(world))[0]!);
  const work = async (): Promise<void> => {
    for (const call of calls) answers.push(await answered(call));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return answers;
}

describe('values that do not belong where they are', () => {
  it.each(['query', 'mutation'] as const)('get a typed answer in words that say what to do, wherever they are put, in any %s', async (kind) => {
    const answers: Answered[] = [];
    for (const operation of operationsOf(schema).filter((each) => each.kind === kind && !ENDS_THE_SESSION.has(each.field.name))) answers.push(...(await answersOf(operation)));
    expect(answers.length).toBeGreaterThan(2_000);
    expect(answers.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
    const middle = answers.map(({ took }) => took).sort((one, other) => one - other)[Math.floor(answers.length / 2)]!;
    expect(answers.filter(({ took }) => took > SLOW * middle)).toEqual([]);
  }, 300_000);
});

describe('values that do not belong where they are, on a socket', () => {
  it('get a typed answer, and the socket goes on, for any subscription', async () => {
    const socket = createClient({ url: `${product.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: { accessToken: world.owner.token }, retryAttempts: 0, lazy: false });
    let closed = 0;
    socket.on('closed', () => (closed += 1));
    const wrong: unknown[] = [];
    for (const operation of operationsOf(schema).filter(({ kind }) => kind === 'subscription')) {
      for (const { name, place, text, variables } of hostileCalls(operation, callsOf(operation, idsOf(world))[0]!)) {
        const codes: string[] = [];
        const keep = (errors: readonly { readonly extensions?: unknown }[] = []): unknown => codes.push(...errors.map(({ extensions }) => String((extensions as { code?: string } | undefined)?.code)));
        const end = socket.subscribe({ query: text, variables }, { next: ({ errors }) => keep(errors), error: (errors) => keep(errors as { extensions?: unknown }[]), complete: () => undefined });
        // What is subscribed to after it says that it is ready; a refusal would have come by then.
        for await (const { data } of socket.iterate<{ recordEvents: { kind: string } }>({ query: 'subscription { recordEvents { kind } }' })) if (data?.recordEvents.kind === STREAM_READY) break;
        end();
        if (codes.some((code) => !ANSWERS.has(code))) wrong.push([name, place, codes]);
      }
    }
    expect(wrong).toEqual([]);
    expect(closed).toBe(0);
    await socket.dispose();
  });
});

describe('texts of characters that take two places', () => {
  it('are kept wherever the product cuts them, in any field of any type', async () => {
    // Of the other workspace the values above have left little.
    const fresh = await buildWorld(product);
    const problems: unknown[] = [];
    let kept = 0;
    for (const type of recordTypes().filter((each) => creatorOf(product, each) && each.operations.includes('update'))) {
      for (const [field, { maxLength }] of Object.entries(type.fields).filter(([, { kind, readOnly }]) => (kind === 'text' || kind === 'longText') && !readOnly)) {
        for (const before of ['', 'a']) {
          const text = before + '😀'.repeat(Math.floor(((maxLength ?? 4_000) - 1) / 2));
          const { errors } = await fresh.owner.graphql(`mutation ($input: Update${type.typeName}Input!) { update${type.typeName}(input: $input) { changeSetId } }`, { input: { id: fresh.ids.get(type.name), [field]: text } });
          if (!errors) kept += 1;
          else if (!errors.every(({ extensions: { code, details } }) => code === 'VALIDATION_ERROR' && details && !('' in details))) problems.push([type.name, field, before, errors]);
        }
      }
    }
    expect(problems).toEqual([]);
    expect(kept).toBeGreaterThan(40);
  });
});

describe('more than a door takes', () => {
  const post = async (body: string, headers: Record<string, string> = {}): Promise<unknown> => {
    const response = await fetch(`${product.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${world.owner.token}`, ...headers }, body });
    const { error, errors } = (await response.json()) as { error?: { code: string }; errors?: { extensions: { code: string } }[] };
    return [response.status, error?.code ?? errors?.[0]?.extensions.code];
  };

  it('is refused: ten megabytes in a string, whether it is named or written out', async () => {
    const long = 'x'.repeat(10 * 1_048_576);
    expect(await post(JSON.stringify({ query: 'mutation ($input: CreateAccountInput!) { createAccount(input: $input) { changeSetId } }', variables: { input: { name: long } } }))).toEqual([400, 'QUERY_TOO_COMPLEX']);
    expect(await post(JSON.stringify({ query: `mutation { createAccount(input: { name: "${long}" }) { changeSetId } }` }))).toEqual([400, 'QUERY_TOO_COMPLEX']);
  });

  it.each([['no JSON', '{"query": '], ['JSON that is no request', '"text"'], ['a number', '1'], ['null', 'null'], ['variables that are none', '{"query":"{ me { user { id } } }","variables":[1]}'], ['a query that is none', '{"query":{"a":1}}']])('is refused: %s', async (_what, body) => {
    expect(await post(body)).toEqual([400, 'VALIDATION_ERROR']);
  });

  it('is refused on a socket, which is closed', async () => {
    const socket = new WebSocket(`${product.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { accessToken: 'x'.repeat(400_000) } })));
    expect(await closed).toBe(1009);
  });

  it('is nobody in a cookie or a header that is badly written', async () => {
    for (const headers of [{ cookie: 'kinship_access=%E0%A4%A' }, { authorization: 'Bearer %00' }, { authorization: 'Bearer kin_%E0' }]) {
      const response = await fetch(`${product.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query: '{ me { user { id } } }' }) });
      expect(((await response.json()) as Answer).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    }
    const socket = new WebSocket(`${product.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers: { cookie: 'kinship_access=%E0%A4%A' } });
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
    expect(await closed).toBe(4403);
  });
});
