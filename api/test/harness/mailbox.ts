import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail as a mail program would show it. */
export interface ReceivedMail {
  readonly to: string;
  /** `Northwind <kinship@localhost>`. */
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  /** The first link in it. */
  readonly link: string;
}

/** A mail server on this machine that delivers to nobody. */
export interface Mailbox {
  /** What SMTP_URL is set to. */
  readonly url: string;
  readonly received: readonly ReceivedMail[];
  /** Addresses that the server says no to, with the given reply. */
  readonly refused: Map<string, { code: number; text: string }>;
  /** The next mail to that address that nobody has asked for yet; waits for it. */
  next(to: string): Promise<ReceivedMail>;
  close(): Promise<void>;
}

const WAIT_MS = 15_000;

export async function mailbox(): Promise<Mailbox> {
  const received: ReceivedMail[] = [];
  const asked = new Set<ReceivedMail>();
  const refused = new Map<string, { code: number; text: string }>();
  const waiting = new Set<() => void>();
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo: ({ address }, _session, done) => {
      const refusal = refused.get(address);
      done(refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : null);
    },
    onData: (stream, _session, done) => {
      void simpleParser(stream).then((mail) => {
        const to = Array.isArray(mail.to) ? mail.to[0] : mail.to;
        const text = mail.text ?? '';
        received.push({
          to: to?.value[0]?.address ?? '',
          from: mail.from?.text ?? '',
          subject: mail.subject ?? '',
          text,
          html: mail.html || '',
          messageId: mail.messageId ?? '',
          link: /https?:\/\/\S+/.exec(text)?.[0] ?? '',
        });
        for (const look of waiting) look();
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refused,
    next: (to) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => end(() => reject(new Error(`No mail came to ${to}; there were mails to ${received.map((mail) => `${mail.to} (${mail.subject})`).join(', ') || 'nobody'}.`))), WAIT_MS);
        const end = (settle: () => void): void => {
          clearTimeout(timer);
          waiting.delete(look);
          settle();
        };
        const look = (): void => {
          const mail = received.find((candidate) => candidate.to === to && !asked.has(candidate));
          if (!mail) return;
          asked.add(mail);
          end(() => resolve(mail));
        };
        waiting.add(look);
        look();
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
