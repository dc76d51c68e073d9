import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NotFoundException } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { IsEmail, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '../../../test/harness/database.js';
import { startEdge, type Answer, type EdgeApp } from '../../../test/harness/edge-app.js';
import { Operation } from '../access/operation.decorator.js';
import { currentContext } from '../context/request-context.js';
import { AppError, validationError } from '../errors/app-error.js';
import { LIMITS } from './operation-limits.js';
import { DateScalar, DateTimeScalar, DecimalScalar, JsonScalar } from './scalars.js';

const PUBLIC = Operation({ module: 'platform', permission: 'public' });

@InputType()
class ProbeInput {
  @Field(() => String)
  @IsEmail({}, { message: 'Must be an e-mail address.' })
  email!: string;
  @Field(() => String, { nullable: true })
  @MaxLength(5, { message: 'At most 5 characters.' })
  code?: string;
}

@InputType()
class ScalarsInput {
  @Field(() => DecimalScalar) decimal!: string;
  @Field(() => DateScalar) date!: string;
  @Field(() => DateTimeScalar) dateTime!: string;
  @Field(() => JsonScalar) json!: unknown;
}

@ObjectType()
class ScalarsType {
  @Field(() => DecimalScalar) decimal!: string;
  @Field(() => DateScalar) date!: string;
  @Field(() => DateTimeScalar) dateTime!: string;
  @Field(() => JsonScalar) json!: unknown;
}

@ObjectType()
class ProbeNode {
  @Field(() => String) name!: string;
  @Field(() => ProbeNode, { nullable: true }) next!: ProbeNode | null;
}

@Resolver(() => ProbeNode)
class ProbeResolver {
  constructor(private readonly dataSource: DataSource) {}

  @Query(() => ProbeNode)
  @PUBLIC
  probe(): ProbeNode {
    return { name: 'first', next: { name: 'second', next: null } };
  }

  @Query(() => String)
  @PUBLIC
  probeWho(): string {
    const { requestId, userId } = currentContext();
    return `${requestId} ${userId}`;
  }

  @Query(() => ScalarsType)
  @PUBLIC
  probeScalars(@Args('input', { type: () => ScalarsInput }) input: ScalarsInput): ScalarsType {
    return input;
  }

  @Mutation(() => String)
  @PUBLIC
  probeWrite(@Args('input', { type: () => ProbeInput }) input: ProbeInput): string {
    return input.email;
  }

  @Query(() => String)
  @PUBLIC
  async probeFailure(@Args('kind', { type: () => String }) kind: string): Promise<string> {
    switch (kind) {
      case 'conflict':
        throw new AppError('CONFLICT', 'Somebody was quicker.', { current: { version: 7 } });
      case 'details':
        throw validationError({ name: ['Is required.'] });
      case 'limited':
        throw new AppError('RATE_LIMITED', 'Slow down.', { retryAfter: 12 });
      case 'http':
        throw new NotFoundException('No such page.');
      case 'uuid':
        await this.dataSource.query(`select 'not-a-uuid'::uuid`);
        return 'unreachable';
      case 'table':
        await this.dataSource.query('select * from secret_table_of_ours');
        return 'unreachable';
      default:
        throw new Error('password=hunter2 at /srv/kinship');
    }
  }
}

let db: TestDatabase;
let app: EdgeApp;
beforeAll(async () => {
  db = await testDatabase();
  app = await startEdge(db, [ProbeResolver]);
});
afterAll(async () => {
  await app?.close();
  await db?.drop();
});

const codeOf = ({ body }: Answer): unknown => body.errors?.[0]?.extensions['code'];
const failure = async (kind: string): Promise<Answer> => app.graphql('query ($kind: String!) { probeFailure(kind: $kind) }', { variables: { kind } });

describe('answers', () => {
  it('carry the request id of the caller, in the header and inside', async () => {
    const answer = await app.graphql('{ probeWho }', { headers: { 'x-request-id': 'caller-0001' } });
    expect(answer.headers.get('x-request-id')).toBe('caller-0001');
    expect(answer.body.data?.['probeWho']).toBe('caller-0001 null');
  });

  it('replace a request id that is none', async () => {
    const answer = await app.graphql('{ probeWho }', { headers: { 'x-request-id': 'a b"c' } });
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.body.data?.['probeWho']).toBe(`${answer.headers.get('x-request-id')} null`);
  });

  it('say which mutations of a request are done when one fails', async () => {
    const write = (email: string): string => `probeWrite(input: { email: "${email}", code: "1" })`;
    const { body } = await app.graphql(`mutation { first: ${write('a@b.co')} second: ${write('nobody')} third: ${write('c@d.co')} }`);
    expect(body.data).toBeNull();
    expect(body.errors?.map(({ path, extensions }) => [path, extensions['code'], extensions['done']])).toEqual([[['second'], 'VALIDATION_ERROR', ['first']]]);
  });

  it('read and write scalars exactly', async () => {
    const input = { decimal: '12345678901234.5678', date: '2026-02-28', dateTime: '2026-11-21T10:30:00+01:00', json: { a: [1, null, 'x'] } };
    const { body } = await app.graphql('query ($input: ScalarsInput!) { probeScalars(input: $input) { decimal date dateTime json } }', { variables: { input } });
    expect(body.data?.['probeScalars']).toEqual({ ...input, dateTime: '2026-11-21T09:30:00.000Z' });
    const literal = await app.graphql('query ($x: JSON) { probeScalars(input: { decimal: 10.50, date: "2026-01-01", dateTime: "2026-01-01T00:00:00Z", json: { a: $x, b: [true] } }) { decimal json } }', { variables: { x: 3 } });
    expect(literal.body.data?.['probeScalars']).toEqual({ decimal: '10.50', json: { a: 3, b: [true] } });
  });
});

describe('errors', () => {
  it('keep code, current values, details and what else belongs to them', async () => {
    const conflict = await failure('conflict');
    expect(conflict.status).toBe(200);
    expect(conflict.body.errors).toEqual([
      { message: 'Somebody was quicker.', path: ['probeFailure'], locations: expect.anything(), extensions: { code: 'CONFLICT', current: { version: 7 }, retryable: false, requestId: conflict.headers.get('x-request-id') } },
    ]);
    expect((await failure('details')).body.errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { name: ['Is required.'] } });
    expect((await failure('limited')).body.errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 12, retryable: true });
    expect(codeOf(await failure('http'))).toBe('NOT_FOUND');
  });

  it.each(['anything', 'table'])('tell nothing about a fault of ours but the request id (%s)', async (kind) => {
    const answer = await failure(kind);
    const requestId = answer.headers.get('x-request-id');
    expect(codeOf(answer)).toBe('INTERNAL');
    expect(JSON.stringify(answer.body)).not.toMatch(/hunter2|srv|secret_table|relation|stack|\.ts|node_modules/);
    expect(answer.body.errors?.[0]?.message).toContain(requestId);
    const logged = app.logs().find((line) => line['level'] === 'error' && line['requestId'] === requestId);
    expect(JSON.stringify(logged?.['err'])).toMatch(/"stack"/);
  });

  it('say what is wrong where PostgreSQL refused a value', async () => {
    const answer = await failure('uuid');
    expect(codeOf(answer)).toBe('VALIDATION_ERROR');
    expect(JSON.stringify(answer.body)).not.toContain('uuid');
  });

  it('name each field that class-validator refuses', async () => {
    const { body } = await app.graphql('mutation { probeWrite(input: { email: "x", code: "123456" }) }');
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { email: ['Must be an e-mail address.'], code: ['At most 5 characters.'] } });
  });

  it('name the field of a variable that has the wrong type', async () => {
    const query = 'mutation ($input: ProbeInput!) { probeWrite(input: $input) }';
    const missing = await app.graphql(query, { variables: { input: {} } });
    expect(missing.status).toBe(400);
    expect(missing.body.errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { email: ['Required.'] } });
    const literal = await app.graphql('mutation { probeWrite(input: {}) }');
    expect(literal.body.errors?.[0]?.extensions['details']).toEqual({ email: ['Required.'] });
    const wrong = await app.graphql(query, { variables: { input: { email: 5 } } });
    expect(wrong.body.errors?.[0]?.extensions['details']).toEqual({ email: ['String cannot represent a non string value: 5'] });
    const scalar = await app.graphql('query ($input: ScalarsInput!) { probeScalars(input: $input) { date } }', { variables: { input: { decimal: 'much', date: '2026-01-01', dateTime: '2026-01-01T00:00:00Z', json: 1 } } });
    expect(scalar.body.errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION_ERROR', details: { decimal: [expect.stringContaining('much')] } });
  });

  it('say that there are no persisted queries', async () => {
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __typename }', extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }),
    });
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'VALIDATION_ERROR' } }] });
  });

  it.each([
    ['a syntax error', '{ probe {'],
    ['an unknown field', '{ prob }'],
    ['no operation', 'fragment F on Query { probeWho }'],
  ])('call %s a validation error, without hints at the schema', async (_name, query) => {
    const answer = await app.graphql(query);
    expect(answer.status).toBe(400);
    expect(codeOf(answer)).toBe('VALIDATION_ERROR');
    expect(JSON.stringify(answer.body)).not.toMatch(/Did you mean|stacktrace/);
  });

  it('have the same form where the body is not even JSON, or too large', async () => {
    const post = async (body: string): Promise<object> => {
      const response = await fetch(`${app.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      return { status: response.status, ...((await response.json()) as object) };
    };
    expect(await post('{bad')).toMatchObject({ status: 400, errors: [{ message: 'The body of the request is not valid JSON.', extensions: { code: 'VALIDATION_ERROR', requestId: expect.any(String) } }] });
    expect(await post(JSON.stringify({ query: `# ${'x'.repeat(1_100_000)}` }))).toMatchObject({ status: 400, errors: [{ message: expect.stringContaining('too large'), extensions: { code: 'QUERY_TOO_COMPLEX' } }] });
  });
});

describe('limits', () => {
  it('refuse batches', async () => {
    const response = await fetch(`${app.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify([{ query: '{ probeWho }' }, { query: '{ probeWho }' }]) });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'VALIDATION_ERROR' } }] });
  });

  it('refuse what is too deep, too wide or too long, with their own code', async () => {
    const deep = `{ probe ${'{ next '.repeat(LIMITS.depth)}{ name }${' }'.repeat(LIMITS.depth)} }`;
    const wide = `{ ${Array.from({ length: LIMITS.aliases + 1 }, (_, index) => `a${index}: probeWho`).join(' ')} }`;
    const long = `{ ${'probeWho '.repeat(LIMITS.tokens + 1)} }`;
    for (const query of [deep, wide, long]) {
      const answer = await app.graphql(query);
      expect({ status: answer.status, code: codeOf(answer) }).toEqual({ status: 400, code: 'QUERY_TOO_COMPLEX' });
    }
  });

  it('refuse values that nest without end, as variables and written out', async () => {
    const query = 'query ($input: ScalarsInput!) { probeScalars(input: $input) { date } }';
    // Put together as text: writing so deep a value as JSON would exhaust the test's own stack.
    const codesAt = async (levels: number): Promise<unknown[]> => {
      const body = `{"query":"${query}","variables":{"input":{"decimal":"1","date":"2026-01-01","dateTime":"2026-01-01T00:00:00Z","json":${'['.repeat(levels)}${']'.repeat(levels)}}}}`;
      const response = await fetch(`${app.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      return (((await response.json()) as Answer['body']).errors ?? []).map((error) => error.extensions['code']);
    };
    expect(await codesAt(100)).toEqual([]);
    for (const levels of [200, 5_000, 200_000]) expect(await codesAt(levels)).toEqual(['QUERY_TOO_COMPLEX']);
    for (const levels of [200, 2_900, 5_900]) {
      const literal = `{ probeScalars(input: { decimal: "1", date: "2026-01-01", dateTime: "2026-01-01T00:00:00Z", json: ${'['.repeat(levels)}${']'.repeat(levels)} }) { date } }`;
      expect(codeOf(await app.graphql(literal))).toBe('QUERY_TOO_COMPLEX');
    }
  });

  it('count mutations through fragments', async () => {
    const fields = (from: number): string => Array.from({ length: 6 }, (_, index) => `a${from + index}: probeWrite(input: { email: "ada@example.com", code: "1" })`).join(' ');
    expect((await app.graphql(`mutation { ...F } fragment F on Mutation { ${fields(0)} }`)).body.errors).toBeUndefined();
    expect(codeOf(await app.graphql(`mutation { ...F ... on Mutation { ${fields(6)} } } fragment F on Mutation { ${fields(0)} }`))).toBe('QUERY_TOO_COMPLEX');
  });

  it('hold for a document that was accepted before, with other variables', async () => {
    const query = 'query ($first: Int) { recordHistory(recordType: "x", recordId: "00000000-0000-0000-0000-000000000000", first: $first) { __typename } }';
    expect(codeOf(await app.graphql(query, { variables: { first: 5 } }))).not.toBe('QUERY_TOO_COMPLEX');
    expect(codeOf(await app.graphql(query, { variables: { first: 1_000_000 } }))).toBe('QUERY_TOO_COMPLEX');
  });
});

describe('who may ask for what', () => {
  const INTROSPECTION = '{ __schema { queryType { name } } }';

  it('shows the schema to signed-in people only, whoever asked before', async () => {
    const { token } = app.sessions.open();
    expect(codeOf(await app.graphql(INTROSPECTION))).toBe('UNAUTHENTICATED');
    expect((await app.graphql(INTROSPECTION, { token })).body.data).toEqual({ __schema: { queryType: { name: 'Query' } } });
    expect(codeOf(await app.graphql(INTROSPECTION))).toBe('UNAUTHENTICATED');
    expect(codeOf(await app.graphql('query { ...F } fragment F on Query { __type(name: "Query") { name } }'))).toBe('UNAUTHENTICATED');
    expect((await app.graphql('{ __typename }')).body.data).toEqual({ __typename: 'Query' });
  });

  it.each(['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }', '{ ... on Query { x: _service { sdl } } }'])('knows no router: %s', async (query) => {
    const { token } = app.sessions.open();
    const answer = await app.graphql(query, { token });
    expect(codeOf(answer)).toBe('VALIDATION_ERROR');
    expect(answer.body.data).toBeUndefined();
  });

  it('refuses what a foreign page could send without asking the browser first', async () => {
    const simple = await fetch(`${app.url}/graphql`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: JSON.stringify({ query: 'mutation { probeWrite(input: { email: "a@b.co" }) }' }) });
    expect(simple.status).toBe(400);
    const get = await fetch(`${app.url}/graphql?query=${encodeURIComponent('{ probeWho }')}`);
    expect(get.status).toBe(400);
    const mutation = await fetch(`${app.url}/graphql?query=${encodeURIComponent('mutation { probeWrite(input: { email: "a@b.co" }) }')}`, { headers: { 'apollo-require-preflight': '1' } });
    expect(mutation.status).toBe(405);
  });
});

describe('with a router in front', () => {
  it('answers _service', async () => {
    const behind = await startEdge(db, [ProbeResolver], { KINSHIP_FEDERATION: 'on', KINSHIP_INTROSPECTION: 'off' });
    try {
      const { body } = await behind.graphql('{ _service { sdl } }');
      expect((body.data?.['_service'] as { sdl: string }).sdl).toContain('type ProbeNode');
      const { token } = behind.sessions.open();
      expect(codeOf(await behind.graphql('{ __schema { queryType { name } } }', { token }))).toBe('VALIDATION_ERROR');
    } finally {
      await behind.close();
    }
  });
});
