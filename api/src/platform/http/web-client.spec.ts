import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { testDatabase, type TestDatabase } from '../../../test/harness/database.js';
import { startEdge, type EdgeApp } from '../../../test/harness/edge-app.js';

const INLINE = "document.documentElement.dataset.theme='dark'";
const INDEX = `<!doctype html><html><head><script>${INLINE}</script></head><body><app-root></app-root><script src="main-ABCD1234.js" type="module"></script></body></html>`;
const SCRIPT = `export const text = '${'kinship '.repeat(500)}';`;

let folder: string;
let db: TestDatabase;
let app: EdgeApp;
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kinship-web-'));
  mkdirSync(path.join(folder, 'media'));
  writeFileSync(path.join(folder, 'index.html'), INDEX);
  writeFileSync(path.join(folder, 'main-ABCD1234.js'), SCRIPT);
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
    expect({ status, body: body.toString(), type: headers['content-type'], cache: headers['cache-control'] }).toEqual({ status: 200, body: INDEX, type: 'text/html; charset=utf-8', cache: 'no-cache' });
  });

  it('may keep hashed files for ever and must ask about the others', async () => {
    expect((await raw('/main-ABCD1234.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
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

  it('has a policy that lets its own inline script run and no other', async () => {
    const { headers } = await raw('/');
    const policy = String(headers['content-security-policy']);
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1];
    expect(scripts).toBe(`'self' 'sha256-${createHash('sha256').update(INLINE).digest('base64')}'`);
    for (const part of ["default-src 'self'", "object-src 'none'", "frame-ancestors 'none'", "base-uri 'self'"]) expect(policy).toContain(part);
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'strict-origin-when-cross-origin' });
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['strict-transport-security']).toBeUndefined();
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
