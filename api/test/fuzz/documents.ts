import { getNamedType, isInterfaceType, isLeafType, isNonNullType, isObjectType, isUnionType, type GraphQLArgument, type GraphQLField, type GraphQLOutputType, type GraphQLSchema } from 'graphql';
import type { SchemaOperation } from '../isolation/synthesise.js';
import type { Random } from './random.js';
import { EnumWord, type Values } from './values.js';

export interface RandomCall {
  readonly name: string;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** One operation with arguments and a selection by chance, the arguments partly as variables and partly written out. */
export class Documents {
  private declared: string[] = [];
  private variables: Record<string, unknown> = {};

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: Random,
    private readonly values: Values,
  ) {}

  of({ kind, field }: SchemaOperation): RandomCall {
    this.declared = [];
    this.variables = {};
    const root = this.field(field, 2 + this.random.below(3), true);
    const text = `${kind} Fuzz${this.declared.length > 0 ? `(${this.declared.join(', ')})` : ''} { ${root} }`;
    return { name: field.name, text: this.random.chance(0.03) ? this.damaged(text) : text, variables: this.variables };
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number, asRoot = false): string {
    const { random } = this;
    const needed = ({ type, defaultValue }: GraphQLArgument): boolean => isNonNullType(type) && defaultValue === undefined;
    const given = field.args.filter((argument) => (needed(argument) ? !random.chance(0.02) : random.chance(asRoot ? 0.5 : 0.15)));
    const passed = given.map((argument) => `${argument.name}: ${this.argument(argument)}`).join(', ');
    const alias = random.chance(0.05) ? `a${random.below(1_000)}: ` : '';
    return `${alias}${field.name}${passed && `(${passed})`}${this.directive()} ${this.selection(field.type, depth)}`.trim();
  }

  private argument({ name, type }: GraphQLArgument): string {
    const value = this.values.of(type, name);
    if (this.random.chance(0.25)) return written(value);
    const variable = `v${this.declared.length}`;
    this.declared.push(`$${variable}: ${String(type)}`);
    this.variables[variable] = value;
    return `$${variable}`;
  }

  private directive(): string {
    return this.random.chance(0.03) ? ` @${this.random.pick(['include', 'skip'])}(if: ${String(this.random.chance(0.5))})` : '';
  }

  private selection(output: GraphQLOutputType, depth: number): string {
    const type = getNamedType(output);
    if (isLeafType(type)) return '';
    if (isUnionType(type) || isInterfaceType(type)) return `{ __typename ${this.schema.getPossibleTypes(type).map((each) => `... on ${each.name} ${this.selection(each, depth - 1)}`).join(' ')} }`;
    if (!isObjectType(type)) return '';
    const fields = Object.values(type.getFields());
    const leaves = this.random.some(fields.filter((field) => isLeafType(getNamedType(field.type))), 0.6);
    const objects = depth > 1 ? fields.filter((field) => !isLeafType(getNamedType(field.type)) && this.random.chance(0.35)) : [];
    const inside = [...leaves, ...objects].map((field) => this.field(field, depth - 1));
    return `{ __typename ${this.random.chance(0.05) ? `... on ${type.name} { ${inside.join(' ') || '__typename'} }` : inside.join(' ')} }`;
  }

  /** Some characters lost, doubled or swapped. */
  private damaged(text: string): string {
    const at = this.random.below(text.length);
    return this.random.pick([text.slice(0, at) + text.slice(at + 1), text.slice(0, at), text.slice(0, at) + text.slice(Math.max(at - 20, 0)), `${text.slice(0, at)}${this.random.pick(['{', '}', '"', '"""', '$', '@', '...', '\u0000', '\ud83d', '#'])}${text.slice(at)}`]);
  }
}

/** A value as a document holds it. */
function written(value: unknown): string {
  if (value instanceof EnumWord) return value.word;
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return `{ ${Object.entries(value).map(([key, inner]) => `${/^[_A-Za-z]\w*$/.test(key) ? key : '_'}: ${written(inner)}`).join(', ')} }`;
  return JSON.stringify(value) ?? 'null';
}
