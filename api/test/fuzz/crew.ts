import { Config } from '../../src/platform/config/config.js';
import { RedisClient } from '../../src/platform/redis/redis-client.js';
import { recordTypes } from '../../src/platform/records/record-registry.js';
import type { Caller, TestApp } from '../harness/app.js';
import { buildWorld, type World } from '../isolation/world.js';
import type { Knowledge } from './values.js';

const KEPT = 40;

/** One who asks, and what they have learnt from the answers. */
export class Asker implements Knowledge {
  private readonly learnt = new Map<string, string[]>();

  constructor(
    readonly who: string,
    readonly token: string | null,
    readonly own: readonly string[],
    readonly foreign: readonly string[],
    readonly recordTypes: readonly string[],
    readonly fields: readonly string[],
  ) {}

  seen(name: string): readonly string[] {
    return this.learnt.get(name) ?? [];
  }

  /** Keeps the texts of an answer by their names: cursors, keys, names, ids of what came into being meanwhile. */
  learn(answer: unknown, name = '', parent = ''): void {
    if (Array.isArray(answer)) for (const item of answer.slice(0, 5)) this.learn(item, name, parent);
    else if (typeof answer === 'object' && answer !== null) for (const [key, value] of Object.entries(answer)) this.learn(value, key, name);
    else if (typeof answer === 'string' && answer.length > 0 && answer.length < 500) for (const key of name === 'id' ? ['id', `${parent}Id`] : [name]) this.keep(key, answer);
  }

  private keep(name: string, text: string): void {
    const texts = this.learnt.get(name) ?? [];
    if (texts.includes(text)) return;
    texts.push(text);
    this.learnt.set(name, texts.slice(-KEPT));
  }
}

/** Two workspaces: everybody in the first asks, and nothing of the second may come out. */
export interface Crew {
  readonly askers: readonly Asker[];
  /** A word that is in every text of the other workspace. */
  readonly secret: string;
}

export async function newCrew(product: TestApp): Promise<Crew> {
  await forgetGuesses(product);
  const own = await buildWorld(product);
  const foreign = await buildWorld(product);
  const colleagues: Caller[] = [];
  for (const role of ['ADMIN', 'MEMBER', 'VIEWER'] as const) colleagues.push(await product.colleague(own.owner, role));
  const types = recordTypes().map(({ name }) => name);
  const fields = [...new Set(recordTypes().flatMap((type) => Object.keys(type.fields)))];
  const ids = ({ ids: all }: World): string[] => [...all.values()];
  const asker = (who: string, token: string | null): Asker => new Asker(who, token, [...ids(own), ...colleagues.map(({ memberId }) => memberId)], ids(foreign), types, fields);
  return { secret: foreign.marker, askers: [asker('nobody', null), asker('OWNER', own.owner.token), asker('OWNER', own.owner.token), ...colleagues.map(({ role, token }) => asker(role, token))] };
}

/** Those before guessed passwords and links from this address, so that nobody could join from it for a quarter of an hour. */
async function forgetGuesses({ app }: TestApp): Promise<void> {
  const redis = app.get(RedisClient);
  const keys = await redis.keys(`${app.get(Config).redisPrefix}:sign-in:ip:*`);
  if (keys.length > 0) await redis.del(keys);
}

/** Whether everybody who was signed in still is: what is tried by chance also ends sessions and memberships. */
export async function isIntact(product: TestApp, { askers }: Crew): Promise<boolean> {
  for (const { token } of askers) {
    if (!token) continue;
    const { errors } = await product.graphql('{ me { member { id } } recordTypes { name } }', {}, { authorization: `Bearer ${token}` });
    if (errors) return false;
  }
  return true;
}
