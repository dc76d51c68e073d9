import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../../../test/harness/app.js';
import { plantedPeople } from '../../../test/harness/planted-people.js';
import { DuplicateSteps, type Group } from '../../../test/harness/duplicates.js';

let product: TestApp;
beforeAll(async () => {
  product = await testApp();
});
afterAll(() => product.close());

const codesOf = ({ pairs }: Group): string[] => pairs.flatMap(({ reasons }) => reasons.map(({ code }) => code));

describe('possible duplicates of a form', () => {
  let owner: Caller;
  let steps: DuplicateSteps;
  let engine: string;
  let ada: string;
  beforeAll(async () => {
    owner = await product.signUp();
    steps = new DuplicateSteps(product, owner);
    engine = await steps.account({ name: 'Analytical Engines Ltd', website: 'https://engines.example' });
    ada = await steps.contact({ firstName: 'Ada', lastName: 'Lovelace', email: 'ada@engines.example', phone: '+44 20 7946 0018', accountId: engine });
  });

  it('names the record that is there already, and why', async () => {
    const [found] = await steps.possible('contact', { firstName: 'Ada', lastName: 'Lovelcae', accountId: engine });
    expect(found).toMatchObject({ recordId: ada, record: { title: 'Ada Lovelace', titles: { accountId: 'Analytical Engines Ltd' } }, reasons: [{ code: 'SIMILAR_NAME', text: 'names differ by one letter' }, { code: 'SAME_COMPANY', text: 'same company' }] });
    expect(await steps.possible('contact', { phone: '0044 (0)20 79460018', lastName: 'Lovelace', firstName: 'A' })).toHaveLength(1);
    expect(await steps.possible('account', { name: 'Analytical Engines' })).toMatchObject([{ recordId: engine }]);
  });

  it('says nothing of the record itself, of strangers, or while there is little to go by', async () => {
    expect(await steps.possible('contact', { firstName: 'Ada', lastName: 'Lovelace', accountId: engine }, ada)).toEqual([]);
    expect(await steps.possible('contact', { firstName: 'Charles', lastName: 'Babbage', phone: '+44 20 7946 0018', accountId: engine })).toEqual([]);
    expect(await steps.possible('contact', { email: 'not yet an addr' })).toEqual([]);
    expect(await steps.possible('contact', {})).toEqual([]);
  });

  it('forbids nothing: a namesake is saved, only the unique key is refused', async () => {
    await steps.contact({ firstName: 'Ada', lastName: 'Lovelace', accountId: engine });
    const answer = await owner.graphql('mutation ($input: CreateContactInput!) { createContact(input: $input) { changeSetId } }', { input: { lastName: 'Byron', email: 'ada@engines.example', accountId: engine } });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { email: ['Another contact already has this account and e-mail.'] } });
  });

  it('refuses what it cannot read in words that help', async () => {
    const code = async (recordType: string, draft: unknown): Promise<unknown> => (await owner.graphql('query ($recordType: String!, $draft: JSON!) { possibleDuplicates(recordType: $recordType, draft: $draft) { recordId } }', { recordType, draft })).errors?.[0]?.extensions;
    expect(await code('pipeline', {})).toMatchObject({ code: 'VALIDATION_ERROR', details: { recordType: ['Duplicates are found among accounts and contacts.'] } });
    expect(await code('contact', ['x'])).toMatchObject({ code: 'VALIDATION_ERROR', details: { draft: ['Must be an object with values by field.'] } });
  });
});

describe('the queue', () => {
  let owner: Caller;
  let steps: DuplicateSteps;
  beforeAll(async () => {
    owner = await product.signUp();
    steps = new DuplicateSteps(product, owner);
    const account = await steps.account({ name: 'Northwind' });
    for (const [firstName, lastName] of [['Grace', 'Hopper'], ['Hopper', 'Grace'], ['Grace', 'Hoppper'], ['Alan', 'Turing']]) await steps.contact({ firstName, lastName, accountId: account });
  });

  it('fills by itself when records are written, and puts what belongs together into one group', async () => {
    const [group, ...others] = await steps.groupsOnceChecked('contact');
    expect(others).toEqual([]);
    expect(group!.records.map(({ title }) => title).sort()).toEqual(['Grace Hopper', 'Grace Hoppper', 'Hopper Grace']);
    expect(codesOf(group!)).toEqual(expect.arrayContaining(['SWAPPED_NAME', 'SIMILAR_NAME', 'SAME_COMPANY']));
  });

  it('is searched, filtered and counted', async () => {
    expect(await steps.groups('contact', { search: 'hoppper' })).toHaveLength(1);
    expect(await steps.groups('contact', { search: 'turing' })).toHaveLength(0);
    expect(await steps.groups('contact', { minScore: 0.99 })).toHaveLength(0);
    expect(await steps.groups('contact', { reason: 'SAME_EMAIL' })).toHaveLength(0);
    expect(await steps.summary('contact')).toMatchObject({ open: 3, dismissed: 0 });
  });

  it('forgets a pair when the records are changed apart, and remembers what was dismissed', async () => {
    const [group] = await steps.groups('contact');
    const typo = group!.records.find(({ title }) => title === 'Grace Hoppper')!;
    await owner.data('mutation ($id: ID!) { updateContact(input: { id: $id, firstName: "Barbara", lastName: "Liskov" }) { changeSetId } }', { id: typo.id });
    const [left] = await steps.groupsOnceChecked('contact');
    expect(left!.records).toHaveLength(2);
    const ids = left!.pairs.map(({ id }) => id);
    await steps.decide('dismissDuplicates', 'contact', ids);
    expect(await steps.summary('contact')).toMatchObject({ open: 0, dismissed: 1 });
    await steps.scan('contact');
    expect(await steps.summary('contact')).toMatchObject({ open: 0, dismissed: 1, scan: { status: 'DONE' } });
    await steps.decide('reopenDuplicates', 'contact', ids);
    expect(await steps.groups('contact')).toHaveLength(1);
  });

  it('shows each what they may merge, and lets nobody else decide', async () => {
    const [member, viewer, stranger] = [await product.colleague(owner, 'MEMBER'), await product.colleague(owner, 'VIEWER'), await product.signUp()];
    const [{ pairs }] = (await steps.groups('contact')) as [Group];
    const ids = pairs.map(({ id }) => id);
    for (const [caller, code] of [[member, 'NOT_FOUND'], [viewer, 'FORBIDDEN'], [stranger, 'NOT_FOUND']] as const) {
      const theirs = new DuplicateSteps(product, caller);
      expect(await theirs.groups('contact')).toEqual([]);
      const answer = await caller.graphql('mutation ($ids: [ID!]!) { dismissDuplicates(recordType: "contact", ids: $ids) { ids } }', { ids });
      expect(answer.errors?.[0]?.extensions.code).toBe(code);
    }
    const own = new DuplicateSteps(product, member);
    await own.contact({ firstName: 'Edsger', lastName: 'Dijkstra', email: 'ed@one.example' });
    await own.contact({ firstName: 'Edsger', lastName: 'Dijkstra', email: 'ed@one.example', accountId: await own.account({ name: 'One' }) });
    expect(await own.groupsOnceChecked('contact')).toHaveLength(1);
    expect((await viewer.graphql('mutation { scanForDuplicates(recordType: "contact") { id } }')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('a scan', () => {
  it('finds at least 95 of 100 planted duplicates and is right in 95 of 100, from whatever stands in the tables', async () => {
    const owner = await product.signUp();
    const steps = new DuplicateSteps(product, owner);
    const planted = plantedPeople(1500);
    const truth = await steps.plant(planted);
    await steps.scan('contact');
    const quality = await steps.quality(truth);
    expect(quality.recall).toBeGreaterThanOrEqual(0.95);
    expect(quality.precision).toBeGreaterThanOrEqual(0.95);
    expect(await steps.summary('contact')).toMatchObject({ scan: { status: 'DONE', done: 3000, total: 3000 } });
  });
});
