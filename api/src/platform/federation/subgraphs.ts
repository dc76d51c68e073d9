import { getNamedType, GraphQLObjectType, isAbstractType, isInputObjectType, isInterfaceType, isObjectType, isSpecifiedScalarType, printType, valueFromASTUntyped, type GraphQLNamedType, type GraphQLSchema } from 'graphql';
import type { ResolverMember } from './resolver-inventory.js';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable"])';
const ROOTS = ['Query', 'Mutation', 'Subscription'];

/**
 * Splits the one schema by the module that answers each field: the SDL each module would have as a subgraph of its own. A module holds its root
 * fields and everything they reach. A type with a key belongs to the module that resolves references to it; others hold a stub of it, with
 * the fields they add. Types without a key are values, and shared by whoever uses them.
 *
 * @throws Error when a type with a key has no owner, or two
 */
export function splitSchema(schema: GraphQLSchema, members: readonly ResolverMember[]): Map<string, string> {
  const owners = ownersOf(schema, members);
  const modules = [...new Set(members.map(({ module }) => module))].sort();
  const parts = modules.map((module) => new Subgraph(schema, module, members, owners).collect());
  const uses = new Map<string, number>();
  for (const part of parts) for (const name of part.values) uses.set(name, (uses.get(name) ?? 0) + 1);
  return new Map(parts.map((part) => [part.module, part.print((name) => (uses.get(name) ?? 0) > 1)]));
}

/** The key of an entity type, or null for a value type. */
function keyOf(type: GraphQLNamedType): string | null {
  const directive = type.astNode?.directives?.find(({ name }) => name.value === 'key');
  const argument = directive?.arguments?.find(({ name }) => name.value === 'fields');
  return argument ? String(valueFromASTUntyped(argument.value)) : null;
}

function ownersOf(schema: GraphQLSchema, members: readonly ResolverMember[]): Map<string, string> {
  const owners = new Map<string, string>();
  for (const { module, type } of members.filter(({ field }) => field === null)) {
    const other = owners.get(type);
    if (other && other !== module) throw new Error(`Both ${other} and ${module} resolve references to ${type}.`);
    owners.set(type, module);
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (keyOf(type) && !owners.has(type.name)) throw new Error(`${type.name} has a key, but no module resolves references to it.`);
  }
  return owners;
}

class Subgraph {
  /** Types without a key that this subgraph holds. */
  readonly values = new Set<string>();
  private readonly types = new Map<string, GraphQLNamedType>();

  constructor(
    private readonly schema: GraphQLSchema,
    readonly module: string,
    private readonly members: readonly ResolverMember[],
    private readonly owners: ReadonlyMap<string, string>,
  ) {}

  collect(): this {
    for (const name of ROOTS) {
      const root = this.schema.getType(name);
      if (isObjectType(root) && this.fieldsHere(name).size > 0) this.add(root);
    }
    // Fields added to other modules' types, which nothing of this module may lead to.
    for (const { module, type } of this.members) if (module === this.module && this.schema.getType(type)) this.add(this.schema.getType(type)!);
    return this;
  }

  private fieldsHere(type: string): Set<string> {
    return new Set(this.members.flatMap((member) => (member.module === this.module && member.type === type && member.field ? [member.field] : [])));
  }

  private fieldsElsewhere(type: string): Set<string> {
    const here = this.fieldsHere(type);
    return new Set(this.members.flatMap((member) => (member.module !== this.module && member.type === type && member.field && !here.has(member.field) ? [member.field] : [])));
  }

  private add(type: GraphQLNamedType): void {
    if (this.types.has(type.name) || isSpecifiedScalarType(type)) return;
    const part = isObjectType(type) ? this.partOf(type) : type;
    this.types.set(type.name, part);
    if (isObjectType(type) && !ROOTS.includes(type.name) && !keyOf(type)) this.values.add(type.name);
    if (isObjectType(part) || isInterfaceType(part)) {
      for (const field of Object.values(part.getFields())) for (const reached of [field, ...field.args]) this.add(getNamedType(reached.type));
      for (const parent of part.getInterfaces()) this.add(parent);
    }
    if (isInputObjectType(part)) for (const field of Object.values(part.getFields())) this.add(getNamedType(field.type));
    if (isAbstractType(part)) for (const possible of this.schema.getPossibleTypes(part)) this.add(possible);
  }

  /** The fields of an object type that belong into this subgraph. */
  private partOf(type: GraphQLObjectType): GraphQLObjectType {
    const here = this.fieldsHere(type.name);
    const elsewhere = this.fieldsElsewhere(type.name);
    const key = keyOf(type);
    const belongs = (field: string): boolean => {
      if (ROOTS.includes(type.name)) return here.has(field);
      if (key && this.owners.get(type.name) !== this.module) return key.split(/\s+/).includes(field) || here.has(field);
      return !elsewhere.has(field);
    };
    const config = type.toConfig();
    return new GraphQLObjectType({ ...config, fields: Object.fromEntries(Object.entries(config.fields).filter(([name]) => belongs(name))) });
  }

  print(shared: (type: string) => boolean): string {
    const definitions = [...this.types.values()].sort((a, b) => a.name.localeCompare(b.name)).map((type) => {
      const text = printType(type);
      const directive = this.directiveOf(type, shared);
      return directive ? text.replace(new RegExp(`^type ${type.name}\\b[^{]*`, 'm'), (head) => `${head.trimEnd()} ${directive} `) : text;
    });
    return `${[LINK, ...definitions].join('\n\n')}\n`;
  }

  private directiveOf(type: GraphQLNamedType, shared: (type: string) => boolean): string | null {
    if (!isObjectType(type) || ROOTS.includes(type.name)) return null;
    const key = keyOf(this.schema.getType(type.name) ?? type);
    if (!key) return shared(type.name) ? '@shareable' : null;
    // A stub that adds nothing only names the record; the router must not come here for it.
    const resolvable = this.owners.get(type.name) === this.module || this.fieldsHere(type.name).size > 0;
    return `@key(fields: ${JSON.stringify(key)}${resolvable ? '' : ', resolvable: false'})`;
  }
}
