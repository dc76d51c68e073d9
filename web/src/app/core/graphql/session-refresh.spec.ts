import { TestBed } from '@angular/core/testing';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { SessionRefresh } from './session-refresh.js';

const original = globalThis.fetch;
const answer = (body: unknown) => ({ json: () => Promise.resolve(body) }) as Response;

function withFetch(fetching: () => Promise<Response>) {
  const fetch = jest.fn<typeof globalThis.fetch>(fetching);
  globalThis.fetch = fetch;
  return { fetch, refresh: TestBed.inject(SessionRefresh) };
}

describe('session refresh', () => {
  afterEach(() => void (globalThis.fetch = original));

  it('asks once for many who wait, and says so with the client header', async () => {
    const { fetch, refresh } = withFetch(() => Promise.resolve(answer({ data: { refreshSession: { expiresAt: 'x' } } })));
    await expect(Promise.all([refresh.renew(), refresh.renew(), refresh.renew()])).resolves.toEqual(['renewed', 'renewed', 'renewed']);
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(fetch.mock.calls[0]?.[1]?.headers).toMatchObject({ 'x-kinship-client': 'web' });
    await refresh.renew();
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('tells an ended session from an API that does not answer', async () => {
    const ended = withFetch(() => Promise.resolve(answer({ data: null, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })));
    await expect(ended.refresh.renew()).resolves.toBe('ended');
    const broken = withFetch(() => Promise.resolve(answer({ data: null, errors: [{ extensions: { code: 'INTERNAL' } }] })));
    await expect(broken.refresh.renew()).resolves.toBe('failed');
    const lost = withFetch(() => Promise.reject(new TypeError('Failed to fetch')));
    await expect(lost.refresh.renew()).resolves.toBe('failed');
  });
});
