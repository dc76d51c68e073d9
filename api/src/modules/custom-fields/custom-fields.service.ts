import { Injectable } from '@nestjs/common';
import { CUSTOM_FIELD_LIMITS } from '@libs/contracts';
import { requirePermission } from '../../platform/access/ability.js';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import type { ChangeOperation, RecordChange } from '../../platform/changes/draft.js';
import { currentTenantId } from '../../platform/context/request-context.js';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { AppError, validationError } from '../../platform/errors/app-error.js';
import { findRecordType, recordTypes } from '../../platform/records/record-registry.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { Tenants } from '../../platform/tenancy/tenants.service.js';
import { customFieldRecord } from './custom-field.record.js';
import type { ChangeCustomFieldInput, NewCustomFieldInput } from './custom-fields.types.js';
import type { Definition } from './definition-reader.js';
import { hasOptions } from './field-kinds.js';
import { asValues, readOptions, type OptionDraft, type StoredOption } from './field-options.js';
import { slugOf } from './slug.js';
import { recordsWithValue } from './value-checks.js';

interface Done {
  readonly changeSetId: string;
  readonly id: string;
  readonly row: AnyRow;
}

/** How many custom fields the workspace has, and may have. */
export interface Allowance {
  readonly used: number;
  readonly limit: number;
}

/** The one type that references may name although it has no custom fields itself. */
const MEMBER = 'member';

/** What is done to the fields that a workspace adds. Each verb is one change set, so each can be undone. */
@Injectable()
export class CustomFields {
  constructor(
    private readonly database: Database,
    private readonly changeSets: ChangeSets,
    private readonly store: RecordStore,
    private readonly tenants: Tenants,
  ) {}

  create(input: NewCustomFieldInput): Promise<Done> {
    requirePermission('manage:customFields');
    const { recordType, kind, target, options, label, defaultValue, ...rest } = input;
    if (!findRecordType(recordType)?.customizable) throw validationError({ recordType: [`"${recordType}" is no record type that takes custom fields. These do: ${customizable().join(', ')}.`] });
    if (kind === 'REFERENCE' && !targets().includes(target ?? '')) throw validationError({ target: [`Choose what it points at: ${targets().join(', ')}.`] });
    return this.database.run(async (unit) => {
      const present = await lockDefinitions(unit);
      await this.checkAllowance(present.length);
      const ofType = present.filter((other) => other.recordType === recordType);
      const key = slugOf(label, (candidate) => ofType.some((other) => other.key === candidate), 'field');
      const offered = hasOptions(kind) ? optionsFrom(options ?? [], []) : null;
      const values = { ...rest, recordType, kind, label, key, target: kind === 'REFERENCE' ? target : null, position: ofType.length + 1, defaultValue: asValues(defaultValue, offered), ...(offered ? { options: offered } : {}) };
      return this.changeSets.applyOne(`Added the field ${label}`, { type: customFieldRecord, operation: 'create', values, derived: true });
    });
  }

  async change(input: ChangeCustomFieldInput): Promise<Done> {
    requirePermission('manage:customFields');
    const { id, expectedVersion, options, defaultValue, ...rest } = input;
    const row = await this.store.get(customFieldRecord, id);
    const present = (row['options'] ?? []) as readonly StoredOption[];
    const offered = options ? optionsFrom(options, present) : null;
    const values = { ...rest, ...(defaultValue === undefined ? {} : { defaultValue: asValues(defaultValue, offered ?? present) }), ...(offered ? { options: offered } : {}) };
    return this.write(`Changed the field ${String(row['label'])}`, { operation: 'update', id, values, ...seen(expectedVersion) });
  }

  /** Adds options with these labels to a select, as part of `changeSetId` where one is given; those that are there already stay as they are. */
  addOptions(id: string, labels: readonly string[], { label, changeSetId }: { readonly label: string; readonly changeSetId?: string }): Promise<void> {
    requirePermission('manage:customFields');
    return this.database.run(async (unit) => {
      await lockDefinitions(unit);
      const row = await this.store.get(customFieldRecord, id);
      const present = (row['options'] ?? []) as readonly StoredOption[];
      const known = new Set(present.map((option) => option.label.toLowerCase()));
      const added = [...new Map(labels.map((each) => [each.toLowerCase(), each] as const))].flatMap(([key, each]) => (known.has(key) ? [] : [{ label: each }]));
      if (added.length === 0) return;
      const values = { options: optionsFrom([...present, ...added], present) };
      await this.changeSets.apply({ label, changes: [{ type: customFieldRecord, operation: 'update', id, values, derived: true }], ...(changeSetId ? { changeSetId } : {}) });
    });
  }

  async archive(id: string): Promise<Done> {
    return this.simple('archive', 'Archived', id);
  }

  async restore(id: string): Promise<Done> {
    return this.simple('restore', 'Restored', id);
  }

  /** Deletes a definition; whoever does has to type its label. */
  async delete(id: string, confirm: string): Promise<Done> {
    requirePermission('manage:customFields');
    const row = await this.store.get(customFieldRecord, id);
    if (confirm.trim().toLowerCase() !== String(row['label']).toLowerCase()) throw validationError({ confirm: [`Type "${String(row['label'])}" to delete the field and all its values.`] });
    return this.simple('delete', 'Deleted', id);
  }

  /** Puts the fields of a record type into this order, which names each of them once, archived ones included. */
  reorder(recordType: string, ids: readonly string[]): Promise<string> {
    requirePermission('manage:customFields');
    return this.database.run(async (unit) => {
      const present = (await lockDefinitions(unit)).filter((field) => field.recordType === recordType);
      const complete = ids.length === present.length && new Set(ids).size === present.length && present.every((field) => ids.includes(field.id));
      if (!complete) throw validationError({ ids: ['Name each field of the record type once. Somebody may have added or deleted one; load them again.'] });
      const changes = present.flatMap((field): RecordChange[] => {
        const position = ids.indexOf(field.id) + 1;
        return position === field.position ? [] : [{ type: customFieldRecord, operation: 'update', id: field.id, values: { position }, derived: true }];
      });
      return (await this.changeSets.apply({ label: 'Reordered custom fields', changes })).changeSetId;
    });
  }

  async allowance(): Promise<Allowance> {
    const [row] = await this.database.read<{ count: number }>('select count(*)::int as count from custom_fields where deleted_at is null');
    return { used: row?.count ?? 0, limit: await this.limit() };
  }

  recordsWithValue(definition: Definition): Promise<number> {
    return this.database.run((unit) => recordsWithValue(unit, definition));
  }

  private async simple(operation: Extract<ChangeOperation, 'archive' | 'restore' | 'delete'>, verb: string, id: string): Promise<Done> {
    const row = await this.store.get(customFieldRecord, id);
    return this.write(`${verb} the field ${String(row['label'])}`, { operation, id });
  }

  private write(label: string, change: Omit<RecordChange, 'type' | 'derived'>): Promise<Done> {
    requirePermission('manage:customFields');
    return this.changeSets.applyOne(label, { ...change, type: customFieldRecord, derived: true });
  }

  private async limit(): Promise<number> {
    return CUSTOM_FIELD_LIMITS[(await this.tenants.byId(currentTenantId()))?.plan ?? 'TRIAL'];
  }

  private async checkAllowance(used: number): Promise<void> {
    const limit = await this.limit();
    if (used >= limit) throw new AppError('USAGE_LIMIT_REACHED', `Your plan has room for ${limit} custom fields, and this workspace has ${used}. Delete one that nobody needs, or choose a larger plan.`);
  }
}

/** Record types that take custom fields, by name. */
export const customizable = (): string[] => recordTypes().filter((type) => type.customizable).map((type) => type.name);
/** Record types that a reference may point at. */
export const targets = (): string[] => [...customizable(), MEMBER];

function optionsFrom(drafts: readonly OptionDraft[], present: readonly StoredOption[]): readonly StoredOption[] {
  const read = readOptions(drafts, present);
  if ('reason' in read) throw validationError({ options: [read.reason] });
  return read.options;
}

const seen = (expectedVersion: number | null | undefined): { expectedVersion?: number } => (typeof expectedVersion === 'number' ? { expectedVersion } : {});

/** All of the tenant's, in order. Two people who add fields at once do it one after the other, so neither passes the limit nor takes the other's key. */
async function lockDefinitions(unit: UnitOfWork): Promise<{ id: string; recordType: string; key: string; position: number | null }[]> {
  await unit.query(`select pg_advisory_xact_lock(hashtextextended('custom fields ' || current_setting('app.tenant_id'), 0))`);
  return unit.query<{ id: string; recordType: string; key: string; position: number | null } & Record<string, unknown>>(
    'select id, record_type as "recordType", key, position from custom_fields where deleted_at is null order by position, id',
  );
}
