import { isEnumType, isInputObjectType, isListType, isNonNullType, type GraphQLInputField, type GraphQLInputType } from 'graphql';
import type { Random } from './random.js';

/** Written without quotes in a document and as text in variables. */
export class EnumWord {
  constructor(readonly word: string) {}

  toJSON(): string {
    return this.word;
  }
}

/** What a client that means well would know: ids that fit, words by the name of what takes them. */
export interface Knowledge {
  /** Ids of the caller's own workspace. */
  readonly own: readonly string[];
  /** Ids of another one. */
  readonly foreign: readonly string[];
  readonly recordTypes: readonly string[];
  readonly fields: readonly string[];
  /** What answers held under that name. */
  seen(name: string): readonly string[];
}

/** How often a place holds something that does not belong there. */
const HOSTILE_SHARE = 0.12;
const WRONG_TYPE_SHARE = 0.02;
const LEFT_OUT = 0.55;
const DEEPEST = 5;

const TEXTS: readonly string[] = [
  '', ' ', '\t\n', 'null', 'undefined', 'NaN', '-0', '1e309', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'nul\u0000', 'half \ud83d', '\udc00', '\u202eשלום 👩‍👩‍👧', 'İıſß', '\ufeffbom', 'é'.normalize('NFD'), '%_\\', "'; drop table accounts; --",
  '"><script>alert(1)</script>', '${7*7}', '{{7*7}}', '=cmd|calc', '../../etc/passwd', 'a'.repeat(300), 'x'.repeat(70_000), '𝔘'.repeat(3_000), ',', ';;;', '()', '[', '\\', '//', 'a:b', 'javascript:alert(1)', 'http://169.254.169.254/', 'me', '0', 'FREQ=SECONDLY', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
];
const HOSTILE: Readonly<Record<string, readonly unknown[]>> = {
  String: TEXTS,
  ID: ['', '0', 'none', '__proto__', 'nul\u0000', '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '00000000000000000000000000000000', 'x'.repeat(20_000), 7, -1],
  Int: [0, -1, 1, 200, 201, 2_147_483_647, -2_147_483_648],
  Float: [0, -1, 1e308, -1e308, 5e-324, 1e15, 0.1],
  Boolean: [true, false],
  Decimal: ['0', '-0', '99999999999999.99999', '-99999999999999', '922337203685477.5807', '922337203685477.5808', '0.00000000000000000001', '1e5', 'NaN', '+1', '1.', '.5', '١٢٣'],
  Date: ['9999-12-31', '0000-01-01', '0001-01-01', '2026-02-30', '2026-02-29', '-000001-01-01', '275760-09-13', '2026-1-1', 'today'],
  DateTime: ['+275760-09-13T00:00:00.000Z', '-271821-04-20T00:00:00.000Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-03-29T02:30:00', '2026-11-21T24:00:00Z', '2016-12-31T23:59:60Z', '1970-01-01T00:00:00+23:59'],
};
const PLAIN: Readonly<Record<string, readonly unknown[]>> = { Int: [1, 2, 5, 20, 50], Float: [1, 2.5], Boolean: [true, false], Decimal: ['1.00', '250', '-3.5'], Date: ['2026-01-01', '2027-12-31'], DateTime: ['2026-06-01T09:00:00.000Z', '2096-06-01T09:00:00.000Z'] };
const WORDS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/email/i, ['probe@example.com', 'ada@example.org']],
  [/(website|url|linkedin|twitter)$/i, ['https://example.com', 'example.org/x']],
  [/currency$/i, ['USD', 'EUR', 'JPY', 'XXX']],
  [/(timezone)$/i, ['Europe/Berlin', 'Mars/Olympus']],
  [/(colou?r)$/i, ['#aabbcc', 'TEAL']],
  [/(locale|language)$/i, ['de', 'en-GB', 'xx']],
  [/recurrence|rrule|schedule|cron/i, ['FREQ=DAILY;COUNT=3', 'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1', '0 3 * * *']],
  [/phone/i, ['+49 30 23125 000']],
];
const OPERATORS = ['eq', 'ne', 'in', 'notIn', 'lt', 'lte', 'gt', 'gte', 'contains', 'startsWith', 'isNull', 'within', 'hasAny', 'hasAll'];

/** A value for the type: mostly one that fits, now and then one that does not. */
export class Values {
  constructor(
    private readonly random: Random,
    private readonly knowledge: Knowledge,
  ) {}

  of(type: GraphQLInputType, name: string, depth = 0): unknown {
    const { random } = this;
    if (isNonNullType(type)) return random.chance(WRONG_TYPE_SHARE) ? null : this.of(type.ofType as GraphQLInputType, name, depth);
    if (random.chance(WRONG_TYPE_SHARE)) return this.anything();
    if (isListType(type)) return this.list(type.ofType as GraphQLInputType, name, depth);
    if (isEnumType(type)) return new EnumWord(random.chance(0.02) ? 'NO_SUCH_WORD' : random.pick(type.getValues()).name);
    if (isInputObjectType(type)) return Object.fromEntries(this.chosen(Object.values(type.getFields()), depth).map((field) => [field.name, this.of(field.type, field.name, depth + 1)]));
    if (type.name === 'JSON') return this.json(name, depth);
    if (random.chance(HOSTILE_SHARE)) return random.pick(HOSTILE[type.name] ?? TEXTS);
    if (type.name === 'ID') return this.id(name);
    if (type.name === 'String') return this.word(name);
    return random.pick(PLAIN[type.name] ?? TEXTS);
  }

  private list(inner: GraphQLInputType, name: string, depth: number): unknown {
    const length = this.random.chance(0.03) ? 600 : this.random.below(4);
    const item = this.of(inner, name, depth + 1);
    return Array.from({ length }, (_, index) => (index < 4 ? this.of(inner, name, depth + 1) : item));
  }

  /** The deeper, the fewer: filters hold filters. */
  private chosen(fields: readonly GraphQLInputField[], depth: number): GraphQLInputField[] {
    const needed = (field: GraphQLInputField): boolean => isNonNullType(field.type) && field.defaultValue === undefined;
    const share = depth >= DEEPEST ? 0 : (1 - LEFT_OUT) / (fields.length > 12 ? 3 : 1);
    return fields.filter((field) => (needed(field) ? !this.random.chance(0.02) : this.random.chance(share)));
  }

  private id(name: string): string {
    const { random, knowledge } = this;
    const seen = knowledge.seen(name.replace(/Ids$/, 'Id'));
    if (seen.length > 0 && random.chance(0.5)) return random.pick(seen);
    return random.pick(random.chance(0.15) ? knowledge.foreign : knowledge.own);
  }

  private word(name: string): string {
    const { random, knowledge } = this;
    if (/^(recordType|types?)$/i.test(name)) return random.pick(knowledge.recordTypes);
    if (/^(fields?|columns?|groupBy|key|sort)$/i.test(name)) return random.pick(knowledge.fields);
    const seen = knowledge.seen(name);
    if (seen.length > 0 && random.chance(0.6)) return random.pick(seen);
    const fitting = WORDS.find(([pattern]) => pattern.test(name));
    if (fitting && random.chance(0.9)) return random.pick(fitting[1]);
    return random.chance(0.05) ? random.pick(knowledge.own) : `word ${random.below(1_000)}`;
  }

  private json(name: string, depth: number): unknown {
    const { random } = this;
    if (random.chance(HOSTILE_SHARE)) return this.anything();
    if (/filter|where|condition/i.test(name) || random.chance(0.5)) return this.filter(depth);
    return Object.fromEntries(Array.from({ length: random.below(4) }, () => [random.pick([...this.knowledge.fields, '__proto__', 'x']), this.anything()]));
  }

  private filter(depth: number): unknown {
    const { random, knowledge } = this;
    if (depth < DEEPEST && random.chance(0.3)) return { [random.pick(['and', 'or', 'not'])]: random.chance(0.85) ? [this.filter(depth + 1), this.filter(depth + 1)] : this.filter(depth + 1) };
    const value = random.chance(0.3) ? [this.anything(), this.anything()] : this.anything();
    return { [random.pick(knowledge.fields)]: random.chance(0.9) ? { [random.pick(OPERATORS)]: value } : value };
  }

  private anything(): unknown {
    const { random } = this;
    const nest = (levels: number): unknown => (levels === 0 ? 'deep' : random.chance(0.5) ? [nest(levels - 1)] : { and: nest(levels - 1) });
    return random.pick<() => unknown>([
      () => random.pick(TEXTS), () => random.pick(Object.values(HOSTILE).flat()), () => random.pick(this.knowledge.own), () => null, () => true, () => [], () => ({}), () => [null, [], {}], () => random.below(100), () => nest(random.below(140)), () => `word ${random.below(50)}`, () => '2026-01-01',
    ])();
  }
}
