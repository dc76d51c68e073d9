import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { testApp, type TestApp } from '../harness/app.js';

let product: TestApp;
let token: string;
beforeAll(async () => {
  product = await testApp();
  ({ token } = await product.signUp());
});
afterAll(() => product.close());

/** As any client of ours asks: signed in, because the audits read the schema, and with the header that shows that a GET is no other page's. */
const signedIn: typeof fetch = (input, init = {}) => fetch(input, { ...init, headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${token}`, 'apollo-require-preflight': '1' } });

const REFUSED_WITH_400 =
  'A document or variables that can not be run are answered with 400 whatever the client accepts: proxies, caches and logs that read nothing but the status must not take a refusal for an answer. GraphQL clients read the body of both.';

/** What the specification recommends and the product does not do, and why. Nothing that it demands may stand here. */
const DIFFERENT: Readonly<Record<string, string>> = {
  '572B': REFUSED_WITH_400,
  FDE2: REFUSED_WITH_400,
  '7B9B': REFUSED_WITH_400,
};

const audits = serverAudits({ url: () => `${product.url}/graphql`, fetchFn: signedIn });

describe('GraphQL over HTTP', () => {
  it.each(audits.map((audit) => [`${audit.name} (${audit.id})`, audit] as const))('%s', async (_name, audit) => {
    const result = await audit.fn();
    const reason = DIFFERENT[audit.id];
    expect(reason && result.status !== 'error' ? 'told' : result.status === 'ok' ? 'ok' : result).toBe(reason ? 'told' : 'ok');
  });

  const refusals = async (query: string, variables: object = {}): Promise<{ status: number; codes: unknown[]; last: string | undefined }> => {
    const response = await signedIn(`${product.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) });
    const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
    return { status: response.status, codes: [...new Set(errors.map((error) => error.extensions.code))], last: errors.at(-1)?.message };
  };

  it('says where subscriptions go', async () => {
    expect(await refusals('subscription { opportunityWon { id } }')).toEqual({ status: 400, codes: ['VALIDATION_ERROR'], last: expect.stringContaining('WebSocket') });
  });

  it('refuses more wrong values than it names', async () => {
    const sort = Array.from({ length: 60 }, () => ({ field: 'none' }));
    expect(await refusals('query ($sort: [ContactSort!]) { contacts(first: 1, sort: $sort) { totalCount } }', { sort })).toEqual({ status: 400, codes: ['VALIDATION_ERROR'], last: expect.stringContaining('Too many values are wrong') });
  });

  it('has a reason for nothing but what is recommended, and differs there', async () => {
    for (const id of Object.keys(DIFFERENT)) {
      const audit = audits.find((each) => each.id === id);
      expect({ id, name: audit?.name, status: (await audit?.fn())?.status }).toEqual({ id, name: expect.stringMatching(/^SHOULD/), status: 'warn' });
    }
  });
});
