import { getNamedType, isNonNullType, isObjectType, Kind, type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLField, type GraphQLObjectType, type GraphQLSchema, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { answerInSql, hasJson, type JsonMember, type JsonSelection } from '../records/record-json.js';
import { recordTypes } from '../records/record-registry.js';
import type { RecordType } from '../records/record-type.js';
import { CUSTOM_PREFIX } from '../records/tenant-types.js';
import { relationsOf } from './record-types.js';
import { textMembers, wantTexts } from './record-texts.js';

/** A member of an answer's object: its key there, and what it is. */
interface Member<K extends string> {
  readonly key: string;
  readonly kind: K;
}

/** What is selected of a connection. The records are the same wherever they are asked for, so there is one selection of them. */
export type ConnectionMember =
  | (Member<'constant'> & { readonly text: string })
  | Member<'nodes'>
  | Member<'totalCount'>
  | (Member<'edges'> & { readonly members: readonly ((Member<'constant'> & { readonly text: string }) | Member<'cursor'> | Member<'node'>)[] })
  | (Member<'pageInfo'> & { readonly members: readonly ((Member<'constant'> & { readonly text: string }) | Member<'hasNextPage' | 'hasPreviousPage' | 'startCursor' | 'endCursor'>)[] });

/** One field at the root of a query that reads records. */
export interface PlannedRead {
  readonly key: string;
  readonly type: RecordType;
  readonly node: FieldNode;
  readonly field: GraphQLField<unknown, unknown>;
  /** Undefined where one record is asked for. */
  readonly connection?: readonly ConnectionMember[];
  /** Undefined where a connection's records are not asked for. */
  readonly json?: JsonSelection;
}

/** Raised where an operation asks for something that is not planned; it then runs as any other. */
class Unplanned extends Error {}
const unplanned = (): never => {
  throw new Unplanned();
};

/** Records inside records; beyond it a join is no longer what the database does best. */
const MOST_NESTED = 3;
const MOST_READS = 5;

/** How a valid query is read that asks for nothing but records as they are described: their fields, and those of records they point at. Null for one that takes more. */
export function planReads(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): readonly PlannedRead[] | null {
  if (operation.directives?.length) return null;
  try {
    const reads = new Planner(schema, document).reads(operation.selectionSet);
    return reads.length > 0 && reads.length <= MOST_READS ? reads : null;
  } catch (error) {
    if (error instanceof Unplanned) return null;
    throw error;
  }
}

/**
 * The query as resolvers are asked it: records that may be texts within what they answer (`takesTexts`), and are plain enough to be, have nothing selected of them but the mark
 * of their text. Null where there are none.
 */
export function planTexts(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): { readonly document: DocumentNode; readonly operation: OperationDefinitionNode } | null {
  try {
    const { selectionSet, texts } = new Rewriter(schema, document).rewrite(operation.selectionSet);
    if (texts === 0) return null;
    const rewritten = { ...operation, selectionSet };
    return { operation: rewritten, document: { ...document, definitions: document.definitions.map((each) => (each === operation ? rewritten : each)) } };
  } catch (error) {
    if (error instanceof Unplanned) return null;
    throw error;
  }
}

/** Whether a module answers the field by itself, so that it is no column. Other fields read the property of their name, by a function that the library gives them. */
const isAnswered = ({ resolve }: GraphQLField<unknown, unknown>): boolean => resolve !== undefined && resolve.name !== 'rootFieldResolver';

class Planner {
  protected readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(
    protected readonly schema: GraphQLSchema,
    document: DocumentNode,
  ) {
    this.fragments = new Map(document.definitions.filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION).map((node) => [node.name.value, node]));
  }

  reads(set: SelectionSetNode): PlannedRead[] {
    const types = recordTypes().map((type) => type.base ?? type);
    const query = this.schema.getQueryType()!;
    return [...this.collect([set], query.name)].map(([key, nodes]) => {
      const [node] = nodes as [FieldNode];
      const name = node.name.value;
      const field = query.getFields()[name];
      const listed = types.find((type) => type.plural === name && type.operations.includes('list'));
      const type = listed ?? types.find((each) => each.name === name && each.operations.includes('get'));
      if (!type || !field) return unplanned();
      const shared = { key, type, node, field };
      return listed ? { ...shared, ...this.connection(type, nodes) } : { ...shared, json: this.record(type, nodes, 0) };
    });
  }

  private connection(type: RecordType, nodes: readonly FieldNode[]): Pick<PlannedRead, 'connection' | 'json'> {
    const name = `${type.typeName}Connection`;
    const records: FieldNode[][] = [];
    const connection = this.members(nodes, name, (key, kind, group): ConnectionMember => {
      if (kind === 'totalCount') return { key, kind };
      if (kind === 'nodes') {
        records.push(group);
        return { key, kind };
      }
      if (kind === 'pageInfo') return { key, kind, members: this.members(group, 'PageInfo', (inner, of) => (of === 'hasNextPage' || of === 'hasPreviousPage' || of === 'startCursor' || of === 'endCursor' ? { key: inner, kind: of } : unplanned())) };
      if (kind !== 'edges') return unplanned();
      const members = this.members(group, `${type.typeName}Edge`, (inner, of, within): Member<'cursor'> | Member<'node'> => {
        if (of === 'node') records.push(within);
        return of === 'cursor' || of === 'node' ? { key: inner, kind: of } : unplanned();
      });
      return { key, kind, members };
    });
    if (records.length > 1) unplanned();
    return { connection, ...(records[0] ? { json: this.record(type, records[0], 0) } : {}) };
  }

  protected record(type: RecordType, nodes: readonly FieldNode[], depth: number): JsonSelection {
    if (depth > MOST_NESTED) unplanned();
    const object = this.objectOf(type.typeName);
    const relations = new Map(relationsOf(type).map((relation) => [relation.relation, relation]));
    const members = this.members(nodes, type.typeName, (key, name, group): JsonMember => {
      const relation = relations.get(name);
      if (relation) return { kind: 'record', key, field: relation.field, target: this.record(relation.target.base ?? relation.target, group, depth + 1) };
      if (type.customizable && (name === 'customValue' || name === 'customReference')) return this.custom(key, name, group);
      const answered = group[0]!.arguments?.length ? undefined : answerInSql(type, name);
      if (typeof answered === 'function') return { kind: 'answer', key, answer: answered };
      if (answered) return { kind: 'related', key, related: answered, target: this.record(answered.target, group, depth + 1) };
      const described = type.allFields[name];
      const field = object.getFields()[name];
      const plain = name === 'id' || name === 'version' || (described && !described.custom && hasJson(described.kind));
      if (!plain || !field || isAnswered(field)) return unplanned();
      return { kind: 'field', key, field: name, needed: isNonNullType(field.type) };
    });
    return { recordType: type.name, members };
  }

  /** Fields of the tenant's own; which there are, and of what kind, is known when records are read. */
  private custom(key: string, name: 'customValue' | 'customReference', group: readonly FieldNode[]): JsonMember {
    const [argument] = group[0]!.arguments ?? [];
    if (argument?.value.kind !== Kind.STRING) return unplanned();
    const field = CUSTOM_PREFIX + argument.value.value;
    if (name === 'customValue') return { kind: 'custom', key, field };
    return { kind: 'customReference', key, field, members: this.members(group, 'RecordReference', (inner, kind) => (kind === 'id' || kind === 'recordType' || kind === 'title' ? { key: inner, kind } : unplanned())) };
  }

  /** Each member of an object by its key, in the order of the answer. */
  private members<M>(nodes: readonly FieldNode[], typeName: string, member: (key: string, name: string, group: FieldNode[]) => M): (M | (Member<'constant'> & { readonly text: string }))[] {
    const sets = nodes.map(({ selectionSet }) => selectionSet ?? unplanned());
    return [...this.collect(sets, typeName)].map(([key, group]) => {
      const name = group[0]!.name.value;
      return name === '__typename' ? { key, kind: 'constant', text: JSON.stringify(typeName) } : member(key, name, group);
    });
  }

  /** Fields by key as graphql-js collects them: fragments spread, the same key twice made one. */
  protected collect(sets: readonly SelectionSetNode[], typeName: string, found = new Map<string, FieldNode[]>()): Map<string, FieldNode[]> {
    for (const node of sets.flatMap(({ selections }) => selections)) {
      if (node.directives?.length) unplanned();
      if (node.kind === Kind.FIELD) {
        const key = node.alias?.value ?? node.name.value;
        found.set(key, [...(found.get(key) ?? []), node]);
        continue;
      }
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : this.fragments.get(node.name.value);
      if (!fragment || (fragment.typeCondition && fragment.typeCondition.name.value !== typeName)) unplanned();
      else this.collect([fragment.selectionSet], typeName, found);
    }
    return found;
  }

  protected objectOf(typeName: string): GraphQLObjectType {
    const type = this.schema.getType(typeName);
    return isObjectType(type) ? type : unplanned();
  }
}

/** What is left selected of records that are texts. */
const MARK_ONLY: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: 'id' } }] };

/** Writes a query anew, its fragments spread and each field once. */
class Rewriter extends Planner {
  private texts = 0;

  rewrite(set: SelectionSetNode): { readonly selectionSet: SelectionSetNode; readonly texts: number } {
    const selectionSet = this.selection([set], this.schema.getQueryType()!);
    return { selectionSet, texts: this.texts };
  }

  private selection(sets: readonly SelectionSetNode[], type: GraphQLObjectType): SelectionSetNode {
    return { kind: Kind.SELECTION_SET, selections: [...this.collect(sets, type.name).values()].map((nodes) => this.field(type, nodes)) };
  }

  private field(type: GraphQLObjectType, nodes: readonly FieldNode[]): FieldNode {
    const [node] = nodes as [FieldNode];
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const field = type.getFields()[node.name.value];
    const answered = field && getNamedType(field.type);
    if (sets.length === 0) return node;
    if (!isObjectType(answered)) return nodes.length === 1 ? node : unplanned();
    const selections = this.textsOf(`${type.name}.${node.name.value}`, answered, nodes, sets);
    const selectionSet = selections.has('') ? MARK_ONLY : this.marked(this.selection(sets, answered), selections);
    const rewritten = { ...node, selectionSet };
    if (selections.size > 0) wantTexts(rewritten, selections);
    this.texts += selections.size;
    return rewritten;
  }

  private marked({ kind, selections }: SelectionSetNode, texts: ReadonlyMap<string, JsonSelection>): SelectionSetNode {
    return { kind, selections: selections.map((each) => (each.kind === Kind.FIELD && texts.has(each.name.value) ? { ...each, selectionSet: MARK_ONLY } : each)) };
  }

  /** By member of the field's answer, what its records' texts hold. */
  private textsOf(field: string, answered: GraphQLObjectType, nodes: readonly FieldNode[], sets: readonly SelectionSetNode[]): Map<string, JsonSelection> {
    const texts = new Map<string, JsonSelection>();
    const collected = [...this.collect(sets, answered.name).values()];
    const named = (name: string): FieldNode[][] => collected.filter(([first]) => first!.name.value === name);
    for (const member of textMembers(field)) {
      // Edges hold the records once more.
      const groups = member === 'nodes' && named('edges').length > 0 ? [] : named(member);
      const of = member === '' ? answered : getNamedType(answered.getFields()[member]?.type);
      const json = this.plain(of?.name, member === '' ? [nodes] : groups);
      if (json) texts.set(member, json);
    }
    return texts;
  }

  /** Undefined for records that are asked for twice in two ways, or for more than is plain. */
  private plain(typeName: string | undefined, groups: readonly (readonly FieldNode[])[]): JsonSelection | undefined {
    const type = recordTypes().find((each) => each.typeName === typeName);
    if (!type || groups.length !== 1) return undefined;
    try {
      return this.record(type.base ?? type, groups[0]!, 0);
    } catch (error) {
      if (error instanceof Unplanned) return undefined;
      throw error;
    }
  }
}
