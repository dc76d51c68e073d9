import { pause } from './random.mjs';

/** Clients that forgive nothing: one request after the other, never sent again. */
function strict(url, token, count) {
  const seen = { requests: 0, failures: [] };
  let ended = false;
  const loop = async (at) => {
    for (let number = 0; !ended; number++) {
      const query = number % 2 === 0 ? 'mutation ($name: String!) { createAccount(input: { name: $name }) { account { id } } }' : 'query ($name: String!) { accounts(first: 5, filter: { name: { eq: $name } }) { nodes { id } } }';
      try {
        const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify({ query, variables: { name: `Strict ${at} ${number}` } }) });
        const text = await response.text();
        if (!response.ok || text.includes('"errors"')) seen.failures.push(`${response.status} ${text.slice(0, 200)}`);
      } catch (error) {
        seen.failures.push(`${error.message} ${error.cause?.message ?? ''}`);
      }
      seen.requests += 1;
      await pause(10);
    }
  };
  const loops = Array.from({ length: count }, (_, at) => loop(at));
  return {
    seen,
    async end() {
      ended = true;
      await Promise.all(loops);
    },
  };
}

/** Every process is replaced, an API and a worker at a time, while clients work that never send anything again. @returns what went wrong, and how many requests there were */
export async function rollingRestart(cluster, { here }) {
  await cluster.ready();
  await here.owner.signIn();
  const clients = strict(cluster.url, here.owner.token, 4);
  const faults = [];
  for (const pair of cluster.apis.map((api, at) => [api, cluster.workers[at]])) {
    await Promise.all(pair.map(async (member) => {
      const { code, signal } = await member.restart();
      if (code !== 0) faults.push(`${member.name} ended with ${signal ?? `code ${code}`} when it was asked to`);
    }));
    if (!(await cluster.ready())) faults.push(`${pair.map(({ name }) => name).join(' or ')} did not come back`);
  }
  await clients.end();
  const { requests, failures } = clients.seen;
  if (failures.length > 0) faults.push(`${failures.length} of ${requests} requests failed during a rolling restart, the first: ${failures[0]}`);
  return { faults, requests };
}
