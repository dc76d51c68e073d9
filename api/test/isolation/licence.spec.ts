import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { OperationInventory } from '../../src/platform/access/operation-inventory.js';
import { Licences } from '../../src/platform/licensing/licences.service.js';
import { testApp, type Caller, type TestApp } from '../harness/app.js';
import { callsOf, operationsOf } from './synthesise.js';
import { schemaOf } from './world.js';

let product: TestApp;
let owner: Caller;
beforeAll(async () => {
  product = await testApp();
  owner = await product.signUp('Unlicensed');
  await product.db.asOwner('alter table tenant_modules no force row level security');
  await product.db.asOwner('update tenant_modules set enabled = false where tenant_id = $1', [owner.tenantId]);
  await product.db.asOwner('alter table tenant_modules force row level security');
  product.app.get(Licences, { strict: false }).forget();
});
afterAll(() => product.close());

/** Operations of modules that a workspace may not have, by their door. */
const licensed = (door: string): string[] =>
  product.app
    .get(OperationInventory, { strict: false })
    .all()
    .filter(({ kind, declaration }) => kind === door && declaration!.module !== 'platform' && declaration!.permission !== 'public')
    .map(({ name }) => name);

describe('a module that is switched off', () => {
  it('answers so to every operation of it, whoever asks', async () => {
    const wrong: unknown[] = [];
    for (const kind of ['query', 'mutation'] as const) {
      const names = new Set(licensed(kind === 'query' ? 'Query' : 'Mutation'));
      expect(names.size).toBeGreaterThan(50);
      for (const operation of operationsOf(schemaOf(product)).filter((each) => each.kind === kind && names.has(each.field.name))) {
        const { text, variables, name } = callsOf(operation, () => [randomUUID()])[0]!;
        const { errors } = await owner.graphql<unknown>(text, variables);
        if (errors?.[0]?.extensions.code !== 'MODULE_NOT_ENABLED' || typeof errors[0].extensions['upgradeUrl'] !== 'string') wrong.push([name, errors]);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('answers so to every file of it', async () => {
    for (const route of licensed('Route')) {
      const codes = await Promise.all(['GET', 'POST'].map(async (method) => {
        const response = await fetch(`${product.url}${route.replace(':id', randomUUID())}`, { method, headers: { authorization: `Bearer ${owner.token}`, ...(method === 'POST' ? { 'content-type': 'text/csv' } : {}) } });
        return ((await response.json()) as { error: { code: string } }).error.code;
      }));
      expect([route, codes.includes('MODULE_NOT_ENABLED')]).toEqual([route, true]);
    }
    expect(licensed('Route').length).toBeGreaterThan(3);
  });

  it('opens no subscription of it', async () => {
    const socket = createClient({ url: `${product.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: { accessToken: owner.token }, retryAttempts: 0 });
    const names = new Set(licensed('Subscription'));
    for (const operation of operationsOf(schemaOf(product)).filter(({ kind, field }) => kind === 'subscription' && names.has(field.name))) {
      const { text, variables, name } = callsOf(operation, () => [randomUUID()])[0]!;
      const codes = await new Promise<unknown>((resolve) => {
        socket.subscribe({ query: text, variables }, { next: ({ errors }) => resolve((errors ?? []).map(({ extensions }) => extensions?.['code'])), error: (errors) => resolve((errors as { extensions?: { code?: string } }[]).map(({ extensions }) => extensions?.code)), complete: () => resolve('ended') });
      });
      expect([name, codes]).toEqual([name, ['MODULE_NOT_ENABLED']]);
    }
    expect(names.size).toBeGreaterThan(5);
    await socket.dispose();
  });
});
