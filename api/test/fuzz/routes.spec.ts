import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { ERROR_CODES } from '@libs/contracts';
import { testApp, type TestApp } from '../harness/app.js';
import { newCrew, type Crew } from './crew.js';
import { Random } from './random.js';

const SEED = Number(process.env['KINSHIP_FUZZ_SEED'] ?? 4);
const MINUTES = Number(process.env['KINSHIP_FUZZ_MINUTES'] ?? 0) / 4;
const REQUESTS = 600;

const ROUTES = [...readFileSync(path.resolve(import.meta.dirname, '../operations.snapshot.txt'), 'utf8').matchAll(/^Route (\S+)/gm)].map(([, route]) => route!);
const WORDS = ['', 'x', '0', '-1', 'null', '%00', '%ff', '%E0%A4%A', '..%2f..%2fetc', '../x', 'a'.repeat(3_000), '%F0%9F%98%80', "'", '"', '[]', 'a[]=1', '__proto__', '2026-01-01', '2026-13-45', '+275760-09-13', 'file.csv', 'file.xlsx', 'x.vcf', 'x.json', 'ü.csv', 'CON', '.', 'account', '<svg>'];
const NAMES = ['name', 'from', 'until', 'actorId', 'via', 'recordId', 'search', 'after', 'filter', 'code', 'state', 'error', 'recordType', 'first', 'language', 'kind', 'x', '__proto__', 'name[a]', 'name[]'];
const TYPES = ['application/json', 'text/csv', 'application/octet-stream', 'multipart/form-data; boundary=x', 'multipart/form-data', 'application/x-www-form-urlencoded', 'image/png', 'image/svg+xml', 'text/plain; charset=utf-16', 'nonsense', '', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'];
const ENCODINGS = ['gzip', 'br', 'deflate', 'identity', 'zstd', 'gzip, gzip', 'nonsense'];
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

let product: TestApp;
let crew: Crew;
beforeAll(async () => {
  product = await testApp();
  crew = await newCrew(product);
});
afterAll(() => product.close());

interface Attempt {
  readonly method: string;
  readonly target: string;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

function bodyOf(random: Random): Buffer {
  return random.pick<() => Buffer>([
    () => Buffer.alloc(0),
    () => Buffer.from('Name,Owner\nAda,Bo\n'),
    () => Buffer.from(Array.from({ length: random.below(2_000) }, () => random.below(256))),
    () => PNG.subarray(0, random.below(PNG.length + 1)),
    () => Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.from(Array.from({ length: 300 }, () => random.below(256)))]),
    () => Buffer.from('{"a":'.repeat(random.below(400))),
    () => Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nName\nAda\r\n--x--'),
    () => Buffer.from('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    () => Buffer.from('"' + 'x,'.repeat(random.below(5_000))),
    () => Buffer.from('\ufeffa;b\r\n1;2', 'utf16le'),
    () => Buffer.alloc(300_000, random.below(256)),
  ])();
}

function attempt(random: Random): Attempt {
  const asker = random.pick(crew.askers);
  const id = (): string => random.pick([random.pick(asker.own), random.pick(asker.foreign), ...random.some(WORDS, 0.05)]);
  const query = Array.from({ length: random.below(4) }, () => `${random.pick(NAMES)}=${random.pick(WORDS)}`).join('&');
  const route = random.pick([...ROUTES, ...ROUTES.filter((each) => each.startsWith('/files')), '/graphql']).replace(/:\w+/g, id);
  const target = `${route}${random.chance(0.1) ? `/${random.pick(WORDS)}` : ''}${query && `?${query}`}`;
  const headers: Record<string, string> = { ...(asker.token && random.chance(0.9) ? { authorization: `Bearer ${asker.token}` } : {}) };
  const type = random.pick(TYPES);
  if (type) headers['content-type'] = type;
  if (random.chance(0.1)) headers['content-encoding'] = random.pick(ENCODINGS);
  if (random.chance(0.2)) headers['accept-language'] = random.pick(['de', 'xx-YY;q=2', '*', ';;;', 'a'.repeat(500)]);
  if (random.chance(0.1)) headers['cookie'] = random.pick(['kinship_access=%E0%A4%A', 'kinship_oidc=x; kinship_refresh=', '=;=;', 'a'.repeat(3_000)]);
  if (random.chance(0.1)) headers['range'] = random.pick(['bytes=0-1', 'bytes=9-1', 'x']);
  if (random.chance(0.1)) headers['accept'] = random.pick(['text/html', 'x', '*/*;q=x']);
  if (random.chance(0.1)) headers['x-kinship-client'] = 'web';
  return { method: random.pick(['GET', 'POST', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH']), target: target.replace(/ /g, '%20'), headers, body: bodyOf(random) };
}

const send = ({ method, target, headers, body }: Attempt): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const hasBody = !['GET', 'HEAD', 'OPTIONS'].includes(method);
    const call = request(product.url, { method, path: target, headers: { ...headers, ...(hasBody ? { 'content-length': String(body.length) } : {}) }, agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.on('error', reject);
    });
    // A refusal may come before everything is sent; then the connection is closed.
    call.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' || error.code === 'ECONNRESET' ? resolve({ status: 400, text: '' }) : reject(error)));
    call.end(hasBody ? body : undefined);
  });

function codeOf(text: string): string | null {
  try {
    return ((JSON.parse(text) as { error?: { code?: string } } | null)?.error?.code ?? null) as string | null;
  } catch {
    return null;
  }
}

describe('whatever is sent to plain routes by chance', () => {
  it('is answered in words, and never with what belongs to another workspace', async () => {
    const random = new Random(SEED);
    const until = Date.now() + MINUTES * 60_000;
    const findings: unknown[] = [];
    let sent = 0;
    for (; MINUTES > 0 ? Date.now() < until : sent < REQUESTS; sent++) {
      const tried = attempt(random);
      const { status, text } = await send(tried);
      const code = codeOf(text);
      const wrong = status >= 500 || (code !== null && (!(code in ERROR_CODES) || code === 'INTERNAL')) || text.includes(crew.secret);
      if (wrong) findings.push({ ...tried, body: tried.body.toString('base64').slice(0, 400), status, text: text.slice(0, 500) });
    }
    if (MINUTES > 0) process.stdout.write(`seed ${SEED}: ${sent} requests, ${findings.length} findings\n`);
    expect(findings).toEqual([]);
  }, Math.max(120_000, (MINUTES + 2) * 60_000));
});
