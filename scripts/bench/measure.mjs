import path from 'node:path';
import { signIn } from './installation.mjs';
import { load } from './load.mjs';
import { hottest } from './profile.mjs';
import { numbers } from './cases.mjs';
import { computed, resident } from './usage.mjs';

/** Runs a case on the floor, on the large workspace and on a small one, one after the other, each warm. */
export class Measuring {
  /** @param parts { installation, server, url, floorUrl, connections, seconds, recorder, profileFolder } */
  constructor(parts) {
    Object.assign(this, parts);
  }

  /** @param make a case of a workspace; a mix has `pick` */
  async run(make) {
    const [large, small] = this.installation.workspaces;
    const one = make(large);
    const floor = await this.#load(this.floorUrl, one, {}, (each, variables) => ({ sql: each.floor, key: each.key(variables) }), 'The floor');
    const yardstick = one.yardstick && this.yardstickUrl ? await this.#load(this.yardstickUrl, one, {}, ({ yardstick: query }) => ({ query }), 'PostGraphile') : null;
    await this.recorder?.start();
    const before = this.#used();
    const ours = await this.#product(one, large);
    const spent = this.#used().map((now, at) => (now === null ? null : ((now - before[at]) * 1000) / ours.answers));
    const recorded = await this.recorder?.stop(path.join(this.profileFolder, `${one.name.replaceAll(/[^a-z0-9]+/gi, '-')}.cpuprofile`));
    const beside = await this.#product(make(small), small);
    return {
      name: one.connections ? `${one.name} (${one.connections} connections)` : one.name, goal: one.goal ?? null, write: Boolean(one.write), hottest: recorded ? hottest(recorded) : null,
      ratio: ours.perSecond / floor.perSecond, floorPerSecond: floor.perSecond, perSecond: ours.perSecond, p50: ours.p50, p95: ours.p95, p99: ours.p99,
      apiMilliseconds: spent[0], databaseMilliseconds: spent[1], apiMegabytes: resident(this.server.child.pid), bytes: ours.bytes, floorBytes: floor.bytes, floorP95: floor.p95,
      ...(yardstick && { yardstickPerSecond: yardstick.perSecond, yardstickRatio: yardstick.perSecond / floor.perSecond }),
      smallP95: beside.p95, againstSmall: ours.p95 / beside.p95,
    };
  }

  #used() {
    return [computed(this.server.child.pid, true), computed(this.installation.postgres.server.child.pid, true)];
  }

  async #product(one, workspace) {
    // Tokens live for a quarter of an hour.
    const token = await signIn(this.url, workspace);
    return this.#load(`${this.url}/graphql`, one, { authorization: `Bearer ${token}` }, ({ query }, variables) => ({ query, variables }), 'The product');
  }

  async #load(url, one, headers, body, who) {
    const random = numbers(Math.floor(performance.now()));
    const next = () => {
      const each = one.pick ? one.pick(random()) : one;
      return body(each, each.next(random));
    };
    const check = (status, answer) => (status === 200 && !answer.includes('"errors":[') ? null : `${who} failed at "${one.name}": ${answer.subarray(0, 600)}`);
    const run = (seconds) => load({ url, headers, connections: one.connections ?? this.connections, seconds, next, check });
    await run(this.seconds / 4);
    return run(this.seconds);
  }
}
