import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';

const POLL = 250;

/**
 * One port before several processes: requests and sockets go to the next that says it is ready, sticky nothing. A request is passed on once; only one that reached nobody goes to
 * the next. `targets` are { name, port }.
 */
export async function balancer(targets, port = 0) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 50 });
  const ready = new Map(targets.map(({ name }) => [name, false]));
  let turn = 0;
  const next = (without) => {
    const able = targets.filter(({ name }) => ready.get(name) && !without.has(name));
    const pool = able.length > 0 ? able : targets.filter(({ name }) => !without.has(name));
    return pool[turn++ % Math.max(pool.length, 1)];
  };

  const ask = async ({ name, port: at }) => {
    try {
      const response = await fetch(`http://127.0.0.1:${at}/health/ready`, { signal: AbortSignal.timeout(2_500) });
      await response.arrayBuffer();
      ready.set(name, response.ok);
    } catch {
      ready.set(name, false);
    }
  };
  let polling = true;
  const poll = async (target) => {
    while (polling) {
      await ask(target);
      await new Promise((resolve) => { setTimeout(resolve, POLL).unref(); });
    }
  };
  for (const target of targets) void poll(target);

  const pass = (request, response, body, without = new Set()) => {
    const target = next(without);
    if (!target) return void response.writeHead(503).end();
    const upstream = http.request({ port: target.port, host: '127.0.0.1', agent, path: request.url, method: request.method, headers: { ...request.headers, connection: 'keep-alive' } }, (answer) => {
      const { connection: _hop, 'keep-alive': _kept, ...headers } = answer.headers;
      response.writeHead(answer.statusCode, headers);
      answer.pipe(response);
      answer.on('error', () => response.destroy());
      // The end of the answer never comes when its process is killed.
      answer.on('aborted', () => response.destroy());
    });
    upstream.on('error', (error) => {
      if (response.headersSent) return response.destroy();
      // Nobody listens there: the request has not been seen, so another may have it.
      if (error.code === 'ECONNREFUSED') return pass(request, response, body, new Set([...without, target.name]));
      // A connection that the other side had closed already, before a byte of this request.
      if (error.code === 'ECONNRESET' && upstream.reusedSocket && upstream.socket?.bytesRead === upstream.bytesReadBefore) return pass(request, response, body, without);
      response.writeHead(502).end();
    });
    upstream.on('socket', (socket) => { upstream.bytesReadBefore = socket.bytesRead; });
    upstream.end(body);
  };

  const server = http.createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => pass(request, response, Buffer.concat(chunks)));
  });
  server.keepAliveTimeout = 60_000;
  server.on('upgrade', (request, socket, head) => {
    const target = next(new Set());
    const upstream = net.connect({ port: target.port, host: '127.0.0.1' }, () => {
      const lines = Object.entries(request.headers).flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}`));
      upstream.write(`${request.method} ${request.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      if (head.length > 0) upstream.write(head);
      upstream.pipe(socket);
      socket.pipe(upstream);
    });
    for (const [one, other] of [[socket, upstream], [upstream, socket]]) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** Names of the processes that say they are ready. */
    ready: () => [...ready].flatMap(([name, is]) => (is ? [name] : [])),
    close() {
      polling = false;
      agent.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}
