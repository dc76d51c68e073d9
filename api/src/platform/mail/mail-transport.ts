import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { Config } from '../config/config.js';
import { AppError } from '../errors/app-error.js';
import type { RenderedMail } from './mail-layout.js';

/** A mail ready to leave. */
export interface OutgoingMail extends RenderedMail {
  readonly id: string;
  readonly template: string;
  readonly to: { readonly address: string; readonly name: string };
  readonly sender: string;
}

const TIMEOUT_MS = 20_000;

/** The way out: the server of `SMTP_URL`, or, where none is set, files that the operator can read. */
@Injectable()
export class MailTransport implements OnApplicationShutdown {
  private readonly logger = new Logger('Mail');
  private readonly folder: string;
  private readonly smtp: Transporter | null;

  constructor(private readonly config: Config) {
    this.folder = path.resolve(config.home, 'mail');
    this.smtp = config.smtpUrl
      ? createTransport({ url: config.smtpUrl, pool: true, maxConnections: 4, connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS, disableFileAccess: true, disableUrlAccess: true })
      : null;
  }

  /** @returns how it left. @throws AppError that is not retryable when the server will never take it; other errors may pass */
  async send(mail: OutgoingMail): Promise<'SENT' | 'KEPT'> {
    if (!this.smtp) {
      await this.keep(mail);
      return 'KEPT';
    }
    try {
      await this.smtp.sendMail({
        from: { name: mail.sender, address: this.from },
        to: mail.to,
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        // The same for each try, so that a mail taken twice is recognised as one.
        messageId: `<${mail.id}@${this.host}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      });
      return 'SENT';
    } catch (error) {
      throw isRefusal(error) ? new AppError('PRECONDITION_FAILED', `The mail server refused it: ${responseOf(error)}`) : new Error(`The mail server did not take it: ${responseOf(error)}`);
    }
  }

  onApplicationShutdown(): void {
    this.smtp?.close();
  }

  /** Readable for whoever runs the product and nobody else: mails hold links that open accounts. The log says where, not what. */
  private async keep(mail: OutgoingMail): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await chmod(this.folder, 0o700);
    const name = `${new Date().toISOString().replace(/[:.]/g, '-')}-${mail.template}-${mail.id.slice(0, 8)}`;
    const head = `To: ${mail.to.name ? `${mail.to.name} <${mail.to.address}>` : mail.to.address}\nFrom: ${mail.sender} <${this.from}>\nSubject: ${mail.subject}\n\n`;
    await writeFile(path.join(this.folder, `${name}.txt`), head + mail.text, { mode: 0o600 });
    await writeFile(path.join(this.folder, `${name}.html`), mail.html, { mode: 0o600 });
    this.logger.log({ msg: `SMTP_URL is not set: a mail was kept as ${path.join(this.folder, `${name}.txt`)}`, template: mail.template });
  }

  private get from(): string {
    return this.config.mailFrom ?? `kinship@${this.host}`;
  }

  private get host(): string {
    return new URL(this.config.origin).hostname;
  }
}

/** The server understood and said no for good (5xx), about this mail. Wrong credentials are the operator's to put right, so they may pass. */
function isRefusal(error: unknown): boolean {
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  return code !== 'EAUTH' && responseCode !== undefined && responseCode >= 500 && responseCode < 600;
}

const responseOf = (error: unknown): string => String((error as { response?: string }).response ?? (error as Error).message).slice(0, 300);
