import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { testApp, type TestApp } from '../../../test/harness/app.js';
import { mailbox, type Mailbox } from '../../../test/harness/mailbox.js';
import { asIdentity, newTenant } from '../../../test/harness/tenants.js';
import { eventually } from '../../../test/harness/eventually.js';
import { Config } from '../config/config.js';
import { runInContext, systemContext } from '../context/request-context.js';
import { Database } from '../database/database.js';
import { MailDelivery } from './mail-delivery.service.js';
import { renderMail } from './mail-layout.js';
import { defineMail } from './mail-template.js';
import { Mails } from './mails.service.js';

const greeting = defineMail<{ name: string; url: string }>({
  name: 'test.greeting',
  words: {
    en: ({ name, url }, { sender }) => ({ subject: `Hello ${name}`, heading: `Hello ${name}`, paragraphs: [`${sender} says hello.`], action: { label: 'Open', url } }),
    de: ({ name, url }, { sender }) => ({ subject: `Guten Tag ${name}`, heading: `Guten Tag ${name}`, paragraphs: [`${sender} grüßt Sie.`], action: { label: 'Öffnen', url } }),
  },
});
const URL_IN_MAIL = 'http://kinship.test/reset-password#secret-token';

let box: Mailbox;
let product: TestApp;
let tenantId: string;
const mails = (): Mails => product.app.get(Mails, { strict: false });
const inTenant = <T>(work: () => Promise<T>): Promise<T> => runInContext(systemContext(tenantId, 'Test'), work);
const send = (email: string, more: object = {}): Promise<string> => inTenant(() => mails().send(greeting, { to: { email, name: 'Ada' }, params: { name: 'Ada', url: URL_IN_MAIL }, ...more }));
const row = async (id: string): Promise<Record<string, unknown> | undefined> => (await asIdentity<Record<string, unknown>>(product.db, 'select status, subject, params, attempts, last_error from mails where id = $1', [id]))[0];
/** The row once it has that status. */
const settled = (id: string, status: string): Promise<Record<string, unknown>> => eventually(async () => {
  const found = await row(id);
  return found?.['status'] === status ? found : null;
});

beforeAll(async () => {
  box = await mailbox();
  product = await testApp({ env: { SMTP_URL: box.url, KINSHIP_MAIL_FROM: 'crm@northwind.test' } });
  tenantId = await newTenant(product.db, 'Northwind');
});
afterAll(async () => {
  await product.close();
  await box.close();
});

describe('mail through SMTP', () => {
  it("arrives in the workspace's name, as text and HTML, in the reader's language, and forgets its secret", async () => {
    const id = await send('Ada@Example.com', { locale: 'de-AT' });
    const mail = await box.next('ada@example.com');
    expect(mail).toMatchObject({ from: '"Northwind" <crm@northwind.test>', subject: 'Guten Tag Ada', link: URL_IN_MAIL });
    expect(mail.text).toContain('Northwind grüßt Sie.');
    expect(mail.html).toContain(`href="${URL_IN_MAIL}"`);
    expect(await settled(id, 'SENT')).toMatchObject({ params: null, subject: 'Guten Tag Ada', attempts: 1 });
  });

  it('is not sent when its cause is rolled back, and holds nothing readable until it is sent', async () => {
    const database = product.app.get(Database, { strict: false });
    await expect(
      inTenant(() =>
        database.run(async (unit) => {
          await mails().send(greeting, { to: { email: 'nobody@example.com' }, params: { name: 'N', url: URL_IN_MAIL } }, unit);
          const [waiting] = await unit.query<{ params: string }>(`select params from mails where recipient = 'nobody@example.com'`);
          expect(waiting?.params).toMatch(/^v1\./);
          expect(waiting?.params).not.toContain('secret-token');
          throw new Error('rolled back');
        }),
      ),
    ).rejects.toThrow('rolled back');
    await send('somebody@example.com');
    await box.next('somebody@example.com');
    expect(box.received.filter(({ to }) => to === 'nobody@example.com')).toEqual([]);
  });

  it('is sent once for a key, and once however often its job runs', async () => {
    const id = await send('once@example.com', { key: 'k' });
    await send('once@example.com', { key: 'k' });
    await settled(id, 'SENT');
    await product.app.get(MailDelivery, { strict: false }).deliver({ mailId: id });
    await send('last@example.com');
    await box.next('last@example.com');
    expect(box.received.filter(({ to }) => to === 'once@example.com')).toHaveLength(1);
  });

  it('is tried again when the server says later, under the same message id', async () => {
    box.refused.set('busy@example.com', { code: 451, text: 'Try again later' });
    const id = await send('busy@example.com');
    await eventually(async () => ((await row(id))?.['last_error'] ? true : null));
    expect((await row(id))?.['last_error']).toContain('Try again later');
    box.refused.delete('busy@example.com');
    expect((await box.next('busy@example.com')).messageId).toBe(`<${id}@localhost>`);
  });

  it('is laid aside when the server says never, with the reason, and can be tried again', async () => {
    box.refused.set('unknown@example.com', { code: 550, text: 'No such user' });
    const id = await send('unknown@example.com');
    expect(await settled(id, 'FAILED')).toMatchObject({ attempts: 1, last_error: expect.stringContaining('No such user') });
    box.refused.delete('unknown@example.com');
    await product.app.get(MailDelivery, { strict: false }).deliver({ mailId: id });
    expect(await row(id)).toMatchObject({ status: 'SENT' });
  });

  it('is found again when its job was lost', async () => {
    const [lost] = await asIdentity<{ id: string }>(
      product.db,
      `insert into mails (template, recipient, locale, timezone, params, due_at) values ('test.greeting', 'lost@example.com', 'en', 'UTC', 'unreadable', now() - interval '1 second') returning id`,
    );
    await product.app.get(MailDelivery, { strict: false }).lookThrough();
    expect((await eventually(async () => { const found = await row(lost!.id); return found?.['last_error'] ? found : null; }))['last_error']).toContain('sealed');
  });
});

describe('mail without SMTP', () => {
  it('is kept in files that only the operator reads', async () => {
    const local = await testApp();
    try {
      const tenant = await newTenant(local.db, 'Globex & <b>Co</b>');
      const id = await runInContext(systemContext(tenant, 'Test'), () => local.app.get(Mails, { strict: false }).send(greeting, { to: { email: 'ada@example.com' }, params: { name: '<i>Ada</i>', url: URL_IN_MAIL } }));
      await eventually(async () => ((await asIdentity(local.db, `select 1 from mails where id = $1 and status = 'KEPT' and params is null`, [id])).length > 0 ? true : null));
      const folder = path.join(local.app.get(Config, { strict: false }).home, 'mail');
      const files = readdirSync(folder).filter((name) => name.includes('test.greeting'));
      expect(files).toHaveLength(2);
      expect(files.map((name) => (statSync(path.join(folder, name)).mode & 0o777).toString(8))).toEqual(['600', '600']);
      expect(readFileSync(path.join(folder, files.find((name) => name.endsWith('.txt'))!), 'utf8')).toMatch(/^To: ada@example\.com\n[\s\S]*reset-password#secret-token/);
      const html = readFileSync(path.join(folder, files.find((name) => name.endsWith('.html'))!), 'utf8');
      expect(html).toContain('Globex &amp; &lt;b&gt;Co&lt;/b&gt;');
      expect(html).not.toContain('<i>');
    } finally {
      await local.close();
    }
  });

  it('keeps a subject on one line', () => {
    expect(renderMail({ subject: 'a\r\nBcc: everybody@example.com', heading: 'h', paragraphs: [] }, { sender: 's', origin: 'http://k', locale: 'en' }).subject).toBe('a Bcc: everybody@example.com');
  });
});
