import { FILTER_MODES, FILTER_OPERATORS, isGroup, MAX_DEPTH, NO_FILTER, type FilterGroup, type FilterItem, type FilterMode, type FilterOperator } from './filter-model.js';

const OPERATORS: ReadonlySet<string> = new Set(FILTER_OPERATORS);
const MODES: ReadonlySet<string> = new Set(FILTER_MODES);

/** `~ ( )` part the rules, and encodeURIComponent leaves them alone. */
const encodeValue = (value: string): string => encodeURIComponent(value).replaceAll('~', '%7E').replaceAll('(', '%28').replaceAll(')', '%29');

const encodeItem = (item: FilterItem): string => (isGroup(item) ? `${item.mode}(${encodeItems(item.items)})` : [item.field, item.operator, item.values.map(encodeValue).join(',')].join('~'));
const encodeItems = (items: readonly FilterItem[]): string => items.map(encodeItem).join(';');

/**
 * For the address bar: `stageId~in~a,b;any(amount~gte~100;name~contains~x)`. A filter that holds nothing is `all()`: that is not the same as none being named,
 * for then the view's holds.
 */
export const encodeFilter = (group: FilterGroup): string => (group.mode === 'all' && group.items.length > 0 ? encodeItems(group.items) : encodeItem(group));

/** What an address holds may be anything; unreadable parts are left out. */
export function decodeFilter(text: string | null | undefined): FilterGroup {
  const items = decodeItems(text ?? '', 0);
  const [only] = items;
  return items.length === 1 && only && isGroup(only) ? only : items.length > 0 ? { mode: 'all', items } : NO_FILTER;
}

function decodeItems(text: string, depth: number): readonly FilterItem[] {
  return parts(text).flatMap((part): readonly FilterItem[] => {
    const group = /^(\w+)\((.*)\)$/s.exec(part);
    if (group) return MODES.has(group[1]!) && depth < MAX_DEPTH ? [{ mode: group[1] as FilterMode, items: decodeItems(group[2]!, depth + 1) }] : [];
    const [field, operator, values = ''] = part.split('~');
    if (!field || !operator || !OPERATORS.has(operator)) return [];
    try {
      return [{ field, operator: operator as FilterOperator, values: values === '' ? [] : values.split(',').map(decodeURIComponent) }];
    } catch {
      return [];
    }
  });
}

/** Splits at semicolons outside brackets. */
function parts(text: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')') depth--;
    else if (text[at] === ';' && depth === 0) {
      found.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...found, text.slice(start)].filter((part) => part !== '');
}
