import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { NextFunction, Request, Response } from 'express';
import { Page } from './page.js';

/** Paths that are never the web client's, whatever it is asked for. */
const SERVER_PATHS = /^\/(graphql|health|metrics|files|oauth|webhooks|mcp|api)(\/|$)/;
/** The bundler puts a hash of the content into the names of what may be cached for ever. */
const HASHED = /-[\w-]{8}\.(js|css|woff2)$/;
const COMPRESSIBLE = /\.(html|js|css|json|svg|txt|map|webmanifest|xml)$/;
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  map: 'application/json; charset=utf-8',
  webmanifest: 'application/manifest+json',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  ico: 'image/x-icon',
  webp: 'image/webp',
  woff2: 'font/woff2',
  txt: 'text/plain; charset=utf-8',
  xml: 'application/xml',
};

const INDEX = '/index.html';
const QUICK = 4;

type Encoding = 'br' | 'gzip' | 'identity';
interface Asset {
  readonly file: string;
  readonly etag: string;
  readonly bodies: Map<Encoding, Promise<Buffer>>;
}

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/**
 * Serves the built web client: files by name, `index.html` with a nonce of its own for every other page address. Files are read and compressed once, on first
 * demand, and kept: the whole client is a few megabytes.
 */
export class WebClient {
  private readonly assets = new Map<string, Asset>();
  private readonly page: Page | null = null;

  /**
   * @param folder with the built client; without one (a worker, tests) nothing is served.
   * @param policy what a page with that nonce may do, as a Content-Security-Policy
   */
  constructor(
    folder: string | null,
    private readonly policy: (nonce: string) => string,
  ) {
    if (folder === null || !existsSync(path.join(folder, INDEX))) return;
    this.page = new Page(readFileSync(path.join(folder, INDEX), 'utf8'));
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = path.join(entry.parentPath, entry.name);
      const etag = `"${createHash('sha256').update(readFileSync(file)).digest('base64url').slice(0, 22)}"`;
      this.assets.set(`/${path.relative(folder, file).split(path.sep).join('/')}`, { file, etag, bodies: new Map() });
    }
  }

  readonly handle = (request: Request, response: Response, next: NextFunction): void => {
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (!reads || this.assets.size === 0 || SERVER_PATHS.test(request.path)) return next();
    if (this.page && (request.path === INDEX || path.extname(request.path) === '')) {
      this.sendPage(this.page, request, response).catch(next);
      return;
    }
    const asset = this.assets.get(request.path);
    if (!asset) return next();
    this.send(asset, request, response).catch(next);
  };

  /** Without an etag: a page that was kept would come with a nonce that its policy no longer names. */
  private async sendPage(page: Page, request: Request, response: Response): Promise<void> {
    const { nonce, html } = page.made();
    const encoding = bestEncoding(request);
    response.setHeader('content-type', TYPES['html']!);
    response.setHeader('cache-control', 'no-cache');
    response.setHeader('content-security-policy', this.policy(nonce));
    response.vary('accept-encoding');
    if (encoding !== 'identity') response.setHeader('content-encoding', encoding);
    response.end(await encode(Buffer.from(html), encoding, QUICK));
  }

  private async send(asset: Asset, request: Request, response: Response): Promise<void> {
    const name = path.basename(asset.file);
    const encoding = COMPRESSIBLE.test(name) ? bestEncoding(request) : 'identity';
    response.setHeader('content-type', TYPES[path.extname(name).slice(1)] ?? 'application/octet-stream');
    response.setHeader('cache-control', HASHED.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache');
    response.setHeader('etag', asset.etag);
    response.vary('accept-encoding');
    if (request.fresh) {
      response.status(304).end();
      return;
    }
    if (encoding !== 'identity') response.setHeader('content-encoding', encoding);
    // Node leaves out the body of an answer to HEAD by itself.
    response.end(await this.body(asset, encoding));
  }

  private body(asset: Asset, encoding: Encoding): Promise<Buffer> {
    const known = asset.bodies.get(encoding);
    if (known) return known;
    const raw = readFileSync(asset.file);
    const made = encode(raw, encoding);
    asset.bodies.set(encoding, made);
    return made;
  }
}

/** Ours to choose among those the browser takes: brotli is the smallest, though browsers name gzip first. */
function bestEncoding(request: Request): Encoding {
  if (request.acceptsEncodings('br')) return 'br';
  return request.acceptsEncodings('gzip') ? 'gzip' : 'identity';
}

/** @param effort how small it is to get, and how long that may take: 9 for what is kept, less for what is made anew each time */
async function encode(raw: Buffer, encoding: Encoding, effort = 9): Promise<Buffer> {
  if (encoding === 'br') return brotli(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: effort } });
  return encoding === 'gzip' ? gzipped(raw, { level: effort }) : raw;
}
