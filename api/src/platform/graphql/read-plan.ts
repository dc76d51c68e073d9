import { isNonNullType, isObjectType, Kind, type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLField, type GraphQLObjectType, type GraphQLSchema, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { hasJson, type JsonMember, type JsonSelection } from '../records/record-json.js';
import { recordTypes } from '../records/record-registry.js';
import type { RecordType } from '../records/record-type.js';
import { relationsOf } from './record-types.js';

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

/** Whether a module answers the field by itself, so that it is no column. Other fields read the property of their name, by a function that the library gives them. */
const isAnswered = ({ resolve }: GraphQLField<unknown, unknown>): boolean => resolve !== undefined && resolve.name !== 'rootFieldResolver';

class Planner {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(
    private readonly schema: GraphQLSchema,
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

  private record(type: RecordType, nodes: readonly FieldNode[], depth: number): JsonSelection {
    if (depth > MOST_NESTED) unplanned();
    const object = this.objectOf(type.typeName);
    const relations = new Map(relationsOf(type).map((relation) => [relation.relation, relation]));
    const members = this.members(nodes, type.typeName, (key, name, group): JsonMember => {
      const relation = relations.get(name);
      if (relation) return { kind: 'record', key, field: relation.field, target: this.record(relation.target.base ?? relation.target, group, depth + 1) };
      const described = type.allFields[name];
      const field = object.getFields()[name];
      const plain = name === 'id' || name === 'version' || (described && !described.custom && hasJson(described.kind));
      if (!plain || !field || isAnswered(field)) return unplanned();
      return { kind: 'field', key, field: name, needed: isNonNullType(field.type) };
    });
    return { recordType: type.name, members };
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
  private collect(sets: readonly SelectionSetNode[], typeName: string, found = new Map<string, FieldNode[]>()): Map<string, FieldNode[]> {
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

  private objectOf(typeName: string): GraphQLObjectType {
    const type = this.schema.getType(typeName);
    return isObjectType(type) ? type : unplanned();
  }
}

