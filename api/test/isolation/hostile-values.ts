import { getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType, type GraphQLInputType } from 'graphql';
import { documentOf, type Call, type SchemaOperation } from './synthesise.js';

/** Values that no client of ours would send, by scalar. */
const HOSTILE: Readonly<Record<string, readonly unknown[]>> = {
  String: ['', 'nul\u0000', 'half \ud83d', '__proto__', 'constructor', '%_\\', '\u202eשלום 👩‍👩‍👧', `'; drop table accounts; --`, 'x'.repeat(20_000)],
  ID: ['', 'none', '__proto__', 'nul\u0000', '00000000-0000-0000-0000-000000000000', 'x'.repeat(20_000)],
  Int: [0, -1, 2_147_483_647, -2_147_483_648],
  Float: [-1, 1e308, 5e-324],
  Decimal: ['99999999999999.99999', '-99999999999999', '0.000000000000000000001'],
  Date: ['9999-12-31', '0000-01-01', '2026-02-30', '0001-01-01'],
  DateTime: ['+275760-09-13T00:00:00.000Z', '-271821-04-20T00:00:00.000Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z'],
  JSON: [[], 'text', 1, JSON.parse('{"__proto__": {"eq": 1}, "constructor": {"eq": 1}, "toString": []}') as unknown, { and: {} }, { or: [null] }, { not: 1 }, [null], { a: 'nul\u0000' }, { a: 'half \ud83d' }, { id: { eq: 5 } }],
};
const MANY = 1_000;
const DEEPEST = 5;

type Path = readonly (string | number)[];
interface Slot {
  readonly path: Path;
  readonly value: unknown;
}

/** The call once for each place in its variables and each value that does not belong there. */
export function* hostileCalls(operation: SchemaOperation, base: Call): Generator<Call & { readonly place: string }> {
  const text = documentOf(operation.kind, operation.field, 1);
  for (const argument of operation.field.args) {
    for (const { path, value } of slotsOf(argument.type, base.variables[argument.name], [], new Set())) {
      const variables = structuredClone(base.variables) as Record<string, unknown>;
      put(variables, [argument.name, ...path], value);
      yield { ...base, text, variables, place: `${[argument.name, ...path].join('.')} = ${(JSON.stringify(value) ?? '').slice(0, 80)}` };
    }
  }
}

/** @param above input types this one is inside of. @param asked conditions of filters that were tried: they are the same for each field of a kind */
function* slotsOf(type: GraphQLInputType, present: unknown, above: readonly string[], asked: Set<string>): Generator<Slot> {
  if (isNonNullType(type)) return yield* slotsOf(type.ofType as GraphQLInputType, present, above, asked);
  if (present !== null && present !== undefined) yield { path: [], value: null };
  if (isListType(type)) return yield* slotsOfList(type.ofType as GraphQLInputType, present, above, asked);
  if (isEnumType(type)) return yield { path: [], value: 'NO_SUCH_VALUE' };
  if (!isInputObjectType(type)) {
    for (const value of someOf(HOSTILE[type.name] ?? [])) yield { path: [], value };
    return;
  }
  if (above.includes(type.name) || above.length > DEEPEST) return;
  if (!present && above.length > 0) {
    if (asked.has(type.name)) return;
    asked.add(type.name);
  }
  for (const field of Object.values(type.getFields())) {
    const inside = present ? (present as Record<string, unknown>)[field.name] : undefined;
    for (const { path, value } of slotsOf(field.type, inside, [...above, type.name], asked)) yield present ? { path: [field.name, ...path], value } : { path: [], value: wrap([field.name, ...path], value) };
  }
}

let turn = 0;
/** Two of the values, others each time: every place gets some, and each of them comes to hundreds of places. */
const someOf = (values: readonly unknown[]): unknown[] => [...new Set([turn, turn++ + 3].map((at) => values[at % values.length]))];

function* slotsOfList(inner: GraphQLInputType, present: unknown, above: readonly string[], asked: Set<string>): Generator<Slot> {
  const [first] = Array.isArray(present) ? (present as unknown[]) : [];
  yield { path: [], value: [] };
  if (first !== undefined) {
    yield { path: [], value: [first, first] };
    yield { path: [], value: Array.from({ length: MANY }, () => first) };
  } else if (getNamedType(inner).name === 'ID') yield { path: [], value: Array.from({ length: MANY }, () => '00000000-0000-0000-0000-000000000000') };
  for (const { path, value } of slotsOf(inner, first, above, asked)) yield path.length > 0 && first !== undefined ? { path: [0, ...path], value } : { path: [], value: [wrap(path, value)] };
}

const wrap = (path: Path, value: unknown): unknown => path.reduceRight<unknown>((inner, key) => (typeof key === 'number' ? [inner] : { [key]: inner }), value);

function put(target: Record<string | number, unknown>, [key, ...rest]: Path, value: unknown): void {
  const next = target[key!];
  if (rest.length === 0) target[key!] = value;
  else if (typeof next === 'object' && next !== null) put(next as Record<string, unknown>, rest, value);
  else target[key!] = wrap(rest, value);
}
