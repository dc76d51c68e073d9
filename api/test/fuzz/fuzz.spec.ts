import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ERROR_CODES } from '@libs/contracts';
import { testApp, type TestApp } from '../harness/app.js';
import { operationsOf, type SchemaOperation } from '../isolation/synthesise.js';
import { schemaOf } from '../isolation/world.js';
import { isIntact, newCrew, type Asker, type Crew } from './crew.js';
import { Documents } from './documents.js';
import { Random } from './random.js';
import { Values } from './values.js';

/** `npm run fuzz -- --seed S --minutes N` sets both; without them the run is the same each time. */
const SEED = Number(process.env['KINSHIP_FUZZ_SEED'] ?? 4);
const MINUTES = Number(process.env['KINSHIP_FUZZ_MINUTES'] ?? 0);
const CALLS = 700;
/** After so many calls the sessions are looked at. */
const ROUND = 200;
/** They end the session that asks. */
const SKIPPED = new Set(['signOut', 'signOutEverywhere']);
const FINE = new Set(Object.keys(ERROR_CODES).filter((code) => code !== 'INTERNAL'));

let product: TestApp;
beforeAll(async () => {
  product = await testApp();
});
afterAll(() => product.close());

interface Finding {
  readonly turn: number;
  readonly who: string;
  readonly text: string;
  readonly variables: string;
  readonly answer: string;
}

/** What is wrong with the answer, if anything is. */
async function ask(turn: number, operation: SchemaOperation, asker: Asker, crew: Crew): Promise<Finding | null> {
  const random = new Random(SEED * 1_000_003 + turn);
  const call = new Documents(schemaOf(product), random, new Values(random, asker)).of(operation);
  const response = await fetch(`${product.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(asker.token ? { authorization: `Bearer ${asker.token}` } : {}) },
    body: JSON.stringify({ query: call.text, variables: call.variables }),
  });
  const body = await response.text();
  const parsed = JSON.parse(body) as { data?: unknown; errors?: { extensions?: { code?: string } }[]; error?: { code: string } };
  asker.learn(parsed.data);
  const codes = [...(parsed.errors ?? []).map(({ extensions }) => String(extensions?.code)), ...(parsed.error ? [parsed.error.code] : [])];
  const right = response.status < 500 && codes.every((code) => FINE.has(code)) && !body.includes(crew.secret);
  return right ? null : { turn, who: asker.who, text: call.text, variables: JSON.stringify(call.variables).slice(0, 3_000), answer: body.slice(0, 1_000) };
}

describe('whatever is asked by chance', () => {
  it('is answered with data or in words, and never with what belongs to another workspace', async () => {
    const operations = operationsOf(schemaOf(product)).filter(({ field }) => !SKIPPED.has(field.name));
    const choice = new Random(SEED);
    const until = Date.now() + MINUTES * 60_000;
    const findings: Finding[] = [];
    let crew = await newCrew(product);
    let turn = 0;
    for (; MINUTES > 0 ? Date.now() < until : turn < CALLS; turn++) {
      if (turn % ROUND === 0 && turn > 0 && !(await isIntact(product, crew))) crew = await newCrew(product);
      const finding = await ask(turn, choice.pick(operations), choice.pick(crew.askers), crew);
      if (finding) findings.push(finding);
    }
    if (MINUTES > 0) process.stdout.write(`seed ${SEED}: ${turn} calls, ${findings.length} findings\n`);
    expect(findings).toEqual([]);
  }, Math.max(300_000, (MINUTES + 5) * 60_000));
});
