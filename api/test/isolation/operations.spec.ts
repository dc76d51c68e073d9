import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FormattedExecutionResult } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { recordTypes } from '../../src/platform/records/record-registry.js';
import { required, testApp, type Answer, type Caller, type TestApp } from '../harness/app.js';
import { fingerprint, mentions } from './fingerprint.js';
import { callsOf, operationsOf, type Call } from './synthesise.js';
import { buildWorld, creatorOf, idsOf, schemaOf, type World } from './world.js';

/** They would end the session that the probing needs, and take nothing that could name another workspace. */
const ENDS_THE_SESSION = new Set(['signOut', 'signOutEverywhere']);
/** What a stranger may be told about something that is not theirs. */
const REFUSALS = new Set(['NOT_FOUND', 'VALIDATION_ERROR', 'FORBIDDEN', 'PRECONDITION_FAILED']);
/** These say so of credentials that are none; anywhere else it would mean that the probing has lost its session. */
const ABOUT_CREDENTIALS = new Set(['finishSignIn', 'signIn', 'refreshSession', 'switchTenant']);

/** Queries whose answers hold nothing of the workspace that could be recognised, with the reason. */
const SAY_NOTHING_OF_RECORDS = {
  accountSecurity: 'about the person, not the workspace',
  apiKeys: 'none was made',
  bulkLeftOut: 'nothing was left out',
  bulkPreview: 'numbers',
  bulkRuns: 'none is at work',
  contactFunnel: 'numbers',
  customFieldAllowance: 'numbers',
  deadJobs: 'none has died',
  duplicateSummary: 'numbers',
  feedback: 'nobody has said anything',
  importProfiles: 'none was saved',
  importTargets: 'descriptions of record types; the field of the workspace is called the same in each',
  importValues: 'the import was not checked',
  lastEventId: 'an id that says nothing',
  lifecycleRules: 'settings without ids',
  linkedIdentities: 'about the person, not the workspace',
  memberHoldings: 'numbers',
  mergePreview: 'it takes two',
  myActivities: 'the activity has no time',
  myActivityCounts: 'numbers',
  notificationPreferences: 'what one wants to be told',
  notifications: 'what one was told oneself',
  possibleDuplicates: 'nothing is typed yet',
  presence: 'nobody holds the subscription',
  recordGroups: 'numbers, beside owners that are not of the made records',
  recordMerges: 'none was merged',
  search: 'the words that are looked for are nowhere',
  signInProviders: 'settings of the installation',
  trashedRecords: 'nothing was deleted',
  unreadNotificationCount: "a number of one's own",
} as const;

let product: TestApp;
let theirs: World;
let ours: World;
beforeAll(async () => {
  product = await testApp();
  theirs = await buildWorld(product);
  ours = await buildWorld(product);
});
afterAll(() => product.close());

const probes = (target: World): Call[] =>
  operationsOf(schemaOf(product))
    .filter(({ kind, field }) => kind !== 'subscription' && !ENDS_THE_SESSION.has(field.name))
    .flatMap((operation) => callsOf(operation, idsOf(target)));

interface Finding {
  readonly name: string;
  readonly kind: Call['kind'];
  readonly call: string;
  readonly leaks: boolean;
  readonly codes: readonly string[];
}

/** Calls everything with the target's ids as `caller`, reads first, and says what came of it. */
async function probe(caller: Caller, target: World, besides = ''): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const call of probes(target).filter(({ name }) => name !== besides).sort((a, b) => (a.kind === b.kind ? 0 : a.kind === 'query' ? -1 : 1))) {
    const answer: Answer<unknown> = await caller.graphql<unknown>(call.text, call.variables);
    const text = JSON.stringify(answer);
    const known = [target.marker, ...target.ids.values()].filter((value) => value !== target.ids.get('event'));
    findings.push({ name: call.name, kind: call.kind, call: `${call.kind} ${call.name} ${JSON.stringify(call.variables)}`, leaks: known.some((value) => text.includes(value)), codes: (answer.errors ?? []).map((error) => error.extensions.code) });
  }
  return findings;
}

describe('a workspace with something of everything', () => {
  it('has a record of each type, so that none goes unprobed', () => {
    expect(recordTypes().map((type) => type.name).filter((name) => !theirs.ids.has(name))).toEqual([]);
    expect(probes(theirs).length).toBeGreaterThan(operationsOf(schemaOf(product)).length - 15);
  });
});

describe("another workspace's owner with all its ids", () => {
  it('sees nothing, changes nothing and is told nothing, by any query or mutation', async () => {
    const before = await fingerprint(product.db, theirs.owner.tenantId);
    const findings = await probe(ours.owner, theirs);
    expect(findings.filter(({ leaks }) => leaks).map(({ call }) => call)).toEqual([]);
    expect(findings.filter(({ name, codes }) => codes.some((code) => !REFUSALS.has(code) && !(code === 'UNAUTHENTICATED' && ABOUT_CREDENTIALS.has(name))))).toEqual([]);
    expect(await fingerprint(product.db, theirs.owner.tenantId)).toEqual(before);
    expect(await mentions(product.db, ours.owner.tenantId, [...theirs.ids].filter(([name]) => name !== 'event').map(([, id]) => id))).toEqual([]);
  });

  it('cannot point a record of its own at one of theirs, by any reference of any type', async () => {
    const pointing: unknown[] = [];
    for (const type of recordTypes().filter((each) => creatorOf(product, each))) {
      const references = Object.entries(type.allFields).filter(([, field]) => field.kind === 'reference' && !field.readOnly);
      const base = ours.inputs.get(type.name);
      if (!base || references.length === 0) continue;
      for (const [field, { target }] of references) {
        const foreign = theirs.ids.get(target!);
        const created = await ours.owner.graphql(`mutation ($input: Create${type.typeName}Input!) { ${creatorOf(product, type)}(input: $input) { changeSetId } }`, { input: { ...base, [field]: foreign } });
        const updated = type.operations.includes('update') ? await ours.owner.graphql(`mutation ($input: Update${type.typeName}Input!) { update${type.typeName}(input: $input) { changeSetId } }`, { input: { id: ours.ids.get(type.name), [field]: foreign } }) : created;
        for (const answer of [created, updated]) {
          const { code, details } = answer.errors?.[0]?.extensions ?? {};
          if (code !== 'NOT_FOUND' && !details?.[field]) pointing.push([type.name, field, answer]);
        }
      }
    }
    expect(pointing).toEqual([]);
  });

  it('learns no more of an id that exists than of one that does not', async () => {
    const different: unknown[] = [];
    for (const { field } of operationsOf(schemaOf(product)).filter(({ kind, field: { args } }) => kind === 'query' && args.some((argument) => argument.name === 'id'))) {
      const ask = (id: string): Promise<Answer> => ours.owner.graphql(`query ($id: ID!) { ${field.name}(id: $id) { __typename } }`, { id });
      for (const id of idsOf(theirs)('id', field.name)) {
        const [existing, none] = [await ask(id), await ask(randomUUID())].map((answer) => answer.errors?.map(({ message, extensions }) => [message, extensions.code]));
        if (JSON.stringify(existing) !== JSON.stringify(none)) different.push([field.name, existing, none]);
      }
    }
    expect(different).toEqual([]);
  });
});

describe('live', () => {
  const listen = (caller: Caller): Client => createClient({ url: `${product.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: { accessToken: caller.token }, retryAttempts: 0 });
  const EVENTS = 'subscription { recordEvents { kind recordId } }';
  /** Waits until the stream has told of an event of that record; what was published before has been delivered by then. */
  const told = async (stream: AsyncIterableIterator<FormattedExecutionResult<{ recordEvents: { recordId: string | null } }, unknown>>, recordId: string): Promise<void> => {
    for await (const { data } of stream) if (data?.recordEvents.recordId === recordId) return;
  };
  const change = (world: World): Promise<unknown> => world.owner.data('mutation ($id: ID!, $name: String!) { updateAccount(input: { id: $id, name: $name }) { changeSetId } }', { id: world.ids.get('account'), name: `${world.marker} ${randomUUID()}` });

  it('nothing of another workspace is heard, by any subscription, even for its ids', async () => {
    const [foreign, own] = [listen(ours.owner), listen(theirs.owner)];
    const heard: string[] = [];
    const subscriptions = operationsOf(schemaOf(product)).filter(({ kind }) => kind === 'subscription').flatMap((operation) => callsOf(operation, idsOf(theirs)));
    for (const { text, variables } of subscriptions) {
      const keep = (value: unknown): number => heard.push(JSON.stringify(value));
      foreign.subscribe({ query: text, variables }, { next: keep, error: keep, complete: () => undefined });
    }
    const control = own.iterate<{ recordEvents: { recordId: string | null } }>({ query: EVENTS });
    const after = foreign.iterate<{ recordEvents: { recordId: string | null } }>({ query: EVENTS });
    await Promise.all([control.next(), after.next()]);
    await change(theirs);
    await told(control, theirs.ids.get('account')!);
    await change(ours);
    await told(after, ours.ids.get('account')!);
    expect(subscriptions.length).toBeGreaterThan(5);
    expect(heard.filter((value) => value.includes(theirs.marker) || value.includes(theirs.ids.get('account')!))).toEqual([]);
    await Promise.all([foreign.dispose(), own.dispose()]);
  });
});

describe('nobody at all', () => {
  it('may call only what signs in, up or out', async () => {
    const answered: string[] = [];
    for (const call of probes(theirs)) {
      const answer: Answer<unknown> = await product.graphql<unknown>(call.text, call.variables);
      if (answer.errors?.[0]?.extensions.code !== 'UNAUTHENTICATED') answered.push(call.name);
    }
    expect([...new Set(answered)].sort()).toEqual(['acceptInvitation', 'confirmEmailChange', 'requestPasswordReset', 'resetPassword', 'signInProviders', 'signUp', 'startProviderSignIn', 'verifyEmail']);
  });
});

describe('these checks', () => {
  it('find what leaks and what changes: the owner of it all sees and changes it', async () => {
    const before = await fingerprint(product.db, theirs.owner.tenantId);
    // Revoking the session it comes with would end the probing.
    const findings = await probe(theirs.owner, theirs, 'revokeSession');
    const leaking = new Set(findings.filter(({ leaks }) => leaks).map(({ name }) => name));
    const silent = new Set(findings.filter(({ kind, name }) => kind === 'query' && !leaking.has(name)).map(({ name }) => name));
    expect([...silent].sort()).toEqual(Object.keys(SAY_NOTHING_OF_RECORDS));
    for (const name of ['archiveAccount', 'createMember', 'updateContact', 'createImport', 'setDefaultPipeline', 'updateTenant']) expect([name, leaking.has(name)]).toEqual([name, true]);
    const after = await fingerprint(product.db, theirs.owner.tenantId);
    for (const table of ['accounts', 'contacts', 'members', 'change_items', 'outbox', 'tenants']) expect([table, after[table] === before[table]]).toEqual([table, false]);
  });

  it('find a row that points across', async () => {
    const team = required(await ours.owner.graphql<{ createTeam: { team: { id: string } } }>('mutation ($name: String!) { createTeam(input: { name: $name }) { team { id } } }', { name: `of ${theirs.ids.get('account')}` })).createTeam.team.id;
    const found = await mentions(product.db, ours.owner.tenantId, [theirs.ids.get('account')!]);
    expect(found.some((row) => row.startsWith('teams: ') && row.includes(team))).toBe(true);
  });
});
