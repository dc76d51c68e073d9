import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type Caller, type TestApp } from '../test/harness/app.js';
import { DuplicateSteps } from '../test/harness/duplicates.js';
import { plantedPeople } from '../test/harness/planted-people.js';
import { contentsOf } from '../test/harness/tenant-contents.js';
import { rowsOf, tell } from './support.js';

const PEOPLE = Number(process.env['KINSHIP_DUPLICATE_PEOPLE'] ?? 100_000);
const MERGES = Number(process.env['KINSHIP_DUPLICATE_MERGES'] ?? 1_000);

let product: TestApp;
let owner: Caller;
let steps: DuplicateSteps;
beforeAll(async () => {
  product = await testApp();
  owner = await product.signUp();
  steps = new DuplicateSteps(product, owner);
}, 60_000);
afterAll(() => product.close());

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(0)} s`;

describe(`${PEOPLE} contacts, one in twenty entered twice`, () => {
  it('are looked through in minutes, and at least 95 of 100 duplicates are found, 95 of 100 findings right', async () => {
    const truth = await steps.plant(plantedPeople(PEOPLE));
    const started = performance.now();
    await steps.scan('contact');
    const { planted, found, recall, precision } = await steps.quality(truth);
    tell(`scan of ${PEOPLE} contacts: ${seconds(started)}; ${planted} pairs planted, ${found} found, recall ${(recall * 100).toFixed(1)} %, precision ${(precision * 100).toFixed(1)} %`);
    expect(recall).toBeGreaterThanOrEqual(0.95);
    expect(precision).toBeGreaterThanOrEqual(0.95);
  }, 1_800_000);

  it('are merged a thousand times and unmerged, and every table is as it was', async () => {
    const pairs = await product.db.asOwner<{ a_id: string; b_id: string }>('select a_id, b_id from duplicate_pairs where tenant_id = $1 order by score desc, id', [owner.tenantId]);
    // Of three that are the same, two can't take the key of the third: those are merged together.
    const times = new Map<string, number>();
    for (const id of pairs.flatMap(({ a_id, b_id }) => [a_id, b_id])) times.set(id, (times.get(id) ?? 0) + 1);
    const chosen = pairs.filter(({ a_id, b_id }) => times.get(a_id) === 1 && times.get(b_id) === 1).slice(0, MERGES);
    const before = await contentsOf(product.db, owner.tenantId);
    const merging = performance.now();
    const sets: string[] = [];
    for (const { a_id, b_id } of chosen) sets.push((await steps.merge('Contacts', [a_id, b_id])).changeSetId);
    const merged = seconds(merging);
    const unmerging = performance.now();
    let left = 0;
    for (const id of sets.reverse()) left += (await steps.unmerge(id)).skipped.length;
    tell(`${chosen.length} merges ${merged}, unmerges ${seconds(unmerging)}, ${left} values could not be put back`);
    expect(left).toBe(0);
    expect(await contentsOf(product.db, owner.tenantId)).toEqual(before);
  }, 1_800_000);
});

describe('lists of people that nobody is in twice', () => {
  it('have next to no duplicates', async () => {
    const other = await product.signUp();
    const fresh = new DuplicateSteps(product, other);
    const rows = rowsOf('datablist-samples/customers-10000.csv');
    await fresh.plant(rows.map((row, truth) => ({ truth, company: truth, firstName: row['First Name']!, lastName: row['Last Name']!, email: row['Email']!.toLowerCase(), phone: row['Phone 1']!, mobile: row['Phone 2']!, kind: null })));
    await fresh.scan('contact');
    const { open } = await fresh.summary('contact');
    tell(`${rows.length} customers of a public list: ${open} pairs proposed`);
    expect(open).toBeLessThan(rows.length / 100);
  }, 600_000);
});
