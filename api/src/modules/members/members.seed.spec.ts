import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { required, testApp, type TestApp } from '../../../test/harness/app.js';
import { Config } from '../../platform/config/config.js';
import { DemoRun } from '../../platform/seed/demo-seeds.js';
import { MembersSeed } from './members.seed.js';

let product: TestApp;
beforeAll(async () => {
  product = await testApp();
});
afterAll(() => product.close());

const seed = async (): Promise<DemoRun> => {
  const run = new DemoRun();
  await product.app.get(MembersSeed, { strict: false }).seed(run);
  return run;
};

describe('the demo workspace', () => {
  it('has a sign-in for each role and a sales team without, however often it is filled', async () => {
    const first = await seed();
    const second = await seed();
    expect([...second.members]).toEqual([...first.members]);
    expect([...first.members.keys()].sort()).toEqual(['admin', 'hanna', 'jonas', 'member', 'owner', 'priya', 'tomas', 'viewer']);
    const signIn = (key: string): ReturnType<TestApp['graphql']> => product.graphql('mutation ($input: SignInInput!) { signIn(input: $input) { accessToken me { member { id role } tenant { plan planExpiresAt } } } }', { input: { email: `${key}@demo.kinship.test`, password: product.app.get(Config).demoPassword } });
    for (const key of ['owner', 'admin', 'member', 'viewer']) {
      expect(required(await signIn(key))).toMatchObject({ signIn: { me: { member: { id: first.members.get(key), role: key.toUpperCase() }, tenant: { plan: 'ENTERPRISE', planExpiresAt: null } } } });
    }
    expect((await signIn('hanna')).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});
