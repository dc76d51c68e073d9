import type { RecordAction } from '@libs/contracts';
import { columnOf, type RecordType } from '../records/record-type.js';
import { currentAbility, type AbilityRule, type AppAbility } from './ability.js';

/** Collects parameters while SQL is put together; `add` answers the placeholder. */
export class SqlParameters {
  readonly values: unknown[] = [];
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/**
 * The one translation of an ability into SQL: a condition that is true for exactly the rows on which `ability.can(action, row)` is. Property tests
 * hold the two equal. CASL tries its rules from the last to the first; here that becomes a CASE in the same order.
 */
export function abilityToSql(action: RecordAction, type: RecordType, alias: string, parameters: SqlParameters, ability: AppAbility = currentAbility()): string {
  const rules = ability.rulesFor(action, type.name);
  const [first] = rules;
  if (!first) return 'false';
  if (!first.conditions) return first.inverted ? 'false' : 'true';
  // The usual single "own records" rule stays a plain comparison, which an index can serve.
  if (rules.length === 1 && !first.inverted) return conditionSql(first, alias, parameters);
  const branches = rules.map((rule) => `when ${conditionSql(rule, alias, parameters)} then ${rule.inverted ? 'false' : 'true'}`);
  return `case ${branches.join(' ')} else false end`;
}

/** The fields of a record that decide whether the actor may do this to it; none where it is the same for all of them. */
export const fieldsDeciding = (action: RecordAction, type: RecordType, ability: AppAbility = currentAbility()): string[] =>
  ability.rulesFor(action, type.name).flatMap(({ conditions }) => Object.keys((conditions as object | undefined) ?? {}));

/** Conditions are equality, `$in` and `$ne` on plain fields; anything else is refused rather than mistranslated. */
function conditionSql(rule: Pick<AbilityRule, 'conditions'>, alias: string, parameters: SqlParameters): string {
  if (!rule.conditions) return 'true';
  const parts = Object.entries(rule.conditions as Record<string, unknown>).map(([field, expected]) => {
    const column = `${alias}.${columnOf(field)}`;
    if (expected === null) return `${column} is null`;
    if (typeof expected !== 'object') return `${column} = ${parameters.add(expected)}`;
    const [operator, value] = Object.entries(expected as Record<string, unknown>)[0] ?? [];
    if (operator === '$in' && Array.isArray(value)) return `${column} = any(${parameters.add(value)})`;
    if (operator === '$ne') return `${column} is distinct from ${parameters.add(value)}`;
    throw new Error(`The permission condition ${JSON.stringify(expected)} on ${field} has no SQL form.`);
  });
  return parts.length > 0 ? `(${parts.join(' and ')})` : 'true';
}
