import http from 'node:http';

/** Sends `next()` over `connections` kept open for `seconds`. @returns { perSecond, p50, p95, p99 }; times in milliseconds */
export async function load({ url, headers = {}, connections, seconds, next, check }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const end = performance.now() + seconds * 1000;
  const times = [];
  const one = () =>
    new Promise((resolve, reject) => {
      const body = JSON.stringify(next());
      const since = performance.now();
      const request = http.request(url, { method: 'POST', agent, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers } }, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => {
          times.push(performance.now() - since);
          const problem = check(response.statusCode, Buffer.concat(chunks));
          if (problem) reject(new Error(problem));
          else resolve();
        });
      });
      request.on('error', reject);
      request.end(body);
    });
  await Promise.all(Array.from({ length: connections }, async () => {
    while (performance.now() < end) await one();
  }));
  agent.destroy();
  times.sort((one, other) => one - other);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return { perSecond: times.length / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
