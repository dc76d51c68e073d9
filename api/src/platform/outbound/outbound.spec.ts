import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { text } from 'node:stream/consumers';
import { GuardedDownload } from './guarded-download.js';
import { isPublicAddress } from './public-address.js';

/** Lets the test's own server be asked, and nothing else that the guard refuses. */
class LocalDownload extends GuardedDownload {
  protected override readonly allows = (address: string): boolean => address === '127.0.0.1' || isPublicAddress(address);
  protected override readonly protocols = ['http:'];
}

const LIMITS = { timeoutMs: 2_000, maxBytes: 1000 };
let server: Server;
let origin: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/file') response.end('a,b\n1,2\n');
    else if (request.url === '/private') response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end();
    else if (request.url === '/again') response.writeHead(302, { location: '/again' }).end();
    else if (request.url === '/large') response.writeHead(200, { 'content-length': '5000' }).end('x'.repeat(5000));
    else if (request.url === '/moved') response.writeHead(302, { location: '/file' }).end();
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: { code?: string }) => error.code ?? String(error));

describe('addresses that tenants write down', () => {
  it.each(['127.0.0.1', '10.1.2.3', '172.20.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', 'fd00::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '64:ff9b::7f00:1', '2002:7f00:1::', 'nonsense'])('does not take %s for public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['1.1.1.1', '93.184.215.14', '2606:4700:4700::1111'])('takes %s for public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it('refuses everything but https to a public host, before anything is sent', async () => {
    const download = new GuardedDownload();
    for (const address of ['http://example.com/x', 'ftp://example.com/x', 'file:///etc/passwd', 'https://127.0.0.1/x', 'https://[::1]/x', 'https://0x7f000001/', 'https://2130706433/', 'https://user:secret@example.com/', 'not an address'])
      expect({ address, code: await codeOf(download.open(address, LIMITS)) }).toEqual({ address, code: 'VALIDATION_ERROR' });
    // A name that points inward is found out when it is resolved.
    expect(await codeOf(download.open('https://localhost:1/x', LIMITS))).toBe('VALIDATION_ERROR');
  });

  it('fetches, follows redirects a few times, and checks where they lead', async () => {
    const download = new LocalDownload();
    expect(await text(await download.open(`${origin}/moved`, LIMITS))).toBe('a,b\n1,2\n');
    expect(await codeOf(download.open(`${origin}/private`, LIMITS))).toBe('VALIDATION_ERROR');
    expect(await codeOf(download.open(`${origin}/again`, LIMITS))).toBe('UPSTREAM_ERROR');
    expect(await codeOf(download.open(`${origin}/large`, LIMITS))).toBe('UPSTREAM_ERROR');
    expect(await codeOf(download.open(`${origin}/missing`, LIMITS))).toBe('UPSTREAM_ERROR');
  });
});
