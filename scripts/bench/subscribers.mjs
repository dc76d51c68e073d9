import WebSocket from 'ws';
import { ask, signIn } from './installation.mjs';

const QUERY = 'subscription { recordEvents(types: ["account"]) { id kind recordType recordId changeSetId actorId at changed title } }';
const CREATE = 'mutation ($name: String!) { createAccount(input: { name: $name }) { account { id } } }';

/** Opens that many sockets with a subscription each, then writes, and tells how long until the last of them knew. Counted from the sending of the write, so that the commit lies within. */
export async function subscribers({ url, installation, count, writes }) {
  const token = await signIn(url, installation.workspaces[0]);
  const listeners = new Set();
  const sockets = [];
  for (let begun = 0; begun < count; begun += 50) {
    sockets.push(...(await Promise.all(Array.from({ length: Math.min(50, count - begun) }, () => subscribed(url, token, (event) => listeners.forEach((listener) => listener(event)))))));
  }
  // What subscribing has set off is over before anything is measured.
  await ask(url, token, '{ me { tenant { id } } }');
  const times = [];
  let delivered = 0;
  for (let index = 0; index < writes; index++) {
    const name = `Told ${index} ${Date.now()}`;
    const since = performance.now();
    let seen = 0;
    let last = since;
    const all = new Promise((resolve) => {
      const patience = setTimeout(resolve, 20_000);
      const listener = ({ title }) => {
        if (title !== name) return;
        seen++;
        last = performance.now();
        if (seen < count) return;
        clearTimeout(patience);
        listeners.delete(listener);
        resolve();
      };
      listeners.add(listener);
    });
    await ask(url, token, CREATE, { name });
    await all;
    times.push(last - since);
    delivered += seen;
  }
  for (const socket of sockets) socket.terminate();
  times.sort((one, other) => one - other);
  return { subscribers: count, writes, delivered, expected: count * writes, median: times[Math.floor(writes / 2)], longest: times.at(-1) };
}

function subscribed(url, token, onEvent) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { origin: url });
    const send = (message) => socket.send(JSON.stringify(message));
    socket.once('open', () => send({ type: 'connection_init', payload: { accessToken: token } }));
    socket.once('error', reject);
    socket.once('close', (code, reason) => reject(new Error(`A socket was closed: ${code} ${reason}`)));
    socket.on('message', (data) => {
      const message = JSON.parse(data);
      if (message.type === 'connection_ack') {
        send({ type: 'subscribe', id: '1', payload: { query: QUERY } });
        // Answered in order: with the pong the subscription was received.
        send({ type: 'ping' });
      } else if (message.type === 'ping') send({ type: 'pong' });
      else if (message.type === 'pong') resolve(socket);
      else if (message.type === 'next') onEvent(message.payload.data.recordEvents);
      else if (message.type === 'error') reject(new Error(JSON.stringify(message.payload)));
    });
  });
}
