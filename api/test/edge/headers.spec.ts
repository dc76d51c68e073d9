import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { testApp, type Caller, type TestApp } from '../harness/app.js';

/** Every plain route there is, from the list of declarations that the boot holds them to. */
const ROUTES = [...readFileSync(path.resolve(import.meta.dirname, '../operations.snapshot.txt'), 'utf8').matchAll(/^Route (\S+)/gm)].map(([, route]) => route!.replace(/:\w+/g, '0190aaaa-0000-7000-8000-000000000000'));
const ELSEWHERE = ['/graphql', '/graphql?query=%7B__typename%7D', '/missing.js', '/api/none', '/files/none', '/webhooks/none', '/%zz', '/oauth/sign-in/none/callback?code=x&state=y'];

let product: TestApp;
let owner: Caller;
beforeAll(async () => {
  product = await testApp({ env: { PUBLIC_URL: 'https://crm.example.com' } });
  owner = await product.signUp();
});
afterAll(async () => {
  await product.close();
});

/** What is missing or wrong; nothing in most cases. */
function problemsOf({ headers }: Response): string[] {
  const wanted: Readonly<Record<string, RegExp>> = {
    'content-security-policy': /^default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'$/,
    'x-content-type-options': /^nosniff$/,
    'x-frame-options': /^DENY$/,
    'referrer-policy': /^(strict-origin-when-cross-origin|no-referrer)$/,
    'cross-origin-opener-policy': /^same-origin$/,
    'cross-origin-resource-policy': /^same-origin$/,
    'permissions-policy': /camera=\(\)/,
    'strict-transport-security': /^max-age=31536000$/,
    'x-request-id': /^[\w.:-]{8,}$/,
    'cache-control': /no-store|private|no-cache/,
  };
  const wrong = Object.entries(wanted).filter(([name, pattern]) => !pattern.test(headers.get(name) ?? '')).map(([name]) => `${name}: ${headers.get(name)}`);
  return [...wrong, ...['x-powered-by', 'server'].filter((name) => headers.has(name))];
}

describe('headers of every answer', () => {
  it.each([...ROUTES, ...ELSEWHERE])('say what a browser may do with it, whoever asks and however it ends: %s', async (route) => {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS']) {
      for (const headers of [{}, { authorization: `Bearer ${owner.token}` }]) {
        const response = await fetch(product.url + route, { method, headers, redirect: 'manual' });
        await response.arrayBuffer();
        expect({ method, status: response.status < 500 || response.status, problems: problemsOf(response) }).toEqual({ method, status: true, problems: [] });
      }
    }
  });

  it('are there when a request is refused before anything looks at it', async () => {
    const post = (body: string, headers: Record<string, string> = {}): Promise<Response> => fetch(`${product.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
    for (const response of [await post('{bad'), await post(`{"query":"${'x'.repeat(1_200_000)}"}`), await post('x', { 'content-encoding': 'gzip' }), await post('{}', { 'content-type': 'application/json; charset=utf-99' })]) {
      expect({ status: response.status, problems: problemsOf(response) }).toEqual({ status: expect.any(Number), problems: [] });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
    }
  });
});

describe('an answer', () => {
  const ask = async (query: string, encoding: string): Promise<{ as: string | null; vary: string | null; text: string }> => {
    const response = await fetch(`${product.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${owner.token}`, 'accept-encoding': encoding }, body: JSON.stringify({ query }) });
    return { as: response.headers.get('content-encoding'), vary: response.headers.get('vary'), text: await response.text() };
  };

  it.each([['br', 'br'], ['gzip', 'gzip'], ['gzip, deflate, br', 'br'], ['identity', null]])('that is long comes compressed to whoever takes %s, and says the same', async (encoding, as) => {
    const query = '{ __schema { types { name description } } }';
    const plain = await ask(query, 'identity');
    expect(await ask(query, encoding)).toEqual({ as, vary: expect.stringMatching(/accept-encoding/i), text: plain.text });
    expect(plain.text.length).toBeGreaterThan(20_000);
  });

  it('that is short, as each that carries a token, is left as it is', async () => {
    expect((await ask('{ __typename }', 'gzip, br')).as).toBeNull();
  });
});
