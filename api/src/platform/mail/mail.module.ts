import { Global, Module } from '@nestjs/common';
import { Secrets } from '../secrets/secrets.service.js';
import { MailDelivery } from './mail-delivery.service.js';
import { MailTransport } from './mail-transport.js';
import { Mails } from './mails.service.js';

/** Mail for every module (`Mails.send`), and the encryption of what must not lie readable (`Secrets`). */
@Global()
@Module({ providers: [MailDelivery, MailTransport, Mails, Secrets], exports: [Mails, Secrets] })
export class MailModule {}
