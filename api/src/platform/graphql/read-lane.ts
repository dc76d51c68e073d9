import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { execute, getArgumentValues, getVariableValues } from 'graphql';
import { holdToDeclaration } from '../access/operation-guard.js';
import { Config } from '../config/config.js';
import { currentContext } from '../context/request-context.js';
import { mayUseReplica } from '../database/replica.js';
import { Licences } from '../licensing/licences.service.js';
import { noteOperation } from '../observability/operation-note.js';
import { isWhole } from '../records/record-json.js';
import { underView } from '../records/list-views.js';
import type { RecordFilter } from '../records/record-filter.js';
import type { ListQuery } from '../records/record-list.js';
import { RecordStore, type JsonPage } from '../records/record-store.js';
import { checkLimits } from './operation-limits.js';
import { checkOperation } from './operation-rules.js';
import type { ConnectionMember, PlannedRead } from './read-plan.js';
import { ReadPlans, type KnownQuery } from './read-plans.js';
import { sortOf, type AskedSort } from './record-resolver.js';
import { withTexts } from './record-texts.js';

type Values = Readonly<Record<string, unknown>>;

interface ListArguments extends Omit<ListQuery, 'sort' | 'fields' | 'json' | 'cursors'> {
  readonly sort?: readonly AskedSort[] | null;
  readonly filter?: RecordFilter | null;
  readonly viewId?: string | null;
}

/**
 * Answers queries that are known to be valid, past the server's reading and hooks. Those that only read records are answered from the texts the database writes of
 * them: no resolver runs, and nothing is read into objects to be written again. Callers, limits, licences and permissions are those of every other operation. Whatever
 * is out of the ordinary (something is refused, or not found) is left to the server, which does it all again and says what is wrong.
 */
@Injectable()
export class ReadLane implements NestMiddleware {
  constructor(
    private readonly plans: ReadPlans,
    private readonly store: RecordStore,
    private readonly licences: Licences,
    private readonly config: Config,
  ) {}

  use(request: Request, response: Response, next: NextFunction): void {
    const asked = known(request, this.plans);
    const type = asked && answerType(request);
    if (!asked || !type) return next();
    const started = performance.now();
    mayUseReplica(currentContext());
    const { query, variables } = asked;
    (query.reads ? this.answer(query, query.reads, variables) : this.resolved(query, variables, { req: request, res: response })).then(
      (text) => {
        if (text === null) return next();
        noteOperation(response, { name: query.name, type: 'query', milliseconds: performance.now() - started, codes: [], context: currentContext() });
        response.setHeader('content-type', type);
        response.setHeader('content-length', Buffer.byteLength(text));
        response.end(text);
      },
      () => next(),
    );
  }

  /** What resolvers answer; whatever has gone wrong, they are asked again by the server. */
  private async resolved({ schema, document, operation, texts }: KnownQuery, variableValues: Values, contextValue: object): Promise<string | null> {
    checkOperation({ schema, document, operation, variables: variableValues }, this.config);
    const { data, errors } = await execute({ schema, document: texts?.document ?? document, operationName: operation.name?.value ?? null, variableValues, contextValue });
    if (!data || errors) return null;
    const answer = `${JSON.stringify({ data })}\n`;
    if (!texts) return answer;
    this.plans.woven += 1;
    return withTexts(answer);
  }

  private async answer({ schema, document, operation }: KnownQuery, reads: readonly PlannedRead[], variables: Values): Promise<string | null> {
    checkLimits(schema, document, operation, variables);
    const given = argumentsOf(operation, reads, schema, variables);
    if (!given) return null;
    const texts = await Promise.all(reads.map((read, index) => this.read(read, given[index]!)));
    if (texts.includes(null)) return null;
    this.plans.used += 1;
    return `{"data":{${texts.map((text, index) => `"${reads[index]!.key}":${text}`).join(',')}}}\n`;
  }

  private async read(read: PlannedRead, given: Values): Promise<string | null> {
    const { type, connection, json } = read;
    await holdToDeclaration({ module: type.module, permission: { record: type.name, action: 'view' } }, this.licences);
    if (connection) return this.list(read, connection, given);
    const text = await this.store.jsonById(type, given['id'] as string, json!);
    return isWhole(text) ? text : null;
  }

  private async list({ type, json }: PlannedRead, connection: readonly ConnectionMember[], { sort, viewId, ...given }: ListArguments): Promise<string | null> {
    const asked = { ...given, sort: sortOf(sort) };
    const query = viewId ? await underView(type, viewId, asked) : asked;
    const counted = connection.some(({ kind }) => kind === 'totalCount');
    const paged = connection.some(({ kind }) => kind !== 'totalCount' && kind !== 'constant');
    const cursors = connection.some((member) => (member.kind === 'edges' || member.kind === 'pageInfo') && member.members.some(({ kind }) => CURSORS.has(kind)));
    const [page, count] = await Promise.all([
      this.store.listJson(type, { ...query, json: json ?? { recordType: type.name, members: [] }, cursors }),
      counted ? this.store.count(type, query) : 0,
    ]);
    return !paged || page.texts.every(isWhole) ? connectionText(connection, page as WholePage, count) : null;
  }
}

/** Arguments of reads that take no variables: always the same. */
const constant = new WeakMap<readonly PlannedRead[], readonly Values[]>();

/** What each read is given; null where the variables do not fit. @throws GraphQLError where an argument does not */
function argumentsOf({ variableDefinitions = [] }: KnownQuery['operation'], reads: readonly PlannedRead[], schema: KnownQuery['schema'], variables: Values): readonly Values[] | null {
  const always = constant.get(reads);
  if (always) return always;
  const { coerced, errors } = getVariableValues(schema, variableDefinitions, variables);
  if (errors) return null;
  const given = reads.map(({ field, node }) => getArgumentValues(field, node, coerced));
  if (variableDefinitions.length === 0) constant.set(reads, given);
  return given;
}

const CURSORS: ReadonlySet<string> = new Set(['cursor', 'startCursor', 'endCursor']);

/** A page each of whose texts is JSON. */
interface WholePage extends JsonPage {
  readonly texts: readonly string[];
}

/** The query that is asked, and its variables; null for everything that is not known, or not asked as plainly as clients do. */
function known(request: Request, plans: ReadPlans): { readonly query: KnownQuery; readonly variables: Values } | null {
  const body = request.body as Values | null | undefined;
  if (request.method !== 'POST' || typeof body !== 'object' || body === null) return null;
  const text = body['query'];
  const [operationName, variables, extensions] = ['operationName', 'variables', 'extensions'].map((member) => body[member] ?? null);
  if (typeof text !== 'string' || extensions !== null || (operationName !== null && typeof operationName !== 'string')) return null;
  if (typeof variables !== 'object' || Array.isArray(variables)) return null;
  const query = plans.find(text, operationName);
  return query && { query, variables: (variables ?? {}) as Values };
}

const TYPES = ['application/json', 'application/graphql-response+json'];
const answerTypes = new Map<string, string | null>();

/** In which of GraphQL's two types the answer is asked for; null for neither, and for callers whose wish is not worth remembering. */
function answerType(request: Request): string | null {
  const { accept } = request.headers;
  if (!accept) return `${TYPES[0]}; charset=utf-8`;
  let type = answerTypes.get(accept);
  if (type === undefined && answerTypes.size < 100) {
    const chosen = request.accepts(TYPES);
    answerTypes.set(accept, (type = typeof chosen === 'string' ? `${chosen}; charset=utf-8` : null));
  }
  return type ?? null;
}

function connectionText(members: readonly ConnectionMember[], page: WholePage, count: number): string {
  const { texts, cursors } = page;
  return object(members, (member) => {
    switch (member.kind) {
      case 'nodes':
        return `[${texts.join(',')}]`;
      case 'edges':
        return `[${texts.map((text, index) => object(member.members, ({ kind }) => (kind === 'node' ? text : JSON.stringify(cursors[index])))).join(',')}]`;
      case 'pageInfo':
        return object(member.members, ({ kind }) => JSON.stringify(kind === 'startCursor' ? (cursors[0] ?? null) : kind === 'endCursor' ? (cursors.at(-1) ?? null) : kind === 'hasNextPage' ? page.hasNextPage : page.hasPreviousPage));
      default:
        return String(count);
    }
  });
}

/** Members in their order; those that are the same in each answer are known. */
const object = <M extends { readonly key: string; readonly kind: string }>(members: readonly M[], write: (member: Exclude<M, { readonly kind: 'constant' }>) => string): string =>
  `{${members.map((member) => `"${member.key}":${member.kind === 'constant' ? (member as unknown as { text: string }).text : write(member as Exclude<M, { readonly kind: 'constant' }>)}`).join(',')}}`;
