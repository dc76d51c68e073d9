import { chance, idOf, oneOf, skewed, weighted } from './chance.mjs';
import { CITY, COMPANY, FIRST, FORM, INDUSTRY, LAST_END, LAST_MIDDLE, LAST_START, OFFER, REMARK, SOURCES, SUBJECT, TITLES, TRADE } from './words.mjs';

/** Kinds of records, as numbers that chance is made of. */
export const KIND = { account: 1, contact: 2, opportunity: 3, activity: 4, changeSet: 5, trail: 6 };
/** Records that are entered at once, unless a plan says otherwise. */
const BATCH = 500;

const DAY = 86_400_000;
/** How long a workspace has been at work. */
const YEARS = 4 * 365 * DAY;
const CONTACTING = new Set(['CALL', 'EMAIL', 'MEETING', 'SMS', 'LINKEDIN_MESSAGE', 'CHAT', 'DEMO', 'PROPOSAL']);
const ANSWERED = new Set(['MEETING', 'DEMO']);

const lifecycle = weighted([['LEAD', 38], ['MQL', 16], ['SQL', 10], ['OPPORTUNITY', 10], ['CUSTOMER', 20], ['EVANGELIST', 2], ['CHURNED', 4]]);
const accountType = weighted([['PROSPECT', 52], ['CUSTOMER', 30], ['PARTNER', 8], ['COMPETITOR', 2], ['CHURNED', 5], ['OTHER', 3]]);
const activityType = weighted([['CALL', 30], ['EMAIL', 34], ['MEETING', 10], ['TASK', 14], ['NOTE', 7], ['DEMO', 2], ['PROPOSAL', 2], ['OTHER', 1]]);
const priority = weighted([['NORMAL', 78], ['LOW', 8], ['HIGH', 11], ['URGENT', 3]]);
const lostReason = weighted([['PRICE', 30], ['COMPETITOR', 22], ['NO_BUDGET', 14], ['NO_DECISION', 16], ['TIMING', 10], ['NO_RESPONSE', 8]]);

const iso = (time) => new Date(time).toISOString();
const day = (time) => iso(time).slice(0, 10);
const slug = (text) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/ß/g, 'ss').replace(/[^a-z0-9]+/g, '-');

/** The records of one workspace, each told by its number alone. What people would enter is in `given`, what the product adds in `derived`. */
export class Workspace {
  /** @param plan { salt, now, members: [ids], stages: [{ id, pipelineId, type, probability }], accounts, contacts, opportunities, activities, batch? } */
  constructor(plan, { sizeOf, domainOf }) {
    Object.assign(this, { batch: BATCH, ...plan });
    this.sizeOf = sizeOf;
    this.domainOf = domainOf;
    this.open = plan.stages.filter(({ type }) => type === 'OPEN');
    this.won = plan.stages.find(({ type }) => type === 'WON');
    this.lost = plan.stages.find(({ type }) => type === 'LOST');
  }

  idOf(kind, index) {
    return idOf(this.salt, KIND[kind], index);
  }

  chance(kind, index) {
    return chance(this.salt, KIND[kind], index);
  }

  /** When record `index` of `count` was entered: more and more from year to year; those of one batch at once. */
  enteredAt(index, count) {
    const share = (Math.floor(index / this.batch) * this.batch + this.batch / 2) / Math.max(count, this.batch);
    return Math.round(this.now - YEARS * (1 - Math.min(share, 1) ** 0.7) - 60_000);
  }

  /** A few have large portfolios. */
  owner(random) {
    const shares = (this.shares ??= weighted(this.members.map((id, place) => [id, 1 / (place + 3)])));
    return shares(random);
  }

  companyName(index) {
    const next = this.chance('account', index);
    return [oneOf(COMPANY, next()), oneOf(TRADE, next()), oneOf(CITY, next()), oneOf(FORM, next())].join(' ').trim();
  }

  /** Three in a thousand people work at the largest company. */
  accountOf(random) {
    return skewed(this.accounts, random, 2.2);
  }

  account(index) {
    const name = this.companyName(index);
    const next = this.chance('account', index + 2 ** 24);
    const website = next() < 0.8 ? `https://www.${slug(name)}-${index.toString(36)}.example` : null;
    const employees = next() < 0.7 ? Math.ceil(Math.exp(next() * 9)) : null;
    const given = {
      name, type: accountType(next()), industry: oneOf(INDUSTRY, next()), website, employees, ownerId: this.owner(next()), billingCity: oneOf(CITY, next()),
      phone: next() < 0.6 ? `+49 30 ${2_000_000 + index}` : null, annualRevenue: employees && next() < 0.6 ? `${employees * (80 + Math.floor(next() * 90))}000.00` : null,
      tags: next() < 0.1 ? ['key account'] : [],
    };
    return { given, derived: { domain: this.domainOf(website), ...(employees && { size: this.sizeOf(employees) }) }, at: this.enteredAt(index, this.accounts) };
  }

  accountOfContact(index) {
    const next = this.chance('contact', index + 2 ** 24);
    return next() < 0.92 ? this.accountOf(next()) : null;
  }

  contact(index) {
    const account = this.accountOfContact(index);
    const next = this.chance('contact', index);
    const firstName = oneOf(FIRST, next());
    const lastName = oneOf(LAST_START, next()) + oneOf(LAST_MIDDLE, next()) + oneOf(LAST_END, next());
    const domain = account === null ? 'mail.example' : `${slug(this.companyName(account))}-${account.toString(36)}.example`;
    const at = this.enteredAt(index, this.contacts);
    const given = {
      firstName, lastName, jobTitle: TITLES[skewed(TITLES.length, next(), 1.5)], accountId: account === null ? null : this.idOf('account', account),
      email: next() < 0.92 ? `${slug(firstName)}.${slug(lastName)}${index.toString(36)}@${domain}` : null, phone: next() < 0.6 ? `+49 40 ${10_000_000 + index}` : null,
      mobile: next() < 0.3 ? `+49 171 ${20_000_000 + index}` : null, lifecycle: lifecycle(next()), leadSource: next() < 0.5 ? oneOf(SOURCES, next()) : null,
      mailingCity: next() < 0.6 ? oneOf(CITY, next()) : null, ownerId: this.owner(next()), tags: next() < 0.08 ? ['newsletter'] : [],
    };
    return { given, derived: { lifecycleChangedAt: iso(at) }, at };
  }

  opportunity(index) {
    const next = this.chance('opportunity', index);
    const account = this.accountOf(next());
    const at = this.enteredAt(index, this.opportunities);
    // What was begun long ago is decided; of the rest, more stands at the beginning than at the end.
    const decided = next() > (index / this.opportunities - 0.8) * 5;
    const stage = decided ? (next() < 0.38 ? this.won : this.lost) : this.open[skewed(this.open.length, next(), 1.4)];
    const amount = Math.max(1, Math.round(Math.exp(next() * 7))) * 100;
    const close = at + (10 + next() * 110) * DAY;
    const given = {
      name: `${oneOf(OFFER, next())} ${this.companyName(account)}`, accountId: this.idOf('account', account), stageId: stage.id, amount: `${amount}.00`, openedOn: day(at),
      expectedCloseOn: day(close), ...(decided && { closedOn: day(Math.min(close, this.now)) }), ...(stage === this.lost && { lostReason: lostReason(next()) }),
      ownerId: this.owner(next()), leadSource: next() < 0.4 ? oneOf(SOURCES, next()) : null, nextStep: !decided && next() < 0.4 ? oneOf(SUBJECT, next()) : null,
    };
    const weighed = (amount * stage.probability) / 100;
    return {
      given, at,
      derived: {
        pipelineId: stage.pipelineId, ...(stage.type !== 'OPEN' && { status: stage.type }), probability: stage.probability, currency: 'USD', rate: 1, stageChangedAt: iso(at), amountBase: `${amount}.00`, weightedAmountBase: weighed.toFixed(2),
      },
    };
  }

  activity(index) {
    const next = this.chance('activity', index);
    const at = this.enteredAt(index, this.activities);
    const planned = index / this.activities > 0.96 && next() < 0.6;
    const about = next();
    const type = planned && next() < 0.6 ? 'TASK' : activityType(next());
    const time = planned ? at + (next() * 40 - 5) * DAY : at - next() * DAY;
    const given = { type, subject: oneOf(SUBJECT, next()), priority: priority(next()), ownerId: this.owner(next()), ...this.subjectOf(about, next, index / this.activities) };
    if (planned) Object.assign(given, { status: 'PLANNED', dueAt: iso(time) });
    else if (next() < 0.05) Object.assign(given, { status: next() < 0.7 ? 'CANCELLED' : 'NO_SHOW', scheduledAt: iso(time) });
    else Object.assign(given, { status: 'COMPLETED', completedAt: iso(time) });
    if (type === 'CALL' || type === 'EMAIL') given.direction = next() < 0.65 ? 'OUTBOUND' : 'INBOUND';
    if (next() < 0.3) given.description = oneOf(REMARK, next());
    if (type === 'CALL' || type === 'MEETING') given.durationMinutes = 5 * Math.ceil(next() * 12);
    return { given, derived: { occurredAt: iso(time) }, at };
  }

  /** Most is about a person, a third about a deal, some only about a company; of those that were known by then. */
  subjectOf(about, next, share) {
    if (about < 0.6) {
      const contact = skewed(Math.ceil(this.contacts * share) || 1, next(), 1.6);
      const account = this.accountOfContact(contact);
      return { contact, contactId: this.idOf('contact', contact), ...(account !== null && { accountId: this.idOf('account', account) }) };
    }
    if (about < 0.93) {
      const known = Math.ceil(this.opportunities * share) || 1;
      const deal = known - 1 - skewed(known, next(), 1.6);
      return { opportunityId: this.idOf('opportunity', deal), accountId: this.idOf('account', this.accountOf(this.chance('opportunity', deal)())) };
    }
    return { accountId: this.idOf('account', this.accountOf(next())) };
  }

  /** Whom a completed activity has reached, and whether they answered. */
  static reached({ given: { type, status, contact, direction } }) {
    if (contact === undefined || status !== 'COMPLETED' || !CONTACTING.has(type)) return null;
    return { contact, answered: direction === 'INBOUND' || ANSWERED.has(type) };
  }
}
