import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { testDatabase, type TestDatabase } from '../../../test/harness/database.js';
import { startEdge, type EdgeApp } from '../../../test/harness/edge-app.js';

const INLINE = "document.documentElement.dataset.theme='dark'";
const INDEX = `<!doctype html><html><head><script>${INLINE}</script><style>a{}</style></head><body><app-root></app-root><link rel="modulepreload" href="chunk.js"><script src="main-ABCD1234.js" type="module"></script></body></html>`;
const BUILT = INDEX.replace('<head>', `<head><meta http-equiv="Content-Security-Policy" content="script-src 'strict-dynamic' https: 'unsafe-inline'">`);
const SCRIPT = `export const text = '${'kinship '.repeat(500)}';`;

let folder: string;
let db: TestDatabase;
let app: EdgeApp;
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kinship-web-'));
  mkdirSync(path.join(folder, 'media'));
  writeFileSync(path.join(folder, 'index.html'), BUILT);
  writeFileSync(path.join(folder, 'main-ABCD1234.js'), SCRIPT);
  writeFileSync(path.join(folder, 'home-page-K4f3w-A_.js'), SCRIPT);
  writeFileSync(path.join(folder, 'favicon.svg'), '<svg/>');
  writeFileSync(path.join(folder, 'media/inter-ZZZZ0000.woff2'), Buffer.from([1, 2, 3]));
  writeFileSync(path.join(path.dirname(folder), `${path.basename(folder)}.secret`), 'not for the world');
  db = await testDatabase();
  app = await startEdge(db, [], {}, folder);
});
afterAll(async () => {
  await app?.close();
  await db?.drop();
  rmSync(folder, { recursive: true, force: true });
  rmSync(`${folder}.secret`, { force: true });
});

interface Raw {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
}

const withoutNonce = (body: Buffer): string => body.toString().replace(/ (nonce|ngCspNonce)="[\w-]+"/g, '');

const directives = (policy: string): Record<string, string[]> => Object.fromEntries(policy.split('; ').map((part) => [part.split(' ')[0]!, part.split(' ').slice(1)]));

/** Plain HTTP, because fetch normalises paths and unpacks bodies. */
const raw = (target: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Raw> =>
  new Promise((resolve, reject) => {
    get(app.url, { path: target, headers, method, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
    }).on('error', reject);
  });

describe('the web client', () => {
  it.each(['/', '/contacts', '/contacts/0190?tab=history', '/settings/members'])('is what every page address answers: %s', async (page) => {
    const { status, headers, body } = await raw(page);
    expect({ status, body: withoutNonce(body), type: headers['content-type'], cache: headers['cache-control'] }).toEqual({ status: 200, body: INDEX, type: 'text/html; charset=utf-8', cache: 'no-cache' });
  });

  it('may keep hashed files for ever and must ask about the others', async () => {
    expect((await raw('/main-ABCD1234.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await raw('/home-page-K4f3w-A_.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await raw('/media/inter-ZZZZ0000.woff2')).headers).toMatchObject({ 'content-type': 'font/woff2', 'cache-control': 'public, max-age=31536000, immutable' });
    const icon = await raw('/favicon.svg');
    expect(icon.headers['cache-control']).toBe('no-cache');
    const again = await raw('/favicon.svg', { 'if-none-match': String(icon.headers['etag']) });
    expect({ status: again.status, length: again.body.length }).toEqual({ status: 304, length: 0 });
  });

  it('travels compressed where the browser can unpack it', async () => {
    const brotli = await raw('/main-ABCD1234.js', { 'accept-encoding': 'gzip, br' });
    expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: expect.stringMatching(/accept-encoding/i) });
    expect(brotliDecompressSync(brotli.body).toString()).toBe(SCRIPT);
    expect(brotli.body.length).toBeLessThan(SCRIPT.length / 10);
    expect(gunzipSync((await raw('/main-ABCD1234.js', { 'accept-encoding': 'gzip' })).body).toString()).toBe(SCRIPT);
    expect((await raw('/main-ABCD1234.js')).body.toString()).toBe(SCRIPT);
  });

  it('has a policy that lets nothing run but what carries a nonce, new with each answer', async () => {
    const nonces = new Set<string>();
    for (const page of ['/', '/index.html', '/contacts']) {
      const { headers, body } = await raw(page, page === '/' ? { 'if-none-match': '*' } : {});
      const policy = directives(String(headers['content-security-policy']));
      const nonce = /^'nonce-([\w-]{22})'$/.exec(policy['script-src']!.at(-1)!)![1]!;
      nonces.add(nonce);
      expect(policy['script-src']).toEqual(["'self'", "'strict-dynamic'", `'nonce-${nonce}'`]);
      expect(policy['style-src']).toEqual(["'self'", `'nonce-${nonce}'`]);
      expect(policy).toMatchObject({ 'default-src': ["'self'"], 'object-src': ["'none'"], 'frame-ancestors': ["'none'"], 'base-uri': ["'self'"] });
      expect(String(headers['content-security-policy'])).not.toMatch(/unsafe|upgrade-insecure-requests/);
      expect(body.toString()).toContain(`<app-root ngCspNonce="${nonce}">`);
      expect([...body.toString().matchAll(/<(script|style|link rel="modulepreload") nonce="([\w-]+)"/g)].map((match) => match[2])).toEqual([nonce, nonce, nonce, nonce]);
      expect(body.toString()).not.toContain('http-equiv');
      expect(headers['etag']).toBeUndefined();
    }
    expect(nonces.size).toBe(3);
  });

  it.each(['/missing.js', '/missing-ABCD1234.js', '/api/unknown', '/files/unknown', '/health', '/oauth/callback'])('leaves what is not a page alone: %s', async (target) => {
    const { status, body } = await raw(target);
    expect(status).toBe(404);
    expect(body.toString()).not.toContain('<app-root>');
  });

  it('never leaves its folder', async () => {
    const secret = `${path.basename(folder)}.secret`;
    for (const target of [`/../${secret}`, `/%2e%2e/${secret}`, `/..%2f${secret}`, `/media/../../${secret}`]) {
      expect((await raw(target)).body.toString()).not.toContain('not for the world');
    }
  });

  it('is read, not written to', async () => {
    expect((await raw('/', {}, 'POST')).status).toBe(404);
    const head = await raw('/', {}, 'HEAD');
    expect({ status: head.status, length: head.body.length }).toEqual({ status: 200, length: 0 });
  });
});

describe('a worker', () => {
  it('answers for its health only', async () => {
    const worker = await startEdge(db, [], { KINSHIP_ROLE: 'worker' }, folder);
    try {
      expect((await fetch(`${worker.url}/health/live`)).status).toBe(200);
      expect((await fetch(`${worker.url}/`)).status).toBe(404);
      expect((await fetch(`${worker.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ __typename }"}' })).status).toBe(404);
    } finally {
      await worker.close();
    }
  });
});
