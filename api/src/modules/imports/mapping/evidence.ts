import type { Field } from '../../../platform/records/fields.js';
import { shapeOf, type Shape } from '../values/shape.js';
import { isNullMarker } from '../values/nulls.js';
import { foldName } from '../../duplicates/index.js';

/** What a column's values say about the field they could belong to. */
export interface ColumnEvidence {
  /** Non-empty values seen. */
  readonly seen: number;
  /** `contradicts` only where nearly no value could be stored there. */
  fit(field: Field): 'supports' | 'neutral' | 'contradicts';
}

const POSSIBLE: Partial<Record<Field['kind'], ReadonlySet<Shape>>> = {
  email: new Set(['email', 'text']),
  integer: new Set(['number', 'text']),
  number: new Set(['number', 'text']),
  money: new Set(['number', 'text']),
  date: new Set(['date', 'number', 'text']),
  dateTime: new Set(['date', 'number', 'text']),
  boolean: new Set(['boolean', 'number', 'text']),
  phone: new Set(['phone', 'number', 'text', 'date']),
  url: new Set(['url', 'text', 'email']),
};
const TYPICAL: Partial<Record<Field['kind'], Shape>> = { email: 'email', integer: 'number', number: 'number', money: 'number', date: 'date', dateTime: 'date', boolean: 'boolean', phone: 'phone', url: 'url' };
/** Words are never these; a column of words contradicts them. */
const STRICT: ReadonlySet<Field['kind']> = new Set(['email', 'integer', 'number', 'money', 'date', 'dateTime', 'url', 'phone']);

export function evidenceFor(cells: readonly string[]): ColumnEvidence {
  const values = cells.map((cell) => cell.trim()).filter((cell) => !isNullMarker(cell));
  const shapes = new Map<Shape, number>();
  for (const value of values) {
    const shape = shapeOf(value);
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
  }
  const share = (shape: Shape) => (values.length === 0 ? 0 : (shapes.get(shape) ?? 0) / values.length);
  const distinct = new Set(values.map(foldName));
  return {
    seen: values.length,
    fit(field) {
      if (values.length === 0) return 'neutral';
      if (field.kind === 'choice') {
        const known = new Set((field.choices ?? []).map(foldName));
        const hits = [...distinct].filter((value) => known.has(value)).length;
        return hits > 0 && hits >= distinct.size * 0.8 ? 'supports' : 'neutral';
      }
      const typical = TYPICAL[field.kind];
      if (!typical) return 'neutral';
      if (share(typical) >= 0.8) return 'supports';
      const possible = [...shapes].reduce((sum, [shape, count]) => sum + (POSSIBLE[field.kind]!.has(shape) ? count : 0), 0) / values.length;
      if (possible < 0.2) return 'contradicts';
      return STRICT.has(field.kind) && share('text') > 0.9 && values.length >= 5 && field.kind !== 'date' && field.kind !== 'dateTime' ? 'contradicts' : 'neutral';
    },
  };
}
