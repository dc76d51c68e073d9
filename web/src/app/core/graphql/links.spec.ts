import { ApolloClient, ApolloLink, gql, InMemoryCache, Observable } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { describe, expect, it, jest } from '@jest/globals';
import { renewingLink } from './links.js';
import type { RefreshOutcome } from './session-refresh.js';

/** The code the API refused with, or null when it did not. */
async function refusal(answer: Promise<unknown>): Promise<unknown> {
  try {
    await answer;
    return null;
  } catch (error) {
    return CombinedGraphQLErrors.is(error) ? error.errors[0]?.extensions?.['code'] : error;
  }
}

const QUERY = gql`query Q { value }`;

/** A client whose API answers UNAUTHENTICATED to the first `refusals` requests. */
function setup(refusals: number, outcome: RefreshOutcome) {
  let requests = 0;
  const renew = jest.fn(() => Promise.resolve(outcome));
  const ended = jest.fn();
  const api = new ApolloLink(() => new Observable((observer) => {
    requests += 1;
    const refused = requests <= refusals;
    observer.next(refused ? { errors: [{ message: 'Sign in', extensions: { code: 'UNAUTHENTICATED' } }] } : { data: { value: requests } });
    observer.complete();
  }));
  const client = new ApolloClient({ link: ApolloLink.from([renewingLink(renew, ended), api]), cache: new InMemoryCache() });
  const ask = (context = {}) => client.query({ query: QUERY, fetchPolicy: 'no-cache', context });
  return { ask, renew, ended, requests: () => requests };
}

describe('renewing link', () => {
  it('renews the session and sends the operation once more', async () => {
    const { ask, renew, ended, requests } = setup(1, 'renewed');
    await expect(ask()).resolves.toMatchObject({ data: { value: 2 } });
    expect(renew).toHaveBeenCalledTimes(1);
    expect(ended).not.toHaveBeenCalled();
    expect(requests()).toBe(2);
  });

  it('does not try for ever', async () => {
    const { ask, renew, requests } = setup(99, 'renewed');
    expect(await refusal(ask())).toBe('UNAUTHENTICATED');
    expect(renew).toHaveBeenCalledTimes(1);
    expect(requests()).toBe(2);
  });

  it('says when the session is over, and not when the API could not be asked', async () => {
    const over = setup(99, 'ended');
    expect(await refusal(over.ask())).toBe('UNAUTHENTICATED');
    expect(over.ended).toHaveBeenCalledTimes(1);
    const unknown = setup(99, 'failed');
    expect(await refusal(unknown.ask())).toBe('UNAUTHENTICATED');
    expect(unknown.ended).not.toHaveBeenCalled();
  });

  it('takes a refused sign-in for an answer', async () => {
    const { ask, renew } = setup(99, 'renewed');
    expect(await refusal(ask({ signIn: true }))).toBe('UNAUTHENTICATED');
    expect(renew).not.toHaveBeenCalled();
  });
});
