import { getArgumentValues, getNamedType, GraphQLError, isCompositeType, isListType, isObjectType, getNullableType, Kind, type DocumentNode, type FragmentDefinitionNode, type GraphQLField, type GraphQLObjectType, type GraphQLSchema, type OperationDefinitionNode, type SelectionSetNode, type FieldNode, isInterfaceType, valueFromASTUntyped, visit } from 'graphql';
import { AppError } from '../errors/app-error.js';
import { DEFAULT_PAGE } from '../records/record-list.js';
import { CUSTOM_SELECTIONS } from './custom-field-reading.js';

/** How large one operation may be. Chosen so that every screen of the web client stays far below and one caller can't occupy the server. */
export const LIMITS = {
  /** Nested selections. */
  depth: 12,
  /** Fields under another name than their own, in the whole operation; a tenant's own fields are told apart by such names and are not counted, unless one is asked twice. */
  aliases: 50,
  /** Fields at the root of a mutation: each is a transaction of its own. */
  mutations: 10,
  /** Lists and objects inside each other in the values that are sent. */
  nesting: 128,
  /** Objects the operation may produce at most, as far as its page sizes tell. */
  cost: 10_000,
  /** Selected fields with all fragments spread; stops a small document that unfolds into a huge one. */
  fields: 4_000,
  /** Tokens of the document, checked while it is read. */
  tokens: 12_000,
} as const;

/** Length that a list without page arguments is counted with. */
const PLAIN_LIST = 10;

const tooDeep = (): AppError => new AppError('QUERY_TOO_COMPLEX', `Values nest at most ${LIMITS.nesting} levels.`);
const tooComplex = (message: string): AppError => new AppError('QUERY_TOO_COMPLEX', message);

/** Checks an operation against the limits. @returns its cost @throws QUERY_TOO_COMPLEX */
export function checkLimits(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>): number {
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  checkNesting(variables);
  // Documents are kept and asked again; what they cost hangs on nothing but the numbers that are sent with them, and on whether anything is.
  const known = costs.get(operation) ?? new Map<string, number>();
  costs.set(operation, known);
  const numbers = (operation.variableDefinitions ?? []).map(({ variable }) => variables[variable.name.value]).map((value) => (typeof value === 'number' ? value : value === undefined ? '' : value === null ? 'none' : 'some')).join();
  let cost = known.get(numbers);
  if (cost === undefined) {
    cost = costOf(schema, document, operation, root, variables);
    if (known.size >= KNOWN_COSTS) known.clear();
    known.set(numbers, cost);
  }
  return cost;
}

const costs = new WeakMap<OperationDefinitionNode, Map<string, number>>();
const KNOWN_COSTS = 100;

/** @throws QUERY_TOO_COMPLEX */
function costOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, root: GraphQLObjectType, variables: Readonly<Record<string, unknown>>): number {
  checkDepthOfValues(document);
  const fragments = new Map(document.definitions.filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION).map((node) => [node.name.value, node]));
  if (operation.operation === 'mutation' && countFields(operation.selectionSet, fragments) > LIMITS.mutations) {
    throw tooComplex(`A request holds at most ${LIMITS.mutations} mutations.`);
  }
  const cost = new CostMeter(schema, fragments, { ...defaultsOf(operation), ...variables }).selection(root, operation.selectionSet, 1);
  if (cost > LIMITS.cost) throw tooComplex(`This operation could read ${cost} objects; at most ${LIMITS.cost} are allowed. Ask for smaller pages or fewer nested lists.`);
  return cost;
}

/** Fields of a selection, those in fragments too; stops counting once it is clear that they are too many. */
function countFields(root: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): number {
  const open = [root];
  let count = 0;
  for (let walked = 0; open.length > 0 && count <= LIMITS.mutations; ) {
    for (const node of open.pop()!.selections) {
      if (++walked > LIMITS.fields) throw tooComplex(`An operation selects at most ${LIMITS.fields} fields, fragments included.`);
      if (node.kind === Kind.FIELD) count += 1;
      else if (node.kind === Kind.INLINE_FRAGMENT) open.push(node.selectionSet);
      else if (fragments.has(node.name.value)) open.push(fragments.get(node.name.value)!.selectionSet);
    }
  }
  return count;
}

/** Inputs are read, checked and stored by functions that call themselves for each level; one that nests without end would exhaust their stack. Walked without recursion. */
function checkDepthOfValues(document: DocumentNode): void {
  let depth = 0;
  const enter = (): void => {
    if (++depth > LIMITS.nesting) throw tooDeep();
  };
  const leave = (): void => void depth--;
  visit(document, { ListValue: { enter, leave }, ObjectValue: { enter, leave } });
}

function checkNesting(variables: Readonly<Record<string, unknown>>): void {
  let level: object[] = [variables];
  for (let levels = 0; level.length > 0; levels++) {
    if (levels > LIMITS.nesting) throw tooDeep();
    level = level.flatMap((value) => Object.values(value).filter((inner): inner is object => typeof inner === 'object' && inner !== null));
  }
}

/** What variables hold that were not sent. */
const defaultsOf = ({ variableDefinitions }: OperationDefinitionNode): Record<string, unknown> =>
  Object.fromEntries((variableDefinitions ?? []).flatMap(({ variable, defaultValue }) => (defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [])));

/** Whether this asks for a field that the tenant added, and nothing on the same object did before. */
function isFirstOfItsKey({ name, arguments: given }: FieldNode, own: Set<string>): boolean {
  const key = given?.[0]?.value;
  if (!CUSTOM_SELECTIONS.some((selection) => selection === name.value) || key?.kind !== Kind.STRING) return false;
  const asked = `${name.value} ${key.value}`;
  return own.size < own.add(asked).size;
}

class CostMeter {
  /** Selections walked so far; spreads count too, since fragments of nothing but spreads unfold as well. */
  private selected = 0;
  private aliases = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly variables: Readonly<Record<string, unknown>>,
  ) {}

  /** @param own keys of the tenant's fields that the same object was asked for already */
  selection(type: object, set: SelectionSetNode, depth: number, own = new Set<string>()): number {
    let cost = 0;
    for (const node of set.selections) {
      if (++this.selected > LIMITS.fields) throw tooComplex(`An operation selects at most ${LIMITS.fields} fields, fragments included.`);
      if (node.kind === Kind.FIELD) cost += this.field(type, node, depth, own);
      else if (node.kind === Kind.INLINE_FRAGMENT) cost += this.selection(this.typeNamed(node.typeCondition?.name.value) ?? type, node.selectionSet, depth, own);
      else {
        const fragment = this.fragments.get(node.name.value);
        if (fragment) cost += this.selection(this.typeNamed(fragment.typeCondition.name.value) ?? type, fragment.selectionSet, depth, own);
      }
    }
    return cost;
  }

  private field(parent: object, node: FieldNode, depth: number, own: Set<string>): number {
    if (node.alias && !isFirstOfItsKey(node, own) && ++this.aliases > LIMITS.aliases) throw tooComplex(`An operation has at most ${LIMITS.aliases} aliases.`);
    // Introspection nests deeply by nature; graphql-js limits it by a rule of its own.
    if (node.name.value.startsWith('__') || !node.selectionSet || !(isObjectType(parent) || isInterfaceType(parent))) return 0;
    if (depth > LIMITS.depth) throw tooComplex(`An operation nests at most ${LIMITS.depth} levels.`);
    const field = parent.getFields()[node.name.value];
    const type = field && getNamedType(field.type);
    if (!field || !isCompositeType(type)) return 0;
    const times = this.times(field as GraphQLField<unknown, unknown>, node, (parent as GraphQLObjectType).name);
    return times * (1 + this.selection(type, node.selectionSet, depth + 1));
  }

  private times(field: GraphQLField<unknown, unknown>, node: FieldNode, parent: string): number {
    const list = isListType(getNullableType(field.type));
    // The page's size is counted once, where its arguments are; `nodes` and `edges` hold the same records.
    if (list && parent.endsWith('Connection')) return 1;
    const paged = field.args.some((argument) => argument.name === 'first' || argument.name === 'last');
    if (!paged) return list ? PLAIN_LIST : 1;
    const { first, last } = this.argumentsOf(field, node);
    const asked = typeof last === 'number' ? last : typeof first === 'number' ? first : DEFAULT_PAGE;
    return Math.max(1, asked);
  }

  /** Arguments that can't be read stop the operation when it comes to them; until then they say nothing of its size. */
  private argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode): Record<string, unknown> {
    try {
      return getArgumentValues(field, node, this.variables);
    } catch (error) {
      if (error instanceof GraphQLError) return {};
      throw error;
    }
  }

  private typeNamed(name: string | undefined): object | undefined {
    return name === undefined ? undefined : this.schema.getType(name);
  }
}
