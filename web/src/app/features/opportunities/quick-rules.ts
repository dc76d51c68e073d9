import type { FilterRule } from '../records/filters/filter-model.js';

/** "Owner is one person": what the owner menu sets. A rule with several owners is left to the filter bar. */
export const isOwnerRule = (rule: FilterRule): boolean => rule.field === 'ownerId' && rule.operator === 'in' && rule.values.length === 1;
export const isLooseRule = (rule: FilterRule): boolean => rule.field === 'accountId' && rule.operator === 'isNull';
export const isQuick = (rule: FilterRule): boolean => isOwnerRule(rule) || isLooseRule(rule);

/** "The pipeline is this one": what the board's menu sets. Lists show it as any other condition. */
export const isPipelineRule = (rule: FilterRule): boolean => rule.field === 'pipelineId' && rule.operator === 'in' && rule.values.length === 1;
export const pipelineOf = (rules: readonly FilterRule[]): string | null => rules.find(isPipelineRule)?.values[0] ?? null;

/** The conditions within that pipeline; null leaves it to the workspace. */
export function withPipeline(rules: readonly FilterRule[], pipelineId: string | null): readonly FilterRule[] {
  const others = rules.filter((rule) => !isPipelineRule(rule));
  return pipelineId ? [{ field: 'pipelineId', operator: 'in', values: [pipelineId] }, ...others] : others;
}

export const ownerOf = (rules: readonly FilterRule[]): string | null => rules.find(isOwnerRule)?.values[0] ?? null;

export function withOwner(rules: readonly FilterRule[], ownerId: string | null): readonly FilterRule[] {
  const others = rules.filter((rule) => !isOwnerRule(rule));
  return ownerId ? [...others, { field: 'ownerId', operator: 'in', values: [ownerId] }] : others;
}

export const withoutAccount = (rules: readonly FilterRule[]): boolean => rules.some(isLooseRule);

export function withWithoutAccount(rules: readonly FilterRule[], on: boolean): readonly FilterRule[] {
  const others = rules.filter((rule) => !isLooseRule(rule));
  return on ? [...others, { field: 'accountId', operator: 'isNull', values: [] }] : others;
}
