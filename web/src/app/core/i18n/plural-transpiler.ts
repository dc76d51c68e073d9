import { inject, Injectable, Injector } from '@angular/core';
import { DefaultTranspiler, type TranspileParams } from '@jsverse/transloco';
import { Formats } from '../format/formats.js';
import { PAGE_LANGUAGE } from './language.js';

const RULES = new Intl.PluralRules(PAGE_LANGUAGE);
const CHOICE = /\{\{ ?(\w+): ([^|{}]*?) \| ([^{}]*?) ?\}\}/g;

/** Whether this many take the singular. Numbers may be written out for people already: "1", "1.204". */
export function isOne(count: unknown): boolean {
  if (typeof count === 'number') return RULES.select(count) === 'one';
  return typeof count === 'string' && count.trim() === '1';
}

/** Below this a number is written alike everywhere. */
const GROUPED = 1000;

/** Words by number, beside values: `"{{ count }} {{ count: contact | contacts }}"`. Numbers that nobody has written out are written as the person does: "1,204". */
@Injectable()
export class PluralTranspiler extends DefaultTranspiler {
  private readonly injector = inject(Injector);

  override transpile({ value, params, ...rest }: TranspileParams): unknown {
    const values = (params ?? {}) as Readonly<Record<string, unknown>>;
    const chosen: unknown = typeof value === 'string' ? value.replace(CHOICE, (_all, name: string, one: string, many: string) => (isOne(values[name]) ? one : many)) : value;
    return super.transpile({ value: chosen, ...(params ? { params: Object.fromEntries(Object.entries(values).map(([name, given]) => [name, this.written(given)])) } : {}), ...rest }) as unknown;
  }

  /** How a person writes numbers is known only once they are, and that needs words itself. */
  private written(value: unknown): unknown {
    return typeof value === 'number' && Math.abs(value) >= GROUPED ? this.injector.get(Formats).number(value) : value;
  }
}
