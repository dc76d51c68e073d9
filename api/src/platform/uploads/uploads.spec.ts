import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';
import { asIdentity } from '../../../test/harness/tenants.js';
import { runInContext, systemContext } from '../context/request-context.js';
import { Database } from '../database/database.js';
import { Licences } from '../licensing/licences.service.js';
import { AT_ONCE } from './uploads.service.js';

let product: TestApp;
let owner: Caller;
beforeAll(async () => {
  product = await testApp();
  owner = await product.signUp('Northwind');
});
afterAll(() => product.close());

const MEGABYTE = 1_048_576;

/** A request of which the headers are sent, and nothing else until the test says so. */
class Sending {
  readonly socket: Socket;
  private text = '';
  broken: string | null = null;

  constructor(path: string, headers: Readonly<Record<string, string | number>>, token: string | null = owner.token) {
    const { hostname, port } = new URL(product.url);
    this.socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    const lines = Object.entries({ Host: hostname, 'Content-Type': 'text/csv', ...(token ? { Authorization: `Bearer ${token}` } : {}), ...headers }).map(([name, value]) => `${name}: ${value}`);
    this.socket.write(`POST ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    this.socket.on('data', (chunk: Buffer) => (this.text += chunk.toString()));
    this.socket.on('error', (error: NodeJS.ErrnoException) => (this.broken = error.code ?? error.message));
  }

  /** What was heard, once it fits. */
  async heard(wanted: RegExp): Promise<string> {
    while (!wanted.test(this.text)) await Promise.race([once(this.socket, 'data'), once(this.socket, 'close').then(() => Promise.reject(new Error(`closed after: ${this.text}`)))]);
    return this.text;
  }

  /** Status and code of the answer, all of which has come. */
  async refused(): Promise<[number, string]> {
    const text = await this.heard(/"requestId":"[^"]*"\}\}/);
    return [Number(/^HTTP\/1.1 (\d+)/.exec(text)?.[1]), /"code":"(\w+)"/.exec(text)?.[1] ?? ''];
  }

  async ended(): Promise<void> {
    if (!this.socket.readableEnded) await once(this.socket, 'end');
  }
}

const imports = (headers: Readonly<Record<string, string | number>> = {}, token: string | null = owner.token): Sending => new Sending('/files/imports?name=a.csv', { 'Content-Length': 5000, ...headers }, token);

describe('an upload that is not wanted', () => {
  it.each([
    ['a stranger', () => imports({ 'X-Kinship-Client': 'web' }, null), [401, 'UNAUTHENTICATED']],
    ['somebody who may not import', async () => imports({}, (await product.colleague(owner, 'VIEWER')).token), [403, 'FORBIDDEN']],
    ['a file of a gigabyte', () => imports({ 'Content-Length': 1024 * MEGABYTE }), [413, 'VALIDATION_ERROR']],
    ['a form', () => imports({ 'Content-Type': 'multipart/form-data; boundary=x' }), [400, 'VALIDATION_ERROR']],
    ['a picture that is too large', () => new Sending('/files/feedback', { 'Content-Type': 'image/png', 'Content-Length': 1024 * MEGABYTE }), [413, 'VALIDATION_ERROR']],
    ['a file to where none is taken', () => new Sending('/files/nowhere', { 'Content-Length': 5000 }), [404, 'NOT_FOUND']],
  ] as const)('is refused on its headers alone: %s', async (_what, send, wanted) => {
    const sending = await send();
    expect(await sending.refused()).toEqual(wanted);
    expect(await sending.heard(/./)).toMatch(/connection: close/i);
    await sending.ended();
    expect(sending.broken).toBeNull();
    sending.socket.destroy();
  });

  it('is refused for a workspace without the module', async () => {
    const other = await product.signUp('Unlicensed');
    await asIdentity(product.db, 'update tenant_modules set enabled = false', [], other.tenantId);
    product.app.get(Licences).forget();
    expect(await imports({}, other.token).refused()).toEqual([402, 'MODULE_NOT_ENABLED']);
  });

  it('is answered though the client goes on sending, and its connection is not reset', async () => {
    const sending = imports({ 'Content-Length': 50 * MEGABYTE }, null);
    const chunk = Buffer.alloc(65_536, 'x');
    for (let sent = 0; sent < 8 * MEGABYTE; sent += chunk.length) if (!sending.socket.write(chunk)) await once(sending.socket, 'drain');
    expect(await sending.refused()).toEqual([401, 'UNAUTHENTICATED']);
    await sending.ended();
    expect(sending.broken).toBeNull();
    sending.socket.destroy();
  });

  it('is told so when it turns out to be too large on its way', async () => {
    const sending = new Sending('/files/feedback', { 'Content-Type': 'image/png', 'Transfer-Encoding': 'chunked' });
    const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536, 'x'), Buffer.from('\r\n')]);
    for (let sent = 0; sent < 12 * MEGABYTE; sent += 65_536) if (!sending.socket.write(chunk)) await once(sending.socket, 'drain');
    expect(await sending.refused()).toEqual([413, 'VALIDATION_ERROR']);
    expect(sending.broken).toBeNull();
    sending.socket.destroy();
  });

  it('leaves a connection on which everything has arrived open for the next request', async () => {
    const viewer = await product.colleague(owner, 'VIEWER');
    const refused = await fetch(`${product.url}/files/imports`, { method: 'POST', headers: { 'content-type': 'text/csv', authorization: `Bearer ${viewer.token}` }, body: 'Team\n' });
    expect([refused.status, await refused.json()]).toEqual([403, { error: expect.objectContaining({ code: 'FORBIDDEN' }) }]);
  });
});

describe('a client that asks whether to send its body', () => {
  it('hears that it shall once its file is wanted', async () => {
    const sending = imports({ Expect: '100-continue', 'Content-Length': 5 });
    await sending.heard(/^HTTP\/1.1 100 Continue\r\n\r\n/);
    sending.socket.write('Team\n');
    expect(await sending.heard(/"bytes":5/)).toContain('HTTP/1.1 201');
    sending.socket.destroy();
  });

  it('hears why not, and nothing else', async () => {
    const sending = imports({ Expect: '100-continue' }, null);
    expect(await sending.refused()).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('is told to at once where no file is meant', async () => {
    const body = JSON.stringify({ query: '{ __typename }' });
    const sending = new Sending('/graphql', { 'Content-Type': 'application/json', Expect: '100-continue', 'Content-Length': body.length });
    await sending.heard(/100 Continue/);
    sending.socket.write(body);
    expect(await sending.heard(/"__typename":"Query"/)).toContain('HTTP/1.1 200');
    sending.socket.destroy();
  });
});

describe('files that are sent at once', () => {
  /** One that has been let in. */
  const begun = async (caller: Caller, bytes = 5000): Promise<Sending> => {
    const sending = imports({ Expect: '100-continue', 'Content-Length': bytes }, caller.token);
    await sending.heard(/100 Continue/);
    return sending;
  };

  it('are so many a member, and one more when one has arrived or was broken off', async () => {
    const eager = await product.colleague(owner, 'ADMIN');
    const sent = await Promise.all(Array.from({ length: AT_ONCE.member }, () => begun(eager)));
    const refused = imports({ Expect: '100-continue' }, eager.token);
    expect(await refused.refused()).toEqual([429, 'RATE_LIMITED']);
    expect(await refused.heard(/./)).toMatch(/retry-after: 10/i);
    // Nobody else waits.
    const colleague = await begun(owner);
    for (const each of [colleague, sent[0]!]) {
      each.socket.write(Buffer.alloc(5000, 'x'));
      await each.heard(/"bytes":5000/);
    }
    const next = await begun(eager);
    sent[1]!.socket.destroy();
    let again = imports({ Expect: '100-continue' }, eager.token);
    // A connection that breaks is heard of a moment later.
    while (!(await again.heard(/HTTP\/1.1 \d+/)).includes('100 Continue')) again = imports({ Expect: '100-continue' }, eager.token);
    for (const each of [...sent, next, again, colleague]) each.socket.destroy();
  });

  it('are so many a workspace, whoever sends them', async () => {
    const crowd = await product.signUp('Crowd');
    const people = [crowd, await product.colleague(crowd, 'ADMIN'), await product.colleague(crowd, 'ADMIN')];
    const sent = await Promise.all(people.flatMap((person) => Array.from({ length: AT_ONCE.tenant / people.length }, () => begun(person))));
    const late = await product.colleague(crowd, 'ADMIN');
    expect(await imports({ Expect: '100-continue' }, late.token).refused()).toEqual([429, 'RATE_LIMITED']);
    for (const each of sent) each.socket.destroy();
  });

  it('count for what a member may send in an hour before they have arrived', async () => {
    const eager = await product.colleague(owner, 'ADMIN');
    await runInContext(systemContext(eager.tenantId, 'Test'), () =>
      product.app.get(Database).run((unit) => unit.query(`insert into import_files (name, storage_key, bytes, sha256, uploaded_by_id) values ('book.csv', 'none', $2, 'none', $1)`, [eager.memberId, 950 * MEGABYTE])),
    );
    const first = await begun(eager, 60 * MEGABYTE);
    expect(await imports({ Expect: '100-continue' }, eager.token).refused()).toEqual([429, 'RATE_LIMITED']);
    first.socket.destroy();
  });
});
