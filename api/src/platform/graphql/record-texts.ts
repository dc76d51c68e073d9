import { randomUUID } from 'node:crypto';
import { Kind, type FieldNode, type GraphQLResolveInfo } from 'graphql';
import { currentContext, type RequestContext } from '../context/request-context.js';
import { isWhole, type JsonSelection } from '../records/record-json.js';
import type { ListQuery } from '../records/record-list.js';
import type { RecordStore } from '../records/record-store.js';
import type { RecordType } from '../records/record-type.js';
import { projectionOf } from './projection.js';
import { selectedFields } from './selection.js';

/**
 * Records within answers that resolvers put together. A resolver may answer them as the texts that the database wrote: nothing is resolved field by field then. The
 * text itself waits beside; in the answer stands its mark, as the id of a record of which nothing else is selected any more.
 */
const places = new Map<string, readonly string[]>();
const wanted = new WeakMap<FieldNode, ReadonlyMap<string, JsonSelection>>();
const waiting = new WeakMap<RequestContext, string[]>();
const MARK = `text:${randomUUID()}:`;
const MARKED = new RegExp(`\\{"id":"${MARK}(\\d+)"\\}`, 'g');

/** Says of a field (`Query.home`) that its resolver takes texts for the records at these members of its answer; '' for the answer itself. */
export function takesTexts(field: string, ...members: readonly string[]): void {
  places.set(field, members);
}

/** Members of a field's answer that may be texts. */
export const textMembers = (field: string): readonly string[] => places.get(field) ?? [];

/** Notes what a field of a rewritten query is to have written, by member. */
export function wantTexts(node: FieldNode, selections: ReadonlyMap<string, JsonSelection>): void {
  wanted.set(node, selections);
}

/** What is to be written of each record at a member of the field being resolved; undefined where rows are wanted. */
export const textsWanted = (info: GraphQLResolveInfo, member: string): JsonSelection | undefined => wanted.get(info.fieldNodes[0]!)?.get(member);

/**
 * The same of a field further down, by the ways there (`['nodes', 'activity']`), for records of which each has a text of its own.
 * @throws where they are asked for several times, for there is but one text of each; the query then runs as ever
 */
export function textsWantedBelow({ fieldNodes }: GraphQLResolveInfo, ...ways: readonly (readonly string[])[]): JsonSelection | undefined {
  const fields = (nodes: readonly FieldNode[], name: string): FieldNode[] => nodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []).filter((node): node is FieldNode => node.kind === Kind.FIELD && node.name.value === name);
  const nodes = ways.flatMap((way) => way.reduce<readonly FieldNode[]>(fields, fieldNodes));
  const texts = nodes.flatMap((node) => wanted.get(node)?.get('') ?? []);
  if (texts.length > 0 && nodes.length > 1) throw new Error('Records are asked for in several ways.');
  return texts[0];
}

/** What a resolver answers instead of records. @throws where a text is none; the query then runs as ever */
export function asTexts(texts: readonly unknown[]): readonly [{ readonly id: string }] {
  if (!texts.every(isWhole)) throw new Error('A record has a value that only the server can write.');
  const context = currentContext();
  const held = waiting.get(context) ?? [];
  waiting.set(context, held);
  return [{ id: `${MARK}${held.push(texts.join(',')) - 1}` }];
}

/** The answer with its texts in place of their marks. */
export function withTexts(answer: string): string {
  const held = waiting.get(currentContext());
  return held ? answer.replaceAll(MARKED, (_mark, index: string) => held[Number(index)]!) : answer;
}

/** A page of records as resolvers answer it: rows with the fields that are selected, or texts. What is not selected is not read, its number above all. */
export async function connectionHere(store: RecordStore, type: RecordType, query: ListQuery, info: GraphQLResolveInfo, count: () => number | Promise<number> = () => store.count(type, query)): Promise<object> {
  const json = textsWanted(info, 'nodes');
  const { rows, texts, cursors, ...page } = await (json ? asText(store, type, { ...query, json }) : asRows(store, type, query, info, 'nodes', 'edges.node'));
  return {
    nodes: texts ?? rows,
    edges: rows?.map((node, index) => ({ node, cursor: cursors[index] })),
    pageInfo: { ...page, startCursor: cursors[0] ?? null, endCursor: cursors.at(-1) ?? null },
    get totalCount() {
      return count();
    },
  };
}

/** The records of a list, at a member of the answer. */
export async function recordsHere(store: RecordStore, type: RecordType, query: ListQuery, info: GraphQLResolveInfo, member: string): Promise<readonly object[]> {
  const json = textsWanted(info, member);
  return json ? (await asText(store, type, { ...query, json, cursors: false })).texts : (await asRows(store, type, query, info, member)).rows;
}

async function asText(store: RecordStore, type: RecordType, query: ListQuery & { readonly json: JsonSelection }) {
  const { texts, ...page } = await store.listJson(type, query);
  return { ...page, texts: asTexts(texts), rows: undefined };
}

async function asRows(store: RecordStore, type: RecordType, query: ListQuery, info: GraphQLResolveInfo, ...members: readonly string[]) {
  const fields = projectionOf(type, selectedFields(info, members));
  return { ...(await store.list(type, fields ? { ...query, fields } : query)), texts: undefined };
}
