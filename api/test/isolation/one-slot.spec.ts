import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { Config } from '../../src/platform/config/config.js';
import { LostJobs } from '../../src/platform/queue/lost-jobs.service.js';
import { testApp, type TestApp } from '../harness/app.js';
import { eventually } from '../harness/eventually.js';

/** On a cluster of Redis servers one script or transaction can only touch keys of one slot: those with the same text in braces, or the same key. */
let app: TestApp;
let redis: Redis;
let monitor: Redis;
const heard: { readonly source: string; readonly command: readonly string[] }[] = [];
beforeAll(async () => {
  app = await testApp();
  redis = new Redis(process.env['TEST_REDIS_URL']!);
  monitor = await redis.monitor();
  monitor.on('monitor', (_time: string, command: string[], source: string) => heard.push({ source, command }));
});
afterAll(async () => {
  monitor.disconnect();
  redis.disconnect();
  await app.close();
});

const slotOf = (key: string): string => /\{([^}]+)\}/.exec(key)?.[1] ?? key;

describe('what the product does in Redis', () => {
  it('touches one slot at a time, in scripts and in transactions', async () => {
    const owner = await app.signUp('Slots');
    const { redisPrefix } = app.app.get(Config);
    await owner.data(`mutation { ${Array.from({ length: 10 }, (_, at) => `a${at}: createAccount(input: { name: "Firm ${at}" }) { account { id } }`).join(' ')} }`);
    const { accounts } = await owner.data<{ accounts: { nodes: { id: string }[] } }>('{ accounts(first: 1) { nodes { id } } }');
    await owner.data('mutation ($viewing: ViewedRecordInput) { setPresence(viewing: $viewing) }', { viewing: { recordType: 'account', recordId: accounts.nodes[0]!.id } });
    const colleague = await app.colleague(owner, 'MEMBER');
    await owner.data('mutation ($id: ID!, $owner: ID) { updateAccount(input: { id: $id, ownerId: $owner }) { changeSetId } }', { id: accounts.nodes[0]!.id, owner: colleague.memberId });
    await app.graphql('mutation ($input: SignInInput!) { signIn(input: $input) { step } }', { input: { email: owner.email, password: 'not this one, surely' } });
    await app.graphql('mutation { requestPasswordReset(email: "nobody@example.com") }');
    await app.app.get(LostJobs, { strict: false }).look(0);
    await eventually(async () => ((await app.db.asOwner('select from promised_jobs')).length === 0 ? true : null));

    const together = new Map<string, string[][]>();
    const open = new Map<string, string[]>();
    const ours = (keys: readonly string[]): string[] => keys.filter((key) => key.includes(redisPrefix));
    const note = (kind: string, keys: string[]): void => void (keys.length > 1 && together.set(kind, [...(together.get(kind) ?? []), keys]));
    for (const { source, command } of heard) {
      const [name = '', ...rest] = command;
      const verb = name.toLowerCase();
      // A script calls its commands itself; what they touch is named when it is called.
      if (source === 'lua') continue;
      const keys = verb === 'eval' || verb === 'evalsha' ? ours(rest.slice(2, 2 + Number(rest[1]))) : ours(rest.slice(0, verb === 'brpoplpush' ? 2 : 1));
      if (verb === 'eval' || verb === 'evalsha' || verb === 'brpoplpush') note(verb, keys);
      if (verb === 'multi') open.set(source, []);
      else if (verb === 'exec') {
        note('multi', open.get(source) ?? []);
        open.delete(source);
      } else open.get(source)?.push(...keys);
    }
    expect([...together.keys()].sort()).toEqual(expect.arrayContaining(['evalsha', 'multi']));
    const across = [...together].flatMap(([kind, all]) => all.filter((keys) => new Set(keys.map(slotOf)).size > 1).map((keys) => `${kind}: ${keys.join(' ')}`));
    expect([...new Set(across)]).toEqual([]);
  });
});
