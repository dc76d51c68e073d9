import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';
import { asIdentity } from '../../../test/harness/tenants.js';
import { Tenants } from '../tenancy/tenants.service.js';
import { PLAN_LIMITS } from './rate-limiter.js';

let product: TestApp;
beforeAll(async () => {
  product = await testApp({ env: { KINSHIP_RATE_LIMIT: '' } });
});
afterAll(() => product.close());

const ask = (headers: Record<string, string> = {}, app = product): Promise<Response> =>
  fetch(`${app.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query: '{ memberships { tenantId } }' }) });
const bearer = (caller: Caller): Record<string, string> => ({ authorization: `Bearer ${caller.token}` });
const plan = async (caller: Caller, name: string): Promise<void> => {
  await asIdentity(product.db, 'update tenants set plan = $2 where id = $1', [caller.tenantId, name]);
  product.app.get(Tenants).forget();
};

describe('people in the web client', () => {
  it('are limited each for themselves, so that colleagues at work do not lock each other out', async () => {
    const owner = await product.signUp('At work');
    const { headers } = await ask({ cookie: `kinship_access=${owner.token}` });
    expect([headers.get('ratelimit-limit'), headers.get('ratelimit-remaining')]).toEqual(['600', '599']);
    const api = await ask(bearer(owner));
    expect([api.headers.get('ratelimit-limit'), api.headers.get('ratelimit-remaining')]).toEqual(['100', '99']);
  });
});

describe('requests a minute', () => {
  it("are a workspace's by its plan, and every answer says how many are left", async () => {
    expect(PLAN_LIMITS).toEqual({ ENTERPRISE: 1000, PROFESSIONAL: 500, STARTER: 200, TRIAL: 100 });
    const owner = await product.signUp('Planned');
    let used = 0;
    for (const [name, limit] of Object.entries(PLAN_LIMITS)) {
      await plan(owner, name);
      const { headers } = await ask(bearer(owner));
      used += 1;
      const reset = Number(headers.get('ratelimit-reset'));
      expect(headers.get('ratelimit-limit')).toBe(String(limit));
      expect(headers.get('ratelimit-remaining')).toBe(String(limit - used));
      expect(reset).toBeGreaterThan(0);
      expect(reset).toBeLessThanOrEqual(60);
      expect(headers.get('ratelimit-policy')).toBe(`"default";q=${limit};w=60`);
      expect(headers.get('ratelimit')).toBe(`"default";r=${limit - used};t=${reset}`);
    }
  });

  it('beyond the limit are refused until the minute is over, for that workspace only', async () => {
    const owner = await product.signUp('Busy');
    const colleague = await product.colleague(owner, 'MEMBER');
    const other = await product.signUp('Calm');
    let refused: Response | undefined;
    let answered = 0;
    while (!refused && answered < 200) {
      const response = await ask(bearer(answered % 2 ? owner : colleague));
      if (response.status === 200) answered += 1;
      else refused = response;
    }
    // Inviting the colleague was a request of this workspace too.
    expect(answered).toBe(PLAN_LIMITS.TRIAL - 1);
    expect(refused?.status).toBe(429);
    const retryAfter = Number(refused?.headers.get('retry-after'));
    expect(retryAfter).toBeGreaterThan(0);
    expect(refused?.headers.get('ratelimit-remaining')).toBe('0');
    expect(await refused?.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED', retryAfter, retryable: true, requestId: refused?.headers.get('x-request-id') } }] });
    expect((await ask(bearer(other))).status).toBe(200);
  });

  it('of callers nobody knows count by address; a worthless token makes nobody known', async () => {
    const statuses = new Set<number>();
    for (let request = 0; request < 110; request++) statuses.add((await ask(request % 2 ? {} : { authorization: 'Bearer worthless' })).status);
    expect([...statuses].sort()).toEqual([200, 429]);
    const { headers } = await ask();
    expect(headers.get('ratelimit-limit')).toBe('100');
  });

  it('can be set for all callers alike, or not at all', async () => {
    const fixed = await testApp({ env: { KINSHIP_RATE_LIMIT: '7' }, database: product.db });
    expect((await ask({}, fixed)).headers.get('ratelimit-limit')).toBe('7');
    await fixed.close();
    const free = await testApp({ env: { KINSHIP_RATE_LIMIT: '0' }, database: product.db });
    const { headers } = await ask({}, free);
    expect([...headers.keys()].filter((name) => name.startsWith('ratelimit'))).toEqual([]);
    await free.close();
  });
});
