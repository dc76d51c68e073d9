import path from 'node:path';
import { numbers } from './cases.mjs';
import { signIn } from './installation.mjs';
import { load, together } from './load.mjs';
import { hottest } from './profile.mjs';
import { computed, resident } from './usage.mjs';

/** Each is measured in slices, in turn with the others: what else the machine does meets all of them alike. */
const ROUNDS = 4;

/** Runs a case on the floor, on the large workspace, on a small one and, where there is one, on the yardstick. */
export class Measuring {
  /** @param parts { installation, server, floor, url, floorUrl, yardstickUrl, connections, seconds, recorder, databaseRecorder, profileFolder } */
  constructor(parts) {
    Object.assign(this, parts);
  }

  /** @param make a case of a workspace; a mix has `pick` */
  async run(make) {
    const [large, small] = this.installation.workspaces;
    const one = make(large);
    const sides = {
      floor: this.#side(one, this.floorUrl, {}, (each, variables) => ({ sql: each.floor, key: each.key(variables) }), 'The floor', this.floor),
      ours: await this.#product(one, large),
      beside: await this.#product(make(small), small),
      ...(one.yardstick && this.yardstickUrl && { yardstick: this.#side(one, this.yardstickUrl, {}, ({ yardstick: query }) => ({ query }), 'PostGraphile') }),
    };
    for (const side of Object.values(sides)) await side.send(this.seconds / ROUNDS);
    for (const side of Object.values(sides)) side.forget();
    for (let round = 0; round < ROUNDS; round++) for (const side of Object.values(sides)) await side.measure(this.seconds / ROUNDS);
    return this.#told(one, Object.fromEntries(Object.entries(sides).map(([name, side]) => [name, side.result()])), await this.#recorded(sides, one));
  }

  #told(one, { floor, ours, beside, yardstick }, recorded) {
    const spent = ({ process, database }) => (process === null || database === null ? null : process + database);
    return {
      name: one.connections ? `${one.name} (${one.connections} connections)` : one.name, goal: one.goal ?? null, write: Boolean(one.write), hottest: recorded,
      ratio: ours.perSecond / floor.perSecond, cpuRatio: spent(ours) === null ? null : spent(floor) / spent(ours), floorPerSecond: floor.perSecond, perSecond: ours.perSecond, p50: ours.p50, p95: ours.p95, p99: ours.p99,
      apiMilliseconds: ours.process, databaseMilliseconds: ours.database, floorMilliseconds: floor.process, floorDatabaseMilliseconds: floor.database,
      apiMegabytes: resident(this.server.child.pid), bytes: ours.bytes, floorBytes: floor.bytes, floorP95: floor.p95, smallP95: beside.p95, againstSmall: ours.p95 / beside.p95,
      ...(yardstick && { yardstickPerSecond: yardstick.perSecond, yardstickRatio: yardstick.perSecond / floor.perSecond }),
    };
  }

  async #product(one, workspace) {
    const token = await signIn(this.url, workspace);
    return this.#side(one, `${this.url}/graphql`, { authorization: `Bearer ${token}` }, ({ query }, variables) => ({ query, variables }), 'The product', this.server.child);
  }

  #side(one, url, headers, body, who, process) {
    const random = numbers(Math.floor(performance.now()));
    const next = () => {
      const each = one.pick ? one.pick(random()) : one;
      return body(each, each.next(random));
    };
    const check = (status, answer) => (status === 200 && !answer.includes('"errors":[') ? null : `${who} failed at "${one.name}": ${answer.subarray(0, 600)}`);
    const send = (seconds) => load({ url, headers, connections: one.connections ?? this.connections, seconds, next, check });
    const database = this.installation.postgres.server.child.pid;
    return new Side(send, () => [process ? computed(process.pid, true) : null, computed(database, true)]);
  }

  /** In runs of their own: to be watched costs time. */
  async #recorded({ ours, beside }, one) {
    if (!this.recorder) return null;
    const watched = async (side) => {
      await this.databaseRecorder.start();
      const told = [];
      try {
        const { p95, perSecond } = together([await side.send(this.seconds / 2)]);
        told.push(`  ${perSecond.toFixed(0)}/s, p95 ${p95.toFixed(0)} ms`);
      } finally {
        told.push(...(await this.databaseRecorder.stop()));
      }
      return told;
    };
    await this.recorder.start();
    await ours.send(this.seconds / 2);
    const profile = await this.recorder.stop(path.join(this.profileFolder, `${one.name.replaceAll(/[^a-z0-9]+/gi, '-')}.cpuprofile`));
    const large = await watched(ours);
    return [...hottest(profile), 'the large workspace:', ...large, 'a small one:', ...(await watched(beside))];
  }
}

/** One of those that are compared. */
class Side {
  constructor(send, used) {
    this.send = send;
    this.used = used;
    this.forget();
  }

  forget() {
    this.loads = [];
    this.spent = [0, 0];
  }

  async measure(seconds) {
    const before = this.used();
    this.loads.push(await this.send(seconds));
    this.spent = this.used().map((now, at) => (now === null ? null : this.spent[at] + now - before[at]));
  }

  result() {
    const whole = together(this.loads);
    const [process, database] = this.spent.map((seconds) => (seconds === null ? null : (seconds * 1000) / whole.answers));
    return { ...whole, process, database };
  }
}
