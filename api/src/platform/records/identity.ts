/**
 * How records of a type are recognised as the same person or organisation when their ids differ. Duplicates, merging and imports read it; a type that
 * says nothing here is never taken for a duplicate.
 */
export interface RecordIdentity<F extends string = string> {
  /** People are called by given and family name; organisations by one name with a legal form. */
  readonly kind: 'person' | 'organisation';
  /** For a person: given name, then family name. For an organisation: its name. */
  readonly name: readonly F[];
  readonly emails?: readonly F[];
  readonly phones?: readonly F[];
  /** A line of further e-mail addresses and phone numbers, with commas between them. */
  readonly further?: F;
  /** Addresses of its own site; two organisations of one group may share one. */
  readonly websites?: readonly F[];
  /** Pages that belong to exactly one person or organisation, such as a profile in a network. */
  readonly profiles?: readonly F[];
  /** Where it is; agrees or not, but names nobody by itself. */
  readonly place?: readonly F[];
  /** Values of which everybody has one: two different ones mean two people. */
  readonly fixed?: readonly F[];
  /** Reference to the organisation a person belongs to. */
  readonly within?: F;
  /** Reference to the record above it in a hierarchy; members of one line are no duplicates of each other by what they share. */
  readonly parent?: F;
}

/** Every field that the identity reads. */
export const identityFields = ({ name, emails = [], phones = [], further, websites = [], profiles = [], place = [], fixed = [], within, parent }: RecordIdentity): string[] => [
  ...new Set([...name, ...emails, ...phones, ...(further ? [further] : []), ...websites, ...profiles, ...place, ...fixed, ...(within ? [within] : []), ...(parent ? [parent] : [])]),
];
