import { Injectable } from '@nestjs/common';
import { ChangeSets } from '../changes/change-sets.service.js';
import type { ChangeOperation } from '../changes/draft.js';
import type { AnyRow } from '../records/record-rows.js';
import { CUSTOM_CONDITIONS, customValuesOf, type CustomInput } from '../records/custom-input.js';
import { tenantType } from '../records/tenant-types.js';
import type { RecordType } from '../records/record-type.js';

const PAST: Readonly<Record<string, string>> = { archive: 'Archived', restore: 'Restored', delete: 'Deleted' };

/** The generic writes of the API, worded for the history and shaped as payloads. Modules' own verbs answer through `payload` too. */
@Injectable()
export class RecordCommands {
  constructor(private readonly changeSets: ChangeSets) {}

  async create(type: RecordType, input: Readonly<Record<string, unknown>>): Promise<object> {
    const done = await this.changeSets.applyOne(`Created ${type.label.toLowerCase()}`, { type, operation: 'create', values: valuesOf(tenantType(type), input) });
    return this.payload(type, done);
  }

  async update(described: RecordType, input: { readonly id: string; readonly expectedVersion?: number | null }): Promise<object> {
    const { id, expectedVersion, ...rest } = input;
    const type = tenantType(described);
    const values = valuesOf(type, rest);
    const labels = Object.keys(values).map((name) => type.allFields[name]?.label.toLowerCase() ?? name);
    const label = labels.length > 0 && labels.length <= 3 ? `Changed ${labels.join(', ')}` : `Changed ${type.label.toLowerCase()}`;
    const done = await this.changeSets.applyOne(label, { type, operation: 'update', id, ...seen(expectedVersion), values });
    return this.payload(type, done);
  }

  async simple(type: RecordType, operation: Extract<ChangeOperation, 'archive' | 'restore' | 'delete'>, id: string, expectedVersion?: number | null): Promise<object> {
    const done = await this.changeSets.applyOne(`${PAST[operation]} ${type.label.toLowerCase()}`, { type, operation, id, ...seen(expectedVersion) });
    return operation === 'delete' ? { id: done.id, changeSetId: done.changeSetId } : this.payload(type, done);
  }

  /** `{ contact, changeSetId }`. */
  payload(type: RecordType, done: { readonly changeSetId: string; readonly row: AnyRow }): object {
    return { [type.name]: done.row, changeSetId: done.changeSetId };
  }
}

/** An input of the API as field names and values: what it says of custom fields joins the others. */
export function valuesOf(type: RecordType, input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { [CUSTOM_CONDITIONS]: custom, ...values } = input;
  return { ...values, ...customValuesOf(type, custom as readonly CustomInput[] | null | undefined) };
}

/** Zero is a version too, if one that no record has: whoever sends it is behind. */
const seen = (expectedVersion: number | null | undefined): { expectedVersion?: number } => (typeof expectedVersion === 'number' ? { expectedVersion } : {});
