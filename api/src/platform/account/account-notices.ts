import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../database/database.js';
import { writtenToIn } from '../i18n/written-to-in.js';
import { Mails } from '../mail/mails.service.js';
import type { MailParams, MailTemplate } from '../mail/mail-template.js';
import { accountChangedMail, type AccountChange } from './account-mails.js';

/** A person, as mails to them need them. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly locale: string;
  readonly timezone: string;
}

const PERSON = `id, email, name, ${writtenToIn('users')} as locale, timezone`;

export const personById = async (unit: UnitOfWork, id: string): Promise<Person | undefined> => (await unit.query<Person & Record<string, unknown>>(`select ${PERSON} from users where id = $1`, [id]))[0];

export const personByEmail = async (unit: UnitOfWork, email: string): Promise<Person | undefined> => (await unit.query<Person & Record<string, unknown>>(`select ${PERSON} from users where email = $1`, [email]))[0];

/** Mails about a person's account: in their language, in the product's name, because an account may belong to several workspaces. */
@Injectable()
export class AccountNotices {
  constructor(private readonly mails: Mails) {}

  /** Sends with the commit of `unit`; to another address than the person's own where one is given. */
  async send<P extends MailParams>(unit: UnitOfWork, template: MailTemplate<P>, person: Person, params: P, more: { email?: string; key?: string } = {}): Promise<void> {
    const { email = person.email, key } = more;
    await this.mails.send(template, { to: { email, name: person.name }, params, locale: person.locale, timezone: person.timezone, tenantId: null, ...(key ? { key } : {}) }, unit);
  }

  /** Tells a person that something about their account changed, in case it was not them. */
  async changed(unit: UnitOfWork, userId: string, change: AccountChange, subject: string | null = null): Promise<void> {
    const person = await personById(unit, userId);
    if (person) await this.send(unit, accountChangedMail, person, { change, subject, at: new Date().toISOString() });
  }
}
