import http from 'node:http';

/** Sends `next()` over `connections` kept open for `seconds`. @returns { times, seconds, bytes }: milliseconds of each answer, how long it took in all, bytes of all answers */
export async function load({ url, headers = {}, connections, seconds, next, check }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const since = performance.now();
  const end = since + seconds * 1000;
  const times = [];
  let bytes = 0;
  const one = () =>
    new Promise((resolve, reject) => {
      const body = JSON.stringify(next());
      const sent = performance.now();
      const request = http.request(url, { method: 'POST', agent, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers } }, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => {
          times.push(performance.now() - sent);
          const answer = Buffer.concat(chunks);
          bytes += answer.length;
          const problem = check(response.statusCode, answer);
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
  // The last answers come after the end; they count, and so does their time.
  return { times, seconds: (performance.now() - since) / 1000, bytes };
}

/** What several loads were together. @returns { answers, perSecond, bytes, p50, p95, p99 }; bytes of an answer on average */
export function together(loads) {
  const times = loads.flatMap((each) => each.times).sort((left, right) => left - right);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  const sum = (key) => loads.reduce((whole, each) => whole + each[key], 0);
  return { answers: times.length, perSecond: times.length / sum('seconds'), bytes: Math.round(sum('bytes') / times.length), p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
