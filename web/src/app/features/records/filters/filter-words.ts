import { inject, Service } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { Formats } from '../../../core/format/formats.js';
import { filterFieldNamed, type FieldMetadata, type RecordTypeMetadata } from '../../../core/records/record-metadata.js';
import { FieldViews } from '../field-views.js';
import { FilterNames } from './filter-names.js';
import { isDay, isGroup, isUnary, type FilterGroup, type FilterItem, type FilterRule } from './filter-model.js';
import { periodKey, readPeriod } from './periods.js';

/** Filters in words: "Owner is Me", "Created is within last 7 days". */
@Service()
export class FilterWords {
  private readonly transloco = inject(TranslocoService);
  private readonly formats = inject(Formats);
  private readonly views = inject(FieldViews);
  private readonly names = inject(FilterNames);

  of(type: RecordTypeMetadata, item: FilterItem): string {
    return isGroup(item) ? this.ofGroup(type, item) : this.ofRule(type, item);
  }

  period(text: string): string {
    const period = readPeriod(text);
    if (!period) return text;
    if (period.kind === 'named') return this.word(`period.${periodKey(period.name)}`);
    return this.word(`period.${period.kind}Count`, { count: period.count, unit: this.word(`units.${period.unit}${period.count === 1 ? '' : 's'}`) });
  }

  private ofGroup(type: RecordTypeMetadata, { mode, items }: FilterGroup): string {
    const words = items.map((item) => (isGroup(item) ? `(${this.of(type, item)})` : this.of(type, item)));
    const joined = words.join(` ${this.word(mode === 'all' ? 'filter.and' : 'filter.or')} `);
    return mode === 'none' ? this.word('filter.not', { words: joined }) : joined;
  }

  private ofRule(type: RecordTypeMetadata, rule: FilterRule): string {
    const field = filterFieldNamed(type, rule.field);
    const label = field?.label ?? rule.field;
    const operator = this.word(`operators.${operatorKey(field, rule)}`);
    if (isUnary(rule.operator)) return `${label} ${operator}`;
    const values = rule.values.map((value) => this.value(field, rule, value));
    return `${label} ${operator} ${values.join(rule.operator === 'between' ? ` ${this.word('filter.and')} ` : ', ')}`;
  }

  private value(field: FieldMetadata | undefined, rule: FilterRule, value: string): string {
    if (rule.operator === 'within') return this.period(value);
    if (!field) return value;
    if (field.kind === 'reference') return this.names.of(value);
    if (field.choices.length > 0) return this.views.optionLabel(field, value);
    return isDay(field) ? this.formats.date(value) : value;
  }

  private word(key: string, params: Record<string, unknown> = {}): string {
    return this.transloco.translate(`views.${key}`, params);
  }
}

/** Days come before and after, numbers are less and more. */
export const operatorKey = (field: FieldMetadata | undefined, { operator, values = [] }: Pick<FilterRule, 'operator'> & Partial<FilterRule>): string => {
  // "Created is this week", "Last contacted is more than 30 days ago".
  const period = operator === 'within' ? readPeriod(values[0] ?? '') : null;
  if (period?.kind === 'named' || period?.kind === 'ago') return 'in';
  if (field && isDay(field) && (operator === 'eq' || operator === 'gte' || operator === 'lte')) return `${operator}Day`;
  return operator;
};
