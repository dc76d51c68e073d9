import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

function scalar(name: string, description: string, read: (value: unknown) => string | null): GraphQLScalarType<string, string> {
  const parse = (value: unknown): string => {
    const result = read(value);
    if (result === null) throw new GraphQLError(`${name} can't be ${JSON.stringify(value)}. ${description}`, { extensions: { code: 'VALIDATION_ERROR' } });
    return result;
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: (value) => parse(value instanceof Date ? value.toISOString() : value),
    parseValue: parse,
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : null),
  });
}

/** Exact decimal number as text, so that no amount passes through floating point. Numbers are accepted as input. */
export const DecimalScalar = scalar('Decimal', 'An exact decimal number such as "1054.50".', (value) => {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^[+-]?\d{1,14}(\.\d+)?$/.test(text.trim()) ? text.trim() : null;
});

/** A day without a time or zone. */
export const DateScalar = scalar('Date', 'A day such as "2026-11-21".', (value) => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null));

/** Years that the database and every reader write with four digits. */
const FOUR_DIGITS = /^(?!0000)\d{4}-/;

/** An instant; answered in UTC. */
export const DateTimeScalar = scalar('DateTime', 'An instant in ISO 8601 such as "2026-11-21T09:30:00.000Z".', (value) => {
  const time = typeof value === 'string' ? new Date(value) : null;
  const iso = time && !Number.isNaN(time.getTime()) ? time.toISOString() : '';
  return FOUR_DIGITS.test(iso) ? iso : null;
});

const literal = (node: ValueNode, variables: Readonly<Record<string, unknown>> | null | undefined): unknown => {
  switch (node.kind) {
    case Kind.STRING:
    case Kind.BOOLEAN:
    case Kind.ENUM:
      return node.value;
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.LIST:
      return node.values.map((value) => literal(value, variables));
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map((field) => [field.name.value, literal(field.value, variables)]));
    case Kind.VARIABLE:
      return variables?.[node.name.value];
    default:
      return null;
  }
};

/** Any JSON value; used where the shape is the tenant's own. */
export const JsonScalar = new GraphQLScalarType<unknown, unknown>({ name: 'JSON', description: 'Any JSON value.', serialize: (value) => value, parseValue: (value) => value, parseLiteral: (node, variables) => literal(node, variables) });

/** Every scalar of ours by its name in the schema. */
export const SCALARS = { Decimal: DecimalScalar, Date: DateScalar, DateTime: DateTimeScalar, JSON: JsonScalar };
