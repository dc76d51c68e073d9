import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from '../../src/app.module.js';
import { Config, loadConfig } from '../../src/platform/config/config.js';
import { configureHttp, HTTP_OPTIONS } from '../../src/platform/http/http-app.js';
import { testDatabase, type TestDatabase } from './database.js';

/** GraphQL's answer; `errors` carry `extensions.code`. */
export interface Answer<T = Record<string, unknown>> {
  readonly data?: T | null;
  readonly errors?: readonly { readonly message: string; readonly path?: readonly (string | number)[]; readonly extensions: { readonly code: string; readonly details?: Record<string, string[]>; readonly current?: Record<string, unknown>; readonly [key: string]: unknown } }[];
}

/** Somebody signed in. */
export interface Caller {
  readonly token: string;
  readonly refreshToken: string;
  readonly tenantId: string;
  readonly memberId: string;
  readonly userId: string;
  readonly email: string;
  readonly role: string;
  graphql<T = Record<string, never>>(query: string, variables?: Record<string, unknown>): Promise<Answer<T>>;
  /** The data of an answer that must have no errors. */
  data<T = Record<string, never>>(query: string, variables?: Record<string, unknown>): Promise<T>;
}

/** The product, running on a port and database of its own. */
export interface TestApp {
  readonly app: NestExpressApplication;
  readonly db: TestDatabase;
  readonly url: string;
  graphql<T = Record<string, never>>(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer<T>>;
  /** A new tenant and its owner. */
  signUp(name?: string): Promise<Caller>;
  /** A colleague of `owner` in that role, signed in. */
  colleague(owner: Caller, role: 'OWNER' | 'ADMIN' | 'MEMBER' | 'VIEWER'): Promise<Caller>;
  /** The same person with a fresh session, for work that outlasts an access token. */
  renewed(caller: Caller): Promise<Caller>;
  close(): Promise<void>;
}

export interface TestAppOptions {
  /** Runs on this database, as a second process would; it is then not dropped at the end. */
  readonly database?: TestDatabase;
  /** Environment besides what every test has. */
  readonly env?: Readonly<Record<string, string>>;
  /** Providers replaced by a descendant, to make them fail where a test needs it. */
  readonly override?: readonly (readonly [Type<object>, Type<object>])[];
}

export const PASSWORD = 'correct horse battery';
const SESSION = 'accessToken refreshToken me { user { id email } member { id role } tenant { id } }';

interface SessionAnswer {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly me: { readonly user: { readonly id: string; readonly email: string }; readonly member: { readonly id: string; readonly role: string }; readonly tenant: { readonly id: string } };
}

export async function testApp(options: TestAppOptions = {}): Promise<TestApp> {
  const db = options.database ?? (await testDatabase());
  const home = mkdtempSync(path.join(tmpdir(), 'kinship-test-app-'));
  const config = loadConfig({
    PORT: '0',
    DATABASE_URL: db.url,
    DATABASE_OWNER_URL: db.ownerUrl,
    REDIS_URL: process.env['TEST_REDIS_URL'],
    KINSHIP_HOME: home,
    KINSHIP_SECRET: 'a secret for tests that is long enough',
    KINSHIP_RATE_LIMIT: '0',
    KINSHIP_REDIS_PREFIX: db.name,
    LOG_LEVEL: 'silent',
    ...options.env,
  });
  const builder = Test.createTestingModule({ imports: [AppModule] }).overrideProvider(Config).useValue(config);
  for (const [token, replacement] of options.override ?? []) builder.overrideProvider(token).useClass(replacement);
  const module = await builder.compile();
  const app = module.createNestApplication<NestExpressApplication>(HTTP_OPTIONS);
  configureHttp(app, home);
  await app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;

  const graphql = async <T>(query: string, variables: Record<string, unknown> = {}, headers: Record<string, string> = {}): Promise<Answer<T>> => {
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query, variables }) });
    return (await response.json()) as Answer<T>;
  };
  const caller = (session: SessionAnswer): Caller => {
    const ask = <T>(query: string, variables?: Record<string, unknown>): Promise<Answer<T>> => graphql<T>(query, variables, { authorization: `Bearer ${session.accessToken}` });
    return {
      token: session.accessToken,
      refreshToken: session.refreshToken,
      tenantId: session.me.tenant.id,
      memberId: session.me.member.id,
      userId: session.me.user.id,
      email: session.me.user.email,
      role: session.me.member.role,
      graphql: ask,
      data: async <T>(query: string, variables?: Record<string, unknown>): Promise<T> => required(await ask<T>(query, variables)),
    };
  };
  const person = (): string => `p${randomBytes(6).toString('hex')}@example.com`;

  return {
    app,
    db,
    url,
    graphql,
    signUp: async (name = 'Acme') => {
      const input = { tenantName: name, name: 'Olive Owner', email: person(), password: PASSWORD, timezone: 'Europe/Berlin', currency: 'USD' };
      return caller(required(await graphql<{ signUp: SessionAnswer }>(`mutation ($input: SignUpInput!) { signUp(input: $input) { ${SESSION} } }`, { input })).signUp);
    },
    colleague: async (owner, role) => {
      const { inviteMember } = await owner.data<{ inviteMember: { inviteUrl: string } }>('mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { inviteUrl } }', {
        input: { name: `${role.toLowerCase()} colleague`, email: person(), role },
      });
      const token = inviteMember.inviteUrl.split('#')[1];
      const answer = await graphql<{ acceptInvitation: SessionAnswer }>(`mutation ($token: String!) { acceptInvitation(token: $token, name: "", password: "${PASSWORD}") { ${SESSION} } }`, { token });
      return caller(required(answer).acceptInvitation);
    },
    renewed: async ({ refreshToken }) => caller(required(await graphql<{ refreshSession: SessionAnswer }>(`mutation ($token: String) { refreshSession(token: $token) { ${SESSION} } }`, { token: refreshToken })).refreshSession),
    close: async () => {
      await app.close();
      rmSync(home, { recursive: true, force: true });
      if (!options.database) await db.drop();
    },
  };
}

/** @throws with the errors' codes and messages when there are any */
export function required<T>(answer: Answer<T>): T {
  if (answer.errors?.length || !answer.data) throw new Error(`The API refused: ${JSON.stringify(answer.errors)}`);
  return answer.data;
}
