import { randomUUID } from 'node:crypto';
import { pause } from './random.mjs';

/** How long one wish is sent again and again, and how long one answer is waited for, in milliseconds. */
const PATIENCE = 90_000;
const TIMEOUT = 8_000;

/** The API has refused, and would refuse again. */
export class Refused extends Error {
  constructor(errors) {
    super(JSON.stringify(errors));
    this.code = errors[0]?.extensions?.code;
  }
}

/**
 * Somebody who uses the API as its guide says: each mutation has an idempotency key and is sent again with it until there is an answer.
 * @param session { url, email, password, counts }; `counts` collects requests and retries
 */
export function apiClient({ url, email, password, counts }) {
  let token = null;

  const post = async (body, headers) => {
    counts.requests += 1;
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body), signal: AbortSignal.timeout(TIMEOUT) });
    if (response.status >= 500 || response.status === 429) throw new Error(`status ${response.status}`);
    return response.json();
  };
  const insist = async (attempt) => {
    const end = Date.now() + PATIENCE;
    let wait = 50;
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        if (error instanceof Refused) throw error;
        if (Date.now() > end) throw new Error(`No answer for ${PATIENCE / 1000} s: ${error.message}`, { cause: error });
      }
      counts.retries += 1;
      await pause(wait);
      wait = Math.min(wait * 2, 1_000);
    }
  };
  const answered = ({ data, errors }) => {
    if (!errors?.length) return data;
    if (errors.some((error) => error.extensions?.retryable)) throw new Error(`retryable ${errors[0].extensions.code}`);
    throw new Refused(errors);
  };
  const signIn = () => insist(async () => {
    const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
    token = answered(await post({ query, variables: { input: { email, password } } }, {})).signIn.accessToken;
  });

  return {
    get token() { return token; },
    signIn,
    /** Data of an operation; a mutation goes with one key however often it is sent. @throws Refused */
    async ask(query, variables = {}) {
      const key = randomUUID();
      if (!token) await signIn();
      return insist(async () => {
        const answer = await post({ query, variables }, { authorization: `Bearer ${token}`, 'idempotency-key': key });
        if (answer.errors?.some((error) => error.extensions?.code === 'UNAUTHENTICATED')) {
          await signIn();
          throw new Error('signed in anew');
        }
        return answered(answer);
      });
    },
    /** Uploads a file for an import; twice uploaded is only a file too many. */
    upload: (name, text) => insist(async () => {
      const response = await fetch(`${url}/files/imports?name=${name}`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' }, body: text, signal: AbortSignal.timeout(TIMEOUT) });
      if (!response.ok) throw new Error(`status ${response.status}: ${await response.text()}`);
      return (await response.json()).id;
    }),
  };
}
