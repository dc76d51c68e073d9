import http from 'node:http';
import { once } from 'node:events';
import path from 'node:path';
import { until } from '../lib/processes.mjs';
import { check, checkStrangers, checkSubscriber, expectation } from './check.mjs';
import { crowd } from './crowd.mjs';
import { FAULTS } from './faults.mjs';
import { journal } from './journal.mjs';
import { newColleague, newTenant } from './people.mjs';
import { pause } from './random.mjs';
import { subscriber } from './subscriber.mjs';
import { dealer, editor, importer, importFile, schedule } from './work.mjs';

const STOCK = 160;

/** Answers what schedules fetch. */
async function fileServer() {
  let text = 'Name\n';
  const server = http.createServer((_request, response) => response.end(text));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${server.address().port}`, offer: (next) => { text = next; }, close: () => server.close() };
}

export { fileServer };

/** People at work in two workspaces, and those who listen. */
export async function settle({ cluster, files, folder, luck, listeners = 3 }) {
  const { url, stores } = cluster;
  const counts = { requests: 0, retries: 0 };
  const log = journal(path.join(folder, 'journal.jsonl'));
  const [here, there] = [await newTenant(url, 'Here', counts), await newTenant(url, 'There', counts)];
  const colleague = await newColleague(url, here);
  const thereColleague = await newColleague(url, there);
  const stages = (await here.owner.ask('{ pipelines { nodes { isDefault stages { id } } } }')).pipelines.nodes.find(({ isDefault }) => isDefault).stages.map(({ id }) => id).slice(0, 4);
  const thereStages = (await there.owner.ask('{ pipelines { nodes { isDefault stages { id } } } }')).pipelines.nodes.find(({ isDefault }) => isDefault).stages.map(({ id }) => id).slice(0, 4);
  await importFile(here, 'stock', STOCK);
  const ids = (await stores.sql(`select id from accounts where tenant_id = $1 and name like 'stock-%'`, [here.id])).map(({ id }) => id);
  const nextFeed = await schedule({ tenant: here, note: log.note, name: 'feed', rows: 40, offer: files.offer });
  const people = crowd();
  const note = log.note;
  for (const name of ['ada', 'bob', 'cem']) people.join(dealer({ tenant: here, note, luck, name, colleague, stages }));
  people.join(dealer({ tenant: there, note, luck, name: 'dot', colleague: thereColleague, stages: thereStages }));
  people.join(editor({ tenant: here, note, name: 'many', ids }), { waits: false });
  people.join(importer({ tenant: here, note, name: 'file', rows: 300 }), { waits: false });
  people.join(nextFeed, { waits: false });
  const hears = await Promise.all(Array.from({ length: listeners }, async (_, at) => {
    const tenant = at % 3 === 2 ? there : here;
    const { lastEventId } = await tenant.owner.ask('{ lastEventId }');
    return { tenant, ...subscriber({ name: `listener ${at + 1}`, url, client: tenant.owner, after: lastEventId ?? '0' }) };
  }));
  return { people, log, here, there, hears, counts };
}

/** Newest place in the order of a tenant, once nothing waits before it. */
async function published({ sql }, tenantId) {
  const [{ last }] = await sql('select coalesce(max(seq), 0)::text as last from outbox where tenant_id = $1 and published_at is not null and record_type is not null and record_id is not null', [tenantId]);
  return BigInt(last);
}

/** What is wrong after a round. Those who work stand still; work in the background goes on. */
export async function verify(cluster, { log, here, there, hears, people }) {
  const { stores } = cluster;
  const entries = log.entries();
  const faults = [...people.failures.splice(0), ...cluster.members.flatMap(({ unasked }) => unasked.splice(0))];
  faults.push(...(await check(stores, entries)));
  // What was acknowledged by now is published and heard by everybody within seconds.
  const acknowledged = [...expectation(entries).sets.keys()];
  const out = await until(async () => (await stores.sql('select count(*)::int as count from outbox where change_set_id = any($1::uuid[]) and published_at is null', [acknowledged]))[0].count === 0, 20_000, 100);
  if (!out) faults.push('Acknowledged events were not published within 20 s');
  const foreign = new Map();
  for (const [tenant, other] of [[here, there], [there, here]]) {
    foreign.set(tenant, new Set((await stores.sql('select id from accounts where tenant_id = $1 union all select id from opportunities where tenant_id = $1', [other.id])).map(({ id }) => id)));
  }
  for (const { heard, tenant } of hears) {
    const upTo = await published(stores, tenant.id);
    if (!(await until(() => heard.last >= upTo, 20_000, 50))) faults.push(`${heard.name} is at ${heard.last} and does not hear of ${upTo}`);
    faults.push(...(await checkSubscriber(stores, heard, tenant.id, upTo, foreign.get(tenant))));
  }
  for (const tenant of [here, there]) faults.push(...(await checkStrangers(tenant, entries)));
  return faults;
}

/** Whether the product is well again by itself: it takes a write at its door within a minute. @returns milliseconds, or null */
async function recovery({ here }) {
  const since = Date.now();
  try {
    await here.owner.ask('mutation ($name: String!) { createAccount(input: { name: $name }) { account { id } } }', { name: `Alive at ${since}` });
    return Date.now() - since;
  } catch {
    return null;
  }
}

/** One fault at a random moment while all are at work, and what is left of it. */
export async function round(cluster, scene, fault, luck) {
  const before = { steps: scene.people.steps, retries: scene.counts.retries };
  scene.people.go();
  await pause(luck.between(100, 900));
  const struck = Date.now();
  const detail = await fault.strike(cluster, luck);
  const well = await recovery(scene);
  await pause(luck.between(100, 500));
  await scene.people.hold();
  const faults = well === null ? ['It took no write for a minute after the fault'] : [];
  faults.push(...(await verify(cluster, scene)));
  return { fault: fault.name, detail: detail ?? '', well, steps: scene.people.steps - before.steps, retries: scene.counts.retries - before.retries, ms: Date.now() - struck, faults };
}

/** Faults for so many rounds: each once before any comes again. */
export function plan(rounds, luck, context, only) {
  const able = FAULTS.filter(({ name, needs }) => (!only || name.includes(only)) && (!needs || needs(context)));
  const list = [];
  while (list.length < rounds) list.push(...luck.shuffled(able));
  return list.slice(0, rounds);
}

const METRIC = /^kinship_queue_jobs\{queue="(\w+)",state="(waiting|active|dead)"\} (\d+)$/gm;

/** At the end nothing is left to do: no event, no promised job, no job in any queue. */
export async function drained(cluster) {
  const { stores, members } = cluster;
  let left = [];
  const empty = await until(async () => {
    const [{ events, promises, runs }] = await stores.sql(`select (select count(*)::int from outbox where published_at is null) as events, (select count(*)::int from promised_jobs) as promises,
      (select count(*)::int from imports where status in ('CHECKING', 'RUNNING')) + (select count(*)::int from bulk_runs where status = 'RUNNING') as runs`);
    const text = await fetch(`http://127.0.0.1:${members[0].port}/metrics`).then((answer) => answer.text(), () => '');
    const jobs = [...text.matchAll(METRIC)].filter(([, , , count]) => count !== '0').map(([, queue, state, count]) => `${count} ${state} in ${queue}`);
    left = [...(text ? [] : ['no metrics']), ...jobs, ...(events ? [`${events} events`] : []), ...(promises ? [`${promises} promised jobs ${JSON.stringify(await stores.sql("select queue, name, job_key, envelope, now() - looked_at as ago, xmin::text from promised_jobs limit 3"))}`] : []), ...(runs ? [`${runs} runs`] : [])];
    return left.length === 0;
  }, 60_000, 250);
  return empty ? [] : [`Left undone a minute after all was over: ${left.join(', ')}`];
}
