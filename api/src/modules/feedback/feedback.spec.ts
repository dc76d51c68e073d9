import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';
import { Config } from '../../platform/config/config.js';
import { runInContext, systemContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { FeedbackRetention } from './feedback-retention.service.js';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

let app: TestApp;
let owner: Caller;
let viewer: Caller;
beforeAll(async () => {
  app = await testApp();
  owner = await app.signUp('Talking');
  viewer = await app.colleague(owner, 'VIEWER');
});
afterAll(() => app.close());

const upload = async (body: Buffer | string, caller = viewer, type = 'image/png'): Promise<{ status: number; id?: string; code?: string }> => {
  const response = await fetch(`${app.url}/files/feedback`, { method: 'POST', headers: { authorization: `Bearer ${caller.token}`, 'content-type': type }, body: typeof body === 'string' ? body : new Uint8Array(body) });
  const answer = (await response.json()) as { id?: string; error?: { code: string } };
  return { status: response.status, ...(answer.id && { id: answer.id }), ...(answer.error && { code: answer.error.code }) };
};
const SEND = 'mutation ($input: SendFeedbackInput!) { sendFeedback(input: $input) { id kind pictureUrl from } }';
const LIST = '{ feedback { nodes { id message page pictureUrl from settledAt } } }';

describe('feedback', () => {
  it('is sent by everybody, with a picture, and read by those who run the workspace', async () => {
    const { id } = await upload(PNG);
    const { sendFeedback } = await viewer.data<{ sendFeedback: { id: string; pictureUrl: string; from: string } }>(SEND, { input: { kind: 'IDEA', message: ' More colours 🎨 ', page: '/home', pictureId: id } });
    expect(sendFeedback).toMatchObject({ kind: 'IDEA', from: 'viewer colleague', pictureUrl: `/files/feedback/${id}` });
    const { feedback } = await owner.data<{ feedback: { nodes: unknown[] } }>(LIST);
    expect(feedback.nodes).toEqual([{ id: sendFeedback.id, message: 'More colours 🎨', page: '/home', pictureUrl: sendFeedback.pictureUrl, from: 'viewer colleague', settledAt: null }]);
    const picture = await fetch(`${app.url}${sendFeedback.pictureUrl}`, { headers: { authorization: `Bearer ${owner.token}` } });
    expect([picture.status, picture.headers.get('content-type'), picture.headers.get('x-content-type-options')]).toEqual([200, 'image/png', 'nosniff']);
    expect(Buffer.from(await picture.arrayBuffer()).equals(PNG)).toBe(true);
    const { settleFeedback } = await owner.data<{ settleFeedback: { settledAt: string | null } }>('mutation ($id: ID!) { settleFeedback(id: $id) { settledAt } }', { id: sendFeedback.id });
    expect(settleFeedback.settledAt).not.toBeNull();
  });

  it('forgets pictures that no message came to within a day, and no other', async () => {
    const [sent, waiting, unsent] = await Promise.all([upload(PNG), upload(PNG), upload(PNG)]);
    const { sendFeedback } = await viewer.data<{ sendFeedback: { pictureUrl: string } }>(SEND, { input: { kind: 'IDEA', message: 'Kept', pictureId: sent.id } });
    const database = app.app.get(Database, { strict: false });
    const pictures = (): Promise<{ id: string; key: string }[]> =>
      runInContext(systemContext(owner.tenantId, 'Test'), () => database.run((unit) => unit.query<{ id: string; key: string }>('select id, storage_key as key from feedback_pictures where id = any($1::uuid[])', [[sent.id, waiting.id, unsent.id]])));
    const files = (await pictures()).map(({ id, key }) => ({ id, path: path.join(app.app.get(Config).home, 'files', owner.tenantId, key) }));
    await app.db.asOwner('alter table feedback_pictures no force row level security');
    await app.db.asOwner(`update feedback_pictures set created_at = now() - interval '25 hours' where id = any($1::uuid[])`, [[sent.id, unsent.id]]);
    await app.db.asOwner('alter table feedback_pictures force row level security');
    await app.app.get(FeedbackRetention).forget({}, { checkpoint: () => undefined });
    expect((await pictures()).map(({ id }) => id).sort()).toEqual([sent.id, waiting.id].sort());
    expect(files.filter(({ path: file }) => existsSync(file)).map(({ id }) => id).sort()).toEqual([sent.id, waiting.id].sort());
    expect((await fetch(`${app.url}${sendFeedback.pictureUrl}`, { headers: { authorization: `Bearer ${owner.token}` } })).status).toBe(200);
    expect((await viewer.graphql(SEND, { input: { kind: 'IDEA', message: 'Late', pictureId: unsent.id } })).errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR' });
  });

  it('is not for every eye: neither the list nor the pictures', async () => {
    const { id } = await upload(PNG);
    const { sendFeedback } = await viewer.data<{ sendFeedback: { id: string; pictureUrl: string } }>(SEND, { input: { kind: 'PROBLEM', message: 'Secret', pictureId: id } });
    expect((await viewer.graphql(LIST)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const other = await app.signUp('Other');
    for (const [caller, status] of [[viewer, 403], [other, 404]] as const) expect((await fetch(`${app.url}${sendFeedback.pictureUrl}`, { headers: { authorization: `Bearer ${caller.token}` } })).status).toBe(status);
    expect((await other.graphql('mutation ($id: ID!) { settleFeedback(id: $id) { id } }', { id: sendFeedback.id })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    // A picture that somebody else uploaded is nobody's to attach.
    expect((await owner.graphql(SEND, { input: { kind: 'IDEA', message: 'x', pictureId: id } })).errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { pictureId: [expect.any(String)] } });
  });

  it.each([
    ['HTML that says it is a picture', '<html><script>alert(1)</script></html>', 'image/png'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'image/svg+xml'],
    ['a picture with HTML before it', `<b>${PNG.toString('latin1')}`, 'image/png'],
    ['nothing', '', 'image/png'],
    ['a form', 'a=b', 'application/x-www-form-urlencoded'],
  ])('refuses %s', async (_what, body, type) => expect(await upload(body, viewer, type)).toEqual({ status: 400, code: 'VALIDATION_ERROR' }));

  it('takes so many pictures a day and no more, of each member', async () => {
    const keen = await app.colleague(owner, 'MEMBER');
    for (let sent = 0; sent < 30; sent++) expect((await upload(PNG, keen)).status).toBe(201);
    expect(await upload(PNG, keen)).toEqual({ status: 429, code: 'RATE_LIMITED' });
    expect((await upload(PNG, owner)).status).toBe(201);
  });

  it('refuses what is too large before it is read', async () => expect(await upload(Buffer.concat([PNG, Buffer.alloc(6 * 1_048_576)]))).toMatchObject({ code: 'VALIDATION_ERROR' }));

  it.each([['an empty message', { message: '  ' }, 'message'], ['a novel', { message: 'x'.repeat(5001) }, 'message'], ['NUL', { message: 'a\u0000b' }, 'message'], ['a foreign address', { message: 'x', page: 'https://evil.example' }, 'page'], ['a picture that is none', { message: 'x', pictureId: 'no-id' }, 'pictureId']])('refuses %s', async (_what, input, field) => {
    const { extensions } = (await viewer.graphql(SEND, { input: { kind: 'IDEA', ...input } })).errors![0]!;
    expect([extensions.code, Object.keys(extensions['details'] ?? {})]).toEqual(['VALIDATION_ERROR', [field]]);
  });
});
