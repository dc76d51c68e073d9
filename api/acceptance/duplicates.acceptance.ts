import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { groupPairs, type Pair } from '../src/modules/duplicates/index.js';
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

/** Each of these takes minutes, and an access token does not hold for long. */
async function freshSession(): Promise<void> {
  owner = await product.renewed(owner);
  steps = new DuplicateSteps(product, owner);
}

/** What the queue would show, all of it: records that pairs hold together, each in one group. */
async function pairGroups(): Promise<string[][]> {
  const pairs = await product.db.asOwner<Pair & Record<string, unknown>>('select id, a_id as "aId", b_id as "bId", score from duplicate_pairs where tenant_id = $1 order by score desc, id', [owner.tenantId]);
  const taken = new Set<string>();
  return groupPairs(pairs).flatMap(({ recordIds }) => {
    if (recordIds.some((id) => taken.has(id))) return [];
    for (const id of recordIds) taken.add(id);
    return [[...recordIds]];
  });
}

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
    const groups = (await pairGroups()).slice(0, MERGES);
    expect(groups).toHaveLength(MERGES);
    const before = await contentsOf(product.db, owner.tenantId);
    await freshSession();
    const merging = performance.now();
    const sets: string[] = [];
    for (const ids of groups) sets.push((await steps.merge('Contacts', ids)).changeSetId);
    const merged = seconds(merging);
    await freshSession();
    const unmerging = performance.now();
    let left = 0;
    for (const id of sets.reverse()) left += (await steps.unmerge(id)).skipped.length;
    tell(`${groups.length} merges of ${groups.flat().length} contacts ${merged}, unmerges ${seconds(unmerging)}, ${left} values could not be put back`);
    expect(left).toBe(0);
    expect(await contentsOf(product.db, owner.tenantId)).toEqual(before);
  }, 1_800_000);
});

describe('lists of people that nobody is in twice', () => {
  it('have next to no duplicates', async () => {
    await freshSession();
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
