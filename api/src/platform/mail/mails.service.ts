import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { currentContext, runInContext } from '../context/request-context.js';
import { writesIn } from '../i18n/written-to-in.js';
import { Database, type UnitOfWork } from '../database/database.js';
import { machineContext } from '../queue/job-envelope.js';
import { JobQueue } from '../queue/job-queue.service.js';
import { Secrets } from '../secrets/secrets.service.js';
import type { MailParams, MailTemplate } from './mail-template.js';

export interface MailRequest<P extends MailParams> {
  readonly to: { readonly email: string; readonly name?: string | null };
  readonly params: P;
  /** Language and time zone of whoever gets it; those of the present caller without them. */
  readonly locale?: string;
  readonly timezone?: string;
  /** The workspace that the mail is sent for; without it the present one. Null: the product itself. */
  readonly tenantId?: string | null;
  /** The same key for the same template and workspace is sent once. */
  readonly key?: string;
}

/** What a mail's parameters are encrypted for. */
export const mailPurpose = (id: string): string => `mail:${id}`;

/**
 * Sends mail. A mail is a row that is written with what it tells of, so one that is promised is sent, and one whose cause was rolled back is not; a job sends it
 * after the commit, and is tried again until the server takes it. Nobody waits for a mail server.
 */
@Injectable()
export class Mails {
  private readonly logger = new Logger('Mail');

  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueue,
    private readonly secrets: Secrets,
  ) {}

  /** Sends with the commit of `unit`, or of a transaction of its own without one. @returns the mail's id */
  async send<P extends MailParams>(template: MailTemplate<P>, request: MailRequest<P>, unit?: UnitOfWork): Promise<string> {
    const context = currentContext();
    const tenantId = request.tenantId === undefined ? context.tenantId : request.tenantId;
    const id = randomUUID();
    const write = async (within: UnitOfWork): Promise<void> => {
      await within.query(
        `insert into mails (id, tenant_id, key, template, recipient, recipient_name, locale, timezone, params)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
        [
          id, tenantId, request.key ? `${template.name}/${tenantId ?? 'platform'}/${request.key}` : null, template.name, request.to.email.trim().toLowerCase(), request.to.name ?? null,
          request.locale ?? writesIn(context), request.timezone ?? context.timezone, this.secrets.seal(JSON.stringify(request.params), mailPurpose(id)),
        ],
      );
      within.afterCommit(() => this.queue(id, tenantId));
    };
    await (unit ? write(unit) : this.database.runAs('identity', write, tenantId));
    return id;
  }

  /** Without Redis the mail waits for the next look through what was left. */
  private queue(id: string, tenantId: string | null): void {
    runInContext(machineContext(tenantId, 'Mail', currentContext().requestId), () => this.jobs.add('mail', 'deliver', { mailId: id }, { key: id })).catch((error: unknown) =>
      this.logger.warn(`A mail is sent later: ${String(error)}`),
    );
  }
}
