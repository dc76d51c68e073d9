import { belongsToPerson, type RecordAction } from '@libs/contracts';
import type { ChangeOperation, RecordChange } from '../../platform/changes/draft.js';
import { validationError } from '../../platform/errors/app-error.js';
import { normaliseValue } from '../../platform/records/field-codec.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import type { RecordOperation, RecordType } from '../../platform/records/record-type.js';
import type { ActionDetails, BulkRun, RunAction } from './bulk-model.js';
import { extensionOf, type ExtendedAction } from './run-extensions.js';

/** The field that tags stand in, where a record type has one. */
export const TAGS = 'tags';

export const hasTags = (type: RecordType): boolean => type.allFields[TAGS]?.kind === 'tags';

/** What one action means for one record. */
interface ActionRule {
  /** Permission on each record. */
  readonly needs: RecordAction;
  /** The generic operation that the record type must offer. */
  readonly operation: RecordOperation & ChangeOperation;
  /** Values to write; null where the record is already as it should be. */
  values?(row: AnyRow, details: ActionDetails): Record<string, unknown> | null;
  /** A colleague's change to one of these, made after the selection was frozen, is not overwritten. `any`: any change. */
  guards(details: ActionDetails): readonly string[] | 'any';
  label(type: RecordType, details: ActionDetails): string;
}

const NONE: readonly string[] = [];
const tagsOf = (row: AnyRow): string[] => (row[TAGS] as string[] | null) ?? [];
const quoted = (tags: readonly string[] = []): string => tags.map((tag) => `"${tag}"`).join(', ');
const setting = (type: RecordType, details: ActionDetails): string => `Set ${Object.keys(details.values ?? {}).map((field) => type.allFields[field]?.label ?? field).join(', ')}`;

const RULES: Readonly<Record<Exclude<RunAction, ExtendedAction>, ActionRule>> = {
  ASSIGN: { needs: 'edit', operation: 'update', values: (_row, { values }) => ({ ...values }), guards: ({ values }) => Object.keys(values ?? {}), label: setting },
  UPDATE: { needs: 'edit', operation: 'update', values: (_row, { values }) => ({ ...values }), guards: ({ values }) => Object.keys(values ?? {}), label: setting },
  ADD_TAGS: {
    needs: 'edit',
    operation: 'update',
    values: (row, { tags = [] }) => ({ [TAGS]: [...new Set([...tagsOf(row), ...tags])] }),
    // Adding to what is there takes nothing away from anybody.
    guards: () => NONE,
    label: (_type, { tags = [] }) => `Added the ${tags.length === 1 ? 'tag' : 'tags'} ${quoted(tags)}`,
  },
  REMOVE_TAGS: {
    needs: 'edit',
    operation: 'update',
    values: (row, { tags = [] }) => ({ [TAGS]: tagsOf(row).filter((tag) => !tags.includes(tag)) }),
    guards: () => NONE,
    label: (_type, { tags = [] }) => `Removed the ${tags.length === 1 ? 'tag' : 'tags'} ${quoted(tags)}`,
  },
  RETAG: {
    needs: 'edit',
    operation: 'update',
    values: (row, { tags = [], into }) => ({ [TAGS]: [...new Set(tagsOf(row).flatMap((tag) => (!tags.includes(tag) ? [tag] : into ? [into] : [])))] }),
    guards: () => NONE,
    label: (_type, { tags = [], into }) => (into ? `Replaced the ${tags.length === 1 ? 'tag' : 'tags'} ${quoted(tags)} by "${into}"` : `Deleted the tag ${quoted(tags)}`),
  },
  ARCHIVE: { needs: 'edit', operation: 'archive', values: (row) => (row.archivedAt ? null : {}), guards: () => NONE, label: () => 'Archived' },
  RESTORE: { needs: 'edit', operation: 'restore', values: (row) => (row.archivedAt ? {} : null), guards: () => NONE, label: () => 'Restored' },
  DELETE: { needs: 'delete', operation: 'delete', guards: () => 'any', label: () => 'Deleted' },
};

const ruleOf = (action: RunAction): ActionRule | null => (action in RULES ? RULES[action as keyof typeof RULES] : null);

/** Permission on each of the records; what an action writes elsewhere its module asks for itself. */
export const needsOf = (action: RunAction): RecordAction => ruleOf(action)?.needs ?? 'view';

/** Whether the records belong to a place that changes hands, rather than to what the caller sees. */
export const handsOver = (type: RecordType, details: ActionDetails): boolean => details.handOver === true && belongsToPerson(type.access);

/** Fields to read of each record before it is changed. */
export const fieldsRead = (type: RecordType): string[] => [...type.titleFields, 'ownerId', 'visibility', 'email', ...(hasTags(type) ? [TAGS] : []), ...(type.archivable ? ['archivedAt'] : [])];

/** What people read in the history. */
export const labelOf = (type: RecordType, action: RunAction, details: ActionDetails): string => ruleOf(action)?.label(type, details) ?? '';

/** The change that the run makes to this record; null where it is already so. */
export function changeOf(type: RecordType, { action, details }: Pick<BulkRun, 'action' | 'details'>, row: AnyRow): RecordChange | null {
  const rule = ruleOf(action);
  const values = rule ? rule.values?.(row, details) : null;
  if (values === null || !rule) return null;
  return { type, operation: rule.operation, id: row.id, ...(handsOver(type, details) ? { derived: true } : {}), ...(values && Object.keys(values).length > 0 ? { values } : {}) };
}

export const guardedBy = ({ action, details }: Pick<BulkRun, 'action' | 'details'>): readonly string[] | 'any' => ruleOf(action)?.guards(details) ?? NONE;

/** Whether the record type offers the action at all. @throws VALIDATION_ERROR */
export function checkAction(type: RecordType, action: RunAction): void {
  const rule = ruleOf(action);
  if (!rule) {
    if (extensionOf(action)?.recordType !== type.name) throw validationError({ action: [`${type.labelPlural} can't be changed this way.`] });
    return;
  }
  const { operation } = rule;
  if (!type.operations.includes(operation)) throw validationError({ action: [`${type.labelPlural} can't be ${PAST[operation] ?? 'changed'} this way.`] });
  if (action === 'ASSIGN' && !type.owned) throw validationError({ action: [`${type.labelPlural} have no owner.`] });
  if ((action === 'ADD_TAGS' || action === 'REMOVE_TAGS') && !hasTags(type)) throw validationError({ tags: [`${type.labelPlural} have no tags.`] });
}

/** Refuses what can be known to be wrong before any record is looked at. @throws VALIDATION_ERROR by field */
export function checkDetails(type: RecordType, action: RunAction, details: ActionDetails): void {
  if (action === 'ADD_TAGS' || action === 'REMOVE_TAGS') checkTags(type, details.tags ?? []);
  if (action === 'ASSIGN' || action === 'UPDATE') checkValues(type, details.values ?? {});
}

const PAST: Readonly<Record<string, string>> = { update: 'changed', archive: 'archived', restore: 'restored', delete: 'deleted' };

function checkTags(type: RecordType, tags: readonly string[]): void {
  if (tags.length === 0) throw validationError({ tags: ['Name at least one tag.'] });
  const result = normaliseValue(type.allFields[TAGS]!, [...tags]);
  if ('reason' in result) throw validationError({ tags: [result.reason] });
}

function checkValues(type: RecordType, values: Readonly<Record<string, unknown>>): void {
  const problems: Record<string, string[]> = {};
  for (const [name, value] of Object.entries(values)) {
    const reason = reasonAgainst(type, name, value);
    if (reason) problems[`values.${name}`] = [reason];
  }
  if (Object.keys(values).length === 0) problems['values'] = ['Choose at least one field to set.'];
  if (Object.keys(problems).length > 0) throw validationError(problems);
}

function reasonAgainst(type: RecordType, name: string, value: unknown): string | null {
  const field = type.allFields[name];
  if (!field) return `${type.labelPlural} have no field "${name}".`;
  if (field.readOnly || field.ownVerb) return `${field.label} is set by the product.`;
  const result = normaliseValue(field, value);
  if ('reason' in result) return result.reason;
  return field.required && result.value === null ? `${field.label} is required.` : null;
}
