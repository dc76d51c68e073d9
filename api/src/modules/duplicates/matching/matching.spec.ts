import { describe, expect, it } from '@jest/globals';
import type { RecordIdentity } from '../../../platform/records/identity.js';
import { plantedPeople } from '../../../../test/harness/planted-people.js';
import { compare, keysOf, POSSIBLE, profileOf } from './index.js';

const person: RecordIdentity = { kind: 'person', name: ['firstName', 'lastName'], emails: ['email'], phones: ['phone', 'mobile'], profiles: ['linkedin'], fixed: ['birthday'], within: 'accountId' };
const organisation: RecordIdentity = { kind: 'organisation', name: ['name'], phones: ['phone'], websites: ['website'], place: ['billingStreet', 'billingCity', 'billingCountry'], parent: 'parentId' };
type Values = Record<string, unknown>;
const people = (a: Values, b: Values) => compare(profileOf(person, a), profileOf(person, b));
const companies = (a: Values, b: Values) => compare(profileOf(organisation, a), profileOf(organisation, b));
const codes = ({ reasons }: ReturnType<typeof compare>): string[] => reasons.map(({ code }) => code);
const meet = (identity: RecordIdentity, a: Values, b: Values): boolean => keysOf(profileOf(identity, a)).some((key) => keysOf(profileOf(identity, b)).includes(key));

const ada = { firstName: 'Ada', lastName: 'Lovelace', email: 'ada.lovelace@engine.example', phone: '+44 20 7946 0018', accountId: 'engine' };

describe('two records of one person', () => {
  it.each<[string, Values, string]>([
    ['the same e-mail', { firstName: 'A.', lastName: 'Lovelace', email: 'ada.lovelace@engine.example' }, 'SAME_EMAIL'],
    ['tags and dots that the provider ignores', { ...ada, email: 'ada.lovelace+crm@engine.example', phone: null, accountId: null }, 'SAME_EMAIL'],
    ['a phone written otherwise', { firstName: 'Ada', lastName: 'Lovelace', phone: '020/79460018' }, 'SAME_PHONE'],
    ['turned names at one company', { firstName: 'Lovelace', lastName: 'Ada', accountId: 'engine' }, 'SWAPPED_NAME'],
    ['a typing error at one company', { firstName: 'Ada', lastName: 'Lovelcae', accountId: 'engine' }, 'SIMILAR_NAME'],
    ['a new domain', { firstName: 'Ada', lastName: 'Lovelace', email: 'ada.lovelace@analytical.example' }, 'SAME_MAILBOX_OTHER_DOMAIN'],
    ['a name written in one field', { firstName: null, lastName: 'Dr. Ada Lovelace', accountId: 'engine' }, 'SAME_NAME'],
    ['somebody who married', { ...ada, lastName: 'King', phone: null, accountId: null }, 'SAME_EMAIL'],
  ])('are found by %s', (_what, other, code) => {
    const verdict = people(ada, other);
    expect(verdict.score).toBeGreaterThanOrEqual(POSSIBLE);
    expect(codes(verdict)).toContain(code);
    expect(meet(person, ada, other)).toBe(true);
  });

  it('are found by the short form of a name', () => {
    const [bob, robert] = [{ firstName: 'Bob', lastName: 'Miller', accountId: 'a' }, { firstName: 'Robert', lastName: 'Miller', accountId: 'a' }];
    expect(people(bob, robert)).toMatchObject({ score: expect.closeTo(0.89, 2), reasons: [{ code: 'NICKNAME' }, { code: 'SAME_COMPANY' }] });
    expect(meet(person, bob, robert)).toBe(true);
  });
});

describe('two people', () => {
  it.each<[string, Values, Values]>([
    ['namesakes at two companies', ada, { firstName: 'Ada', lastName: 'Lovelace', accountId: 'other', email: 'al@other.example' }],
    ['who share a function mailbox', { ...ada, email: 'info@engine.example', phone: null }, { firstName: 'Charles', lastName: 'Babbage', email: 'info@engine.example', accountId: 'engine' }],
    ['who share the switchboard', ada, { firstName: 'Charles', lastName: 'Babbage', phone: '+44 20 7946 0018', accountId: 'engine' }],
    ['of one family with one mailbox', { firstName: 'Eva', lastName: 'Klein', email: 'klein@gmail.com' }, { firstName: 'Paul', lastName: 'Klein', email: 'klein@gmail.com' }],
    ['who are both at gmail', { firstName: 'Ada', lastName: 'Lovelace', email: 'ada1@gmail.com' }, { firstName: 'Ada', lastName: 'Lovelace', email: 'lovely@gmail.com' }],
    ['with like names and mailboxes of their own', { firstName: 'Maria', lastName: 'Rossi', email: 'maria.rossi@a.example', accountId: 'a' }, { firstName: 'Mario', lastName: 'Rossi', email: 'mario.rossi@a.example', accountId: 'a' }],
    ['with birthdays of their own', { ...ada, birthday: '1815-12-10' }, { ...ada, birthday: '1990-01-01' }],
  ])('are left apart: %s', (_what, a, b) => {
    expect(people(a, b).score).toBeLessThan(POSSIBLE);
  });
});

describe('two records of one company', () => {
  it.each<[string, Values, Values]>([
    ['the legal form left out', { name: 'Acme, Inc.' }, { name: 'ACME' }],
    ['a typing error and one site', { name: 'Northwind Traders', website: 'https://www.northwind.example/shop' }, { name: 'Northwnd Traders', website: 'http://northwind.example' }],
    ['words run together', { name: 'Blue Sky' }, { name: 'BlueSky GmbH' }],
    ['initials and one site', { name: 'International Business Machines', website: 'ibm.example' }, { name: 'IBM', website: 'ibm.example' }],
    ['a typing error and one address', { name: 'Müller & Söhne', billingStreet: 'Hauptstr. 1', billingCity: 'Köln' }, { name: 'Muller & Sohnne', billingStreet: 'Hauptstr 1', billingCity: 'Köln' }],
  ])('are found by %s', (_what, a, b) => {
    expect(companies(a, b).score).toBeGreaterThanOrEqual(POSSIBLE);
    expect(meet(organisation, a, b)).toBe(true);
  });

  it.each<[string, Values, Values]>([
    ['parent and subsidiary of one site', { id: 'p', name: 'Acme Holding', website: 'acme.example' }, { id: 'c', name: 'Acme', website: 'acme.example', parentId: 'p' }],
    ['sisters', { name: 'Acme Berlin', website: 'acme.example', parentId: 'p' }, { name: 'Acme Paris', website: 'acme.example', parentId: 'p' }],
    ['branches by number', { name: 'Store 12', phone: '030 1234567' }, { name: 'Store 13', phone: '030 1234567' }],
    ['companies with one site and two names', { name: 'Alpha', website: 'group.example' }, { name: 'Omega', website: 'group.example' }],
    ['pages on one social network', { name: 'Alpha', website: 'https://facebook.com/alpha' }, { name: 'Alphabet', website: 'https://facebook.com/alphabet' }],
    ['forms that differ', { name: 'Acme GmbH' }, { name: 'Acme Inc' }],
  ])('are left apart: %s', (_what, a, b) => {
    expect(companies(a, b).score).toBeLessThan(POSSIBLE);
  });
});

describe('among very many', () => {
  it('finds what was planted and little else', () => {
    const planted = plantedPeople(3000);
    const profiles = planted.map((each, id) => profileOf(person, { ...each, id: String(id), accountId: each.company === null ? null : `c${each.company}` }));
    const byKey = new Map<string, number[]>();
    profiles.forEach((profile, id) => {
      for (const key of keysOf(profile)) byKey.set(key, [...(byKey.get(key) ?? []), id]);
    });
    const found = new Set<string>();
    let wrong = 0;
    for (const ids of byKey.values()) {
      if (ids.length > 150) continue;
      for (const a of ids) for (const b of ids) if (a < b && !found.has(`${a} ${b}`) && compare(profiles[a]!, profiles[b]!).score >= POSSIBLE) {
        found.add(`${a} ${b}`);
        if (planted[a]!.truth !== planted[b]!.truth) wrong++;
      }
    }
    const groups = Map.groupBy(planted.keys(), (id) => planted[id]!.truth);
    const truth = [...groups.values()].flatMap((ids) => ids.flatMap((a) => ids.filter((b) => a < b).map((b) => `${a} ${b}`)));
    const missed = truth.filter((pair) => !found.has(pair));
    expect(1 - missed.length / truth.length).toBeGreaterThanOrEqual(0.95);
    expect(1 - wrong / found.size).toBeGreaterThanOrEqual(0.95);
  });
});
