import { writeFileSync } from 'node:fs';
import WebSocket from 'ws';

/** Records what a Node process started with `--inspect=127.0.0.1:<port>` spends its time on; the files open in the developer tools of Chromium. */
export async function profiler(port) {
  const [{ webSocketDebuggerUrl }] = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json();
  const socket = new WebSocket(webSocketDebuggerUrl);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const waiting = new Map();
  let last = 0;
  socket.on('message', (data) => {
    const { id, result, error } = JSON.parse(data);
    const call = waiting.get(id);
    waiting.delete(id);
    if (error) call?.reject(new Error(error.message));
    else call?.resolve(result);
  });
  const send = (method, params = {}) =>
    new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  await send('Profiler.enable');
  return {
    start: () => send('Profiler.start'),
    /** Ends the recording and keeps it in `file`. */
    async stop(file) {
      const { profile } = await send('Profiler.stop');
      writeFileSync(file, JSON.stringify(profile));
      return profile;
    },
    close: () => socket.close(),
  };
}

/** Own time by function, the most first. @returns lines such as `12.3 %  parse (graphql/language/parser.js:12)` */
export function hottest({ nodes, samples, timeDeltas }, count = 25) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const times = new Map();
  let whole = 0;
  samples.forEach((id, at) => {
    const { functionName, url, lineNumber } = byId.get(id).callFrame;
    if (functionName === '(idle)') return;
    const key = `${functionName || '(anonymous)'} (${url.split('/').slice(-3).join('/')}:${lineNumber + 1})`;
    times.set(key, (times.get(key) ?? 0) + timeDeltas[at]);
    whole += timeDeltas[at];
  });
  return [...times].sort(([, one], [, other]) => other - one).slice(0, count).map(([name, time]) => `${((100 * time) / whole).toFixed(1).padStart(5)} %  ${name}`);
}
