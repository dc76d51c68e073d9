import type { Role } from '@libs/contracts';

/**
 * The kinds of field a record type is described with. A description is data: lists, forms, imports, exports, audit, GraphQL types and
 * search all read it, so a field is written down once.
 */
export type FieldKind =
  | 'text'
  | 'longText'
  | 'email'
  | 'phone'
  | 'url'
  | 'integer'
  | 'number'
  | 'money'
  | 'boolean'
  | 'date'
  | 'dateTime'
  | 'choice'
  | 'choices'
  | 'tags'
  | 'reference'
  | 'json';

/** What every field may say about itself, whatever its kind. */
export interface FieldOptions {
  /** Name shown to people. */
  readonly label: string;
  /** A record can't be created without it. */
  readonly required?: boolean;
  /** The product gives every record one, so that lists need not look for those without. */
  readonly always?: boolean;
  /** Value of a new record that names none. */
  readonly default?: unknown;
  /** Set by the product only (derived values); refused as input. */
  readonly readOnly?: boolean;
  /** Changes only through a verb that checks more than this field's permission; undoing a change set leaves it. */
  readonly ownVerb?: boolean;
  /** Kept by a module's hooks from other records; undoing a change set passes it over, because the hooks set it anew. */
  readonly followed?: boolean;
  /** May be filtered on; everything but long text and JSON may unless this says no. */
  readonly filterable?: boolean;
  /** Lists may be sorted by it; needs an index where lists grow large. */
  readonly sortable?: boolean;
  /** Taken into the record's search text. */
  readonly searchable?: boolean;
  /** A share of a hundred; files may write it as one of one. */
  readonly percent?: boolean;
  /** Telephone numbers stand among its words: search finds them however they are written. */
  readonly holdsPhones?: boolean;
  /** May be the target of an import column; every writable field may unless this says no. */
  readonly importable?: boolean;
  /** Shown as a column before anybody chose columns; the number is its place from the left. */
  readonly column?: number;
  /** Heading under which forms and panels show it. */
  readonly section?: string;
  /** One line shown under the field in forms. */
  readonly help?: string;
  /** Other names that import files use for it, in any language, lower case. */
  readonly aliases?: readonly string[];
}

/** One answer of a choice that a tenant worded; `value` is what records keep, so a new label changes no record. */
export interface FieldOption {
  readonly value: string;
  readonly label: string;
  /** Name of a tone in the client's palette. */
  readonly colour: string | null;
  /** Kept by the records that have it, and offered no more. */
  readonly archived: boolean;
}

/** What makes a field one that a tenant added to a record type. Its values are no columns of the record's table; see `custom-values.ts`. */
export interface CustomField {
  readonly id: string;
  /** What the API calls it; its name among the fields is `cf_<key>`. */
  readonly key: string;
  /** No two live records have the same value. */
  readonly unique?: boolean;
  /** Roles that may set it; everybody who may edit the record when absent. */
  readonly writers?: readonly Role[];
}

/**
 * One field of a record type. `T` is the value as code sees it: money is a bigint of minor units held as `string` of digits by the driver and
 * as a decimal string at the edges; dates are `YYYY-MM-DD`; date-times are ISO strings in UTC.
 */
export interface Field<T = unknown> extends FieldOptions {
  readonly kind: FieldKind;
  /** Longest text, or most tags. */
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  /** Allowed values of a choice, in the order they are offered. */
  readonly choices?: readonly string[];
  /** Choices with labels of their own, archived ones included; of custom fields only. */
  readonly options?: readonly FieldOption[];
  /** Set on the fields that a tenant defined. */
  readonly custom?: CustomField;
  /** Name of the record type that a reference points to. */
  readonly target?: string;
  /** A sibling reference that the target holds as well: only targets with the same value there are offered (stages `within` the pipeline). A hook refuses others. */
  readonly within?: string;
  /** Money only: the sibling field that holds the currency; without it the amount is in the tenant's base currency. */
  readonly currencyField?: string;
  /** Carries the value's type to `RecordValues`; never set. */
  readonly valueType?: T;
}

type Options = FieldOptions;

export const text = (options: Options & { maxLength?: number }): Field<string | null> => ({ kind: 'text', maxLength: 255, ...options });
export const longText = (options: Options & { maxLength?: number }): Field<string | null> => ({ kind: 'longText', maxLength: 50_000, ...options });
/** Stored lower-cased, so that equality needs no function an index could not serve under row-level security. */
export const email = (options: Options): Field<string | null> => ({ kind: 'email', maxLength: 254, ...options });
export const phone = (options: Options): Field<string | null> => ({ kind: 'phone', maxLength: 40, ...options });
export const url = (options: Options): Field<string | null> => ({ kind: 'url', maxLength: 2000, ...options });
export const integer = (options: Options & { min?: number; max?: number; percent?: boolean }): Field<number | null> => ({ kind: 'integer', ...options });
export const number = (options: Options & { min?: number; max?: number }): Field<number | null> => ({ kind: 'number', ...options });
/** A decimal string such as `"1054.00"` in code and API; a bigint of minor units in the database. */
export const money = (options: Options & { currencyField?: string }): Field<string | null> => ({ kind: 'money', ...options });
export const boolean = (options: Options): Field<boolean> => ({ kind: 'boolean', default: false, ...options });
export const date = (options: Options): Field<string | null> => ({ kind: 'date', ...options });
export const dateTime = (options: Options): Field<string | null> => ({ kind: 'dateTime', ...options });
export const choice = <const C extends readonly string[]>(choices: C, options: Options): Field<C[number] | null> => ({ kind: 'choice', choices, ...options });
export const tags = (options: Options): Field<string[]> => ({ kind: 'tags', maxLength: 50, default: [], ...options });
export const reference = (target: string, options: Options & { within?: string }): Field<string | null> => ({ kind: 'reference', target, ...options });
export const json = <T = unknown>(options: Options): Field<T | null> => ({ kind: 'json', ...options });

/** The five text fields of a postal address, named `<prefix>Street` and so on. */
export function address<P extends string>(prefix: P, section: string) {
  const part = (label: string, aliases: string[]) => text({ label, section, aliases });
  return {
    [`${prefix}Street`]: part(`${section}: street`, ['street', 'address', 'address line 1']),
    [`${prefix}City`]: part(`${section}: city`, ['city', 'town']),
    [`${prefix}Region`]: part(`${section}: state or region`, ['state', 'region', 'province']),
    [`${prefix}PostalCode`]: part(`${section}: postal code`, ['zip', 'postal code', 'postcode']),
    [`${prefix}Country`]: part(`${section}: country`, ['country', 'office location', 'location']),
  } as Record<`${P}${'Street' | 'City' | 'Region' | 'PostalCode' | 'Country'}`, Field<string | null>>;
}
