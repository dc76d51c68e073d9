import type { Field } from '../../platform/records/fields.js';

/** A value on its way into a file: what it is decides how each format writes it. */
export type Cell =
  | { readonly kind: 'empty' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** A day as `YYYY-MM-DD`. */
  | { readonly kind: 'date'; readonly day: string }
  /** An instant as the clock of the reader shows it: `YYYY-MM-DD HH:mm:ss`, and the way to UTC. */
  | { readonly kind: 'time'; readonly local: string; readonly offset: string };

const EMPTY: Cell = { kind: 'empty' };

/** Turns values of records into cells, times as the person's clock shows them. */
export class CellMaker {
  private readonly clock: Intl.DateTimeFormat;

  constructor(timezone: string) {
    this.clock = new Intl.DateTimeFormat('en-US', { timeZone: timezone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'longOffset' });
  }

  /** @param title what a referenced record is called; null where the reader may not see it */
  cell(field: Field, value: unknown, title: string | null): Cell {
    if (value === null || value === undefined || value === '') return EMPTY;
    switch (field.kind) {
      case 'reference':
        return title === null ? EMPTY : { kind: 'text', text: title };
      case 'integer':
      case 'number':
      case 'money':
        return { kind: 'number', text: String(value) };
      case 'boolean':
        return { kind: 'boolean', value: value === true };
      case 'date':
        return { kind: 'date', day: String(value) };
      case 'dateTime':
        return this.time(value);
      case 'json':
        return { kind: 'text', text: JSON.stringify(value) };
      case 'choice':
      case 'choices': {
        // What people read, and what an import of the file reads again.
        const called = [value].flat().map((each) => field.options?.find((option) => option.value === each)?.label ?? String(each));
        return called.length === 0 ? EMPTY : { kind: 'text', text: called.join(called.some((label) => label.includes(',')) ? '; ' : ', ') };
      }
      default:
        if (Array.isArray(value)) return value.length === 0 ? EMPTY : { kind: 'text', text: value.join(', ') };
        return { kind: 'text', text: String(value) };
    }
  }

  private time(value: unknown): Cell {
    const instant = value instanceof Date ? value : new Date(String(value));
    if (Number.isNaN(instant.getTime())) return EMPTY;
    const part = Object.fromEntries(this.clock.formatToParts(instant).map(({ type, value: text }) => [type, text]));
    const offset = (part['timeZoneName'] ?? 'GMT').replace('GMT', '') || '+00:00';
    return { kind: 'time', local: `${part['year']}-${part['month']}-${part['day']} ${part['hour']}:${part['minute']}:${part['second']}`, offset };
  }
}
