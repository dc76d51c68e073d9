/**
 * `npm run sockets [-- --url http://localhost:3000 --count 10000]`: so many idle WebSockets on a running product with the demo tenant, started with
 * KINSHIP_RATE_LIMIT=0 because they all are one person's. Says what one costs, and how long a request takes meanwhile. The shell needs a limit on open
 * files (`ulimit -n`) above the count, and so does the product's.
 */
import { parseArgs } from 'node:util';
import WebSocket from 'ws';
import { Fault, die, say, step } from './lib/log.mjs';
import { DEMO_PASSWORD } from './lib/product.mjs';

/** Opened at the same time; more would only wait in the system's queue. */
const AT_ONCE = 100;

async function ask(url, query, variables, token) {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }, body: JSON.stringify({ query, variables }) });
  const { data, errors } = await response.json();
  if (errors) throw new Fault(`The product refuses: ${errors[0].message}`);
  return data;
}

/** Megabytes that the product's process holds, as its metrics say. */
async function memoryOf(url) {
  const text = await (await fetch(`${url}/metrics`)).text();
  const bytes = /^\w*process_resident_memory_bytes (\S+)/m.exec(text)?.[1];
  if (!bytes) throw new Fault('/metrics does not tell how much memory is in use; ask from the machine that the product runs on.');
  return Number(bytes) / 1_048_576;
}

function open(url, token) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { accessToken: token } })));
    socket.on('error', reject);
    socket.once('close', (code) => reject(new Fault(`A socket was closed with ${code}.`)));
    socket.once('message', () => resolve(socket));
  });
}

/** Median of some requests, in milliseconds. */
async function pace(url, token) {
  const taken = [];
  for (let turn = 0; turn < 21; turn++) {
    const began = performance.now();
    await ask(url, '{ me { user { id } } }', {}, token);
    taken.push(performance.now() - began);
  }
  return taken.sort((one, other) => one - other)[10];
}

async function main() {
  const { values } = parseArgs({ options: { url: { type: 'string', default: 'http://localhost:3000' }, count: { type: 'string', default: '10000' } } });
  const { url } = values;
  const count = Number(values.count);
  const { signIn } = await ask(url, 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }', { input: { email: 'owner@demo.kinship.test', password: process.env.KINSHIP_DEMO_PASSWORD ?? DEMO_PASSWORD } });
  const token = signIn.accessToken;
  const before = { memory: await memoryOf(url), pace: await pace(url, token) };
  const sockets = [];
  await step(`Opening ${count} sockets`, async (detail) => {
    while (sockets.length < count) {
      sockets.push(...(await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - sockets.length) }, () => open(url, token)))));
      detail(String(sockets.length));
    }
  });
  const after = { memory: await memoryOf(url), pace: await pace(url, token) };
  const closed = sockets.filter(({ readyState }) => readyState !== WebSocket.OPEN).length;
  say(`Memory ${before.memory.toFixed(0)} -> ${after.memory.toFixed(0)} MB: ${(((after.memory - before.memory) * 1024) / count).toFixed(1)} kB a socket; ${closed} closed meanwhile.`);
  say(`A request takes ${before.pace.toFixed(1)} ms without them and ${after.pace.toFixed(1)} ms beside them (median of 21).`);
  for (const socket of sockets) socket.terminate();
}

main().then(() => process.exit(0), die);
