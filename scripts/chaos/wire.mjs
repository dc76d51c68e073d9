import net from 'node:net';
import { once } from 'node:events';

/**
 * A wire between a process and a store, which can be cut, clogged and slowed. Each process has wires of its own.
 * @param target function that answers the store's port, which may change
 */
export async function wire(target) {
  const pairs = new Set();
  const ports = new Map();
  let mode = 'whole';
  let delay = 0;

  // What was sent first arrives first, also when the wire becomes quicker meanwhile.
  const carry = (from, to) => {
    const waiting = [];
    const pump = () => {
      while (waiting.length > 0 && waiting[0].due <= Date.now()) waiting.shift().work();
      if (waiting.length > 0) setTimeout(pump, waiting[0].due - Date.now());
    };
    const late = (work) => {
      const due = Math.max(Date.now() + delay, waiting.at(-1)?.due ?? 0);
      if (waiting.length === 0 && delay === 0) return work();
      if (waiting.push({ due, work }) === 1) setTimeout(pump, delay);
    };
    from.on('data', (chunk) => late(() => {
      if (!to.writable || to.write(chunk)) return;
      from.pause();
      to.once('drain', () => mode !== 'clogged' && from.resume());
    }));
    from.on('error', () => to.destroy());
    from.on('close', () => late(() => to.destroy()));
  };

  const server = net.createServer((socket) => {
    if (mode === 'cut') return socket.destroy();
    const upstream = net.connect({ port: target(), host: '127.0.0.1' });
    const pair = { socket, upstream };
    pairs.add(pair);
    upstream.once('connect', () => ports.set(upstream.localPort, pair));
    carry(socket, upstream);
    carry(upstream, socket);
    if (mode === 'clogged') for (const end of [socket, upstream]) end.pause();
    upstream.once('close', () => {
      pairs.delete(pair);
      ports.delete(upstream.localPort);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: server.address().port,
    /** Whether the store sees this wire behind the port. */
    ownsPort: (port) => ports.has(port),
    /** Ends every connection and takes no new one. */
    cut() {
      mode = 'cut';
      for (const { socket, upstream } of pairs) for (const end of [socket, upstream]) end.destroy();
    },
    /** Keeps every connection and lets nothing through: the worst a network does. */
    clog() {
      mode = 'clogged';
      for (const { socket, upstream } of pairs) for (const end of [socket, upstream]) end.pause();
    },
    slow(ms) {
      delay = ms;
    },
    mend() {
      mode = 'whole';
      delay = 0;
      for (const { socket, upstream } of pairs) for (const end of [socket, upstream]) end.resume();
    },
    close: () => server.close(),
  };
}
