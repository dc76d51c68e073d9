import pg from 'pg';
import type { SingleRead } from './single-read.js';

/** Plans that each connection keeps, at most. */
const MOST_KEPT = 100;
const MOST_COUNTED = 2_000;
const LONGEST = 20_000;
/** Asked so often, a statement is worth keeping. */
const OFTEN = 4;

/**
 * Names for reads that a tenant asks again and again just as they are: the first page of a list, a dashboard. The database then neither reads nor plans them anew,
 * which is half of what they cost. Values are written into the text, and each tenant has a plan of its own: a plan that is made without knowing either would be
 * right for none of them. A name whose statement is asked no more goes to another one.
 */
export class KeptPlans {
  private readonly kept = new Map<string, SingleRead & { readonly name: string }>();
  private readonly counts = new Map<string, number>();

  /** The read under a name where it has one, else as it is. */
  of(tenantId: string, read: SingleRead): SingleRead {
    if (read.name !== undefined || !read.values.every(isPlain)) return read;
    const key = `${tenantId} ${read.text} ${JSON.stringify(read.values)}`;
    if (key.length > LONGEST) return read;
    const known = this.kept.get(key);
    if (known) {
      // The last in the order is the one that was asked last.
      this.kept.delete(key);
      this.kept.set(key, known);
      return known;
    }
    const count = (this.counts.get(key) ?? 0) + 1;
    if (count >= OFTEN) return this.keep(key, read);
    if (this.counts.size >= MOST_COUNTED) this.counts.clear();
    this.counts.set(key, count);
    return read;
  }

  private keep(key: string, { text, values }: SingleRead): SingleRead {
    this.counts.delete(key);
    const name = this.kept.size < MOST_KEPT ? `kept_${this.kept.size}` : this.forgotten();
    const named = { text: written(text, values as Plain[]), values: [], name };
    this.kept.set(key, named);
    return named;
  }

  /** The name of the one that was not asked for longest. */
  private forgotten(): string {
    const [key, { name }] = this.kept.entries().next().value!;
    this.kept.delete(key);
    return name;
  }
}

type Plain = string | number | boolean;
/** A text with a NUL would end before its end. */
const isPlain = (value: unknown): value is Plain => (typeof value === 'string' && !value.includes('\0')) || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));

/** The text with its values in it, each as the database would have read it as a parameter: a text whose type its place decides. */
const written = (text: string, values: readonly Plain[]): string => text.replace(/\$(\d+)/g, (_all, place: string) => pg.escapeLiteral(String(values[Number(place) - 1])));
