import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** Ids that fit where one is asked for: `name` is the argument or field (`accountId`), `owner` the operation or input type it belongs to. */
export type IdSource = (name: string, owner: string) => readonly string[];

export interface SchemaOperation {
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly field: GraphQLField<unknown, unknown>;
}

export interface Call {
  readonly kind: SchemaOperation['kind'];
  readonly name: string;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Every operation of the schema. */
export function operationsOf(schema: GraphQLSchema): SchemaOperation[] {
  const roots = [['query', schema.getQueryType()], ['mutation', schema.getMutationType()], ['subscription', schema.getSubscriptionType()]] as const;
  return roots.flatMap(([kind, type]) => Object.values(type?.getFields() ?? {}).filter((field) => !field.name.startsWith('_')).map((field) => ({ kind, field })));
}

/** Calls of an operation with every argument filled in, optional ones too: as many as it takes to try each id that fits. */
export function callsOf({ kind, field }: SchemaOperation, ids: IdSource): Call[] {
  const calls = new Map<string, Call>();
  let variants = 1;
  for (let turn = 0; turn < variants; turn++) {
    const pick = (name: string, owner: string): string => {
      const fitting = ids(name, owner);
      variants = Math.max(variants, fitting.length);
      return fitting[turn % fitting.length]!;
    };
    const variables = Object.fromEntries(field.args.map((argument) => [argument.name, valueOf(argument.type, argument.name, field.name, pick, 0)]));
    calls.set(JSON.stringify(variables), { kind, name: field.name, text: documentOf(kind, field), variables });
  }
  return [...calls.values()];
}

/** The operation with all its arguments as variables, and every leaf of the answer so many levels deep. */
export function documentOf(kind: string, field: GraphQLField<unknown, unknown>, depth = 3): string {
  const declared = field.args.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(', ');
  const passed = field.args.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  return `${kind} Probe${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`} ${selectionOf(field.type, depth)} }`;
}

/** Label and key of the custom field that each world has. */
export const PROBE_FIELD = 'probe';

const SCALARS: Readonly<Record<string, unknown>> = { Int: 1, Float: 1, Boolean: true, Decimal: '1.00', Date: '2026-01-01', DateTime: '2026-01-01T00:00:00.000Z', JSON: {} };

function valueOf(type: GraphQLInputType, name: string, owner: string, pick: (name: string, owner: string) => string, depth: number): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType as GraphQLInputType, name, owner, pick, depth);
  // Filters and sorts narrow an answer; left out, the operation shows all it would. So do lists of states to show.
  if (/(Filter|Sort)\b/.test(String(type)) || (depth === 0 && isListType(type) && isEnumType(getNamedType(type)))) return null;
  if (isListType(type)) return [valueOf(type.ofType as GraphQLInputType, name, owner, pick, depth)];
  // The last role is the one that everybody who manages members may give.
  if (isEnumType(type)) return name === 'archived' ? 'include' : type.getValues().at(-1)!.name;
  if (isInputObjectType(type)) {
    if (depth > 3) return null;
    // Of its members one alone fits the field.
    if (type.name === 'CustomFieldInput') return { key: PROBE_FIELD, text: 'probe' };
    return Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, valueOf(field.type, field.name, type.name, pick, depth + 1)]));
  }
  // A view is one list's; for any other it would only be refused.
  if (/^(after|before|last|search|expectedVersion|viewId)$/.test(name)) return null;
  if (name === 'first') return 50;
  if (type.name === 'ID') return pick(name, owner);
  if (type.name !== 'String') return SCALARS[type.name];
  if (/email/i.test(name)) return 'probe@example.com';
  if (/(website|url|linkedin|twitter)$/i.test(name)) return 'https://example.com';
  if (name === 'recordType') return 'account';
  if (name === 'types') return 'account';
  if (name === 'field' && owner === 'recordGroups') return 'ownerId';
  if (/currency$/i.test(name)) return 'USD';
  return 'probe';
}

/** Every leaf, so many levels deep. */
function selectionOf(type: GraphQLOutputType, depth: number): string {
  if (isNonNullType(type) || isListType(type)) return selectionOf(type.ofType as GraphQLOutputType, depth);
  if (!isObjectType(type)) return '';
  const parts = Object.values(type.getFields())
    .filter((field) => field.args.every((argument) => !isNonNullType(argument.type) || argument.defaultValue !== undefined))
    .map((field) => {
      if (isLeafType(getNamedType(field.type))) return field.name;
      return depth > 1 ? `${field.name} ${selectionOf(field.type, depth - 1)}` : '';
    })
    .filter((part) => part !== '');
  return `{ ${['__typename', ...parts].join(' ')} }`;
}
