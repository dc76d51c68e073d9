import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../config/config.js';
import { runInContext } from '../context/request-context.js';
import { Database } from '../database/database.js';
import { JobHandler, OnJobDead } from '../queue/job-handler.decorator.js';
import { machineContext } from '../queue/job-envelope.js';
import { JobQueue } from '../queue/job-queue.service.js';
import { Secrets } from '../secrets/secrets.service.js';
import { Tenants } from '../tenancy/tenants.service.js';
import { renderMail } from './mail-layout.js';
import { mailLocaleOf, mailTemplateNamed, type MailParams } from './mail-template.js';
import { MailTransport, type OutgoingMail } from './mail-transport.js';
import { mailPurpose } from './mails.service.js';

interface StoredMail {
  readonly id: string;
  readonly tenantId: string | null;
  readonly template: string;
  readonly recipient: string;
  readonly recipientName: string | null;
  readonly locale: string;
  readonly timezone: string;
  readonly params: string;
}

const LOOK_EVERY_MS = 60_000;
const KEPT_DAYS = 30;

/** Sends the mails that were written, one job each. */
@Injectable()
export class MailDelivery {
  private readonly logger = new Logger('Mail');

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly jobs: JobQueue,
    private readonly secrets: Secrets,
    private readonly tenants: Tenants,
    private readonly transport: MailTransport,
  ) {}

  /** A mail is claimed before it is sent, so that two workers never send it both; what is sent forgets its parameters. */
  @JobHandler('mail', 'deliver')
  async deliver({ mailId }: { mailId: string }): Promise<void> {
    const mail = await this.claim(mailId);
    if (!mail) return;
    try {
      const rendered = await this.render(mail);
      const status = await this.transport.send(rendered);
      await this.note(`update mails set status = $2, subject = $3, sent_at = now(), params = null, claimed_until = null, last_error = null where id = $1`, [mail.id, status, rendered.subject]);
    } catch (error) {
      // The queue tries again within ten minutes; whatever the queue has lost by then is found by `lookThrough`.
      await this.note(`update mails set claimed_until = null, due_at = now() + interval '15 minutes', last_error = $2 where id = $1`, [mail.id, (error as Error).message.slice(0, 500)]);
      throw error;
    }
  }

  @OnJobDead('mail', 'deliver')
  async giveUp({ mailId }: { mailId: string }, reason: Error): Promise<void> {
    await this.note(`update mails set status = 'FAILED', claimed_until = null, last_error = $2 where id = $1 and status = 'PENDING'`, [mailId, reason.message.slice(0, 500)]);
  }

  /** Mails whose job never came to be, or was lost with its process, get another one; old ones are forgotten. */
  @JobHandler('mail', 'look-through', { everyMs: LOOK_EVERY_MS })
  async lookThrough(): Promise<void> {
    const left = await this.database.runAs('identity', (unit) =>
      unit.query<{ id: string; tenantId: string | null; attempts: number }>(
        `update mails set due_at = now() + interval '15 minutes' where id in (select id from mails where status = 'PENDING' and due_at < now() order by due_at limit 500 for update skip locked)
         returning id, tenant_id as "tenantId", attempts`,
      ),
    );
    for (const { id, tenantId, attempts } of left) {
      await runInContext(machineContext(tenantId, 'Mail'), () => this.jobs.add('mail', 'deliver', { mailId: id }, { key: `${id}.${attempts}` }));
    }
    if (left.length > 0) this.logger.warn(`${left.length} mails had been left waiting.`);
    await this.note(`delete from mails where created_at < now() - make_interval(days => ${KEPT_DAYS})`, []);
  }

  private async claim(id: string): Promise<StoredMail | undefined> {
    const [mail] = await this.database.runAs('identity', (unit) =>
      unit.query<StoredMail & Record<string, unknown>>(
        `update mails set claimed_until = now() + interval '2 minutes', due_at = now() + interval '3 minutes', attempts = attempts + 1
         where id = $1 and params is not null and (claimed_until is null or claimed_until < now())
         returning id, tenant_id as "tenantId", template, recipient, recipient_name as "recipientName", locale, timezone, params`,
        [id],
      ),
    );
    return mail;
  }

  private async render(mail: StoredMail): Promise<OutgoingMail> {
    const template = mailTemplateNamed(mail.template);
    // While versions change, a worker of the older one may get what only the newer one knows; the next try finds that one.
    if (!template) throw new Error(`No mail is called ${mail.template}.`);
    const params = JSON.parse(this.secrets.open(mail.params, mailPurpose(mail.id))) as MailParams;
    const tenant = mail.tenantId ? await this.tenants.byId(mail.tenantId) : null;
    const sender = tenant?.name ?? 'Kinship';
    const locale = mailLocaleOf(mail.locale);
    const content = template.words[locale](params, { sender, locale: mail.locale, timezone: mail.timezone });
    return { id: mail.id, template: mail.template, to: { address: mail.recipient, name: mail.recipientName ?? '' }, sender, ...renderMail(content, { sender, origin: this.config.origin, locale }) };
  }

  private note(sql: string, parameters: readonly unknown[]): Promise<unknown> {
    return this.database.runAs('identity', (unit) => unit.query(sql, parameters));
  }
}
