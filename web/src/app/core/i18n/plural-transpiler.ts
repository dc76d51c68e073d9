import { Injectable } from '@angular/core';
import { DefaultTranspiler, type TranspileParams } from '@jsverse/transloco';
import { PAGE_LANGUAGE } from './language.js';

const RULES = new Intl.PluralRules(PAGE_LANGUAGE);
const CHOICE = /\{\{ ?(\w+): ([^|{}]*?) \| ([^{}]*?) ?\}\}/g;

/** Whether this many take the singular. Numbers may be written out for people already: "1", "1.204". */
export function isOne(count: unknown): boolean {
  if (typeof count === 'number') return RULES.select(count) === 'one';
  return typeof count === 'string' && count.trim() === '1';
}

/** Words by number, beside values: `"{{ count }} {{ count: contact | contacts }}"`. */
@Injectable()
export class PluralTranspiler extends DefaultTranspiler {
  override transpile({ value, params, ...rest }: TranspileParams): unknown {
    const values = (params ?? {}) as Readonly<Record<string, unknown>>;
    const chosen: unknown = typeof value === 'string' ? value.replace(CHOICE, (_all, name: string, one: string, many: string) => (isOne(values[name]) ? one : many)) : value;
    return super.transpile({ value: chosen, ...(params ? { params } : {}), ...rest }) as unknown;
  }
}
