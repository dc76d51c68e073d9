import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { refuse, set, type Draft } from '../../platform/changes/draft.js';
import type { HookContext, RecordHooks } from '../../platform/changes/record-hooks.js';
import { Database } from '../../platform/database/database.js';
import { normaliseValue } from '../../platform/records/field-codec.js';
import { findRecordType } from '../../platform/records/record-registry.js';
import { TenantFieldsCache } from '../../platform/records/tenant-fields-cache.js';
import { fieldOf, readTenantFields, type Definition } from './definition-reader.js';
import { canBeSearched, canBeUnique, canHaveDefault, hasOptions } from './field-kinds.js';
import type { StoredOption } from './field-options.js';
import { duplicatedValues, usedOptions } from './value-checks.js';

/** So long a change of a definition waits for Redis that does not answer. */
const MOST_WAITING_MS = 2_000;

/** Keeps definitions sound, and every process's idea of them true. */
@Injectable()
export class CustomFieldHooks implements RecordHooks, OnModuleInit {
  private readonly logger = new Logger('CustomFields');

  constructor(
    private readonly cache: TenantFieldsCache,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.cache.readFrom(() => readTenantFields({ query: (sql) => this.database.read(sql) }));
  }

  async beforeWrite(drafts: readonly Draft[], { unit }: HookContext): Promise<void> {
    for (const draft of drafts) {
      if (draft.operation !== 'create' && draft.operation !== 'update') continue;
      fitToKind(draft);
      checkLabel(draft);
      checkDefault(draft);
      const { isUnique } = draft.after as unknown as Definition;
      if (draft.before && draft.changed.has('isUnique') && isUnique && (await duplicatedValues(unit, definitionOf(draft))) > 0) {
        refuse(draft, 'isUnique', 'Some records have the same value already. Make their values different first.');
      }
      if (draft.before && draft.changed.has('options')) await refuseLosingOptions(draft, unit);
    }
  }

  afterWrite(_drafts: readonly Draft[], context: HookContext): Promise<void> {
    return this.announce(context);
  }

  afterRevert(_drafts: readonly Draft[], context: HookContext): Promise<void> {
    return this.announce(context);
  }

  private announce({ unit }: HookContext): Promise<void> {
    unit.afterCommit(() => this.tellOthers());
    return Promise.resolve();
  }

  /** Before the caller is answered, so that the field is there whichever process they ask next. Without Redis the others notice within half a minute. */
  private async tellOthers(): Promise<void> {
    try {
      await Promise.race([this.cache.changed(), pause(MOST_WAITING_MS, undefined, { ref: false })]);
    } catch (error) {
      this.logger.warn(`Other processes were not told that custom fields changed: ${String(error)}`);
    }
  }
}

const definitionOf = (draft: Draft): Definition => draft.after as unknown as Definition;

/** What a kind can't have, it hasn't. */
function fitToKind(draft: Draft): void {
  const { kind, isUnique, searchable, required, options } = definitionOf(draft);
  if (isUnique && !canBeUnique(kind)) set(draft, 'isUnique', false);
  if (searchable && !canBeSearched(kind)) set(draft, 'searchable', false);
  if (required && kind === 'BOOLEAN') set(draft, 'required', false);
  if (!hasOptions(kind) && options) set(draft, 'options', null);
  if (hasOptions(kind) && !options) refuse(draft, 'options', 'A select needs options.');
}

function checkLabel(draft: Draft): void {
  const { recordType, label } = definitionOf(draft);
  const type = findRecordType(recordType);
  const same = Object.values(type?.allFields ?? {}).find((field) => !field.custom && field.label.toLowerCase() === label?.toLowerCase());
  if (draft.changed.has('label') && type && same) refuse(draft, 'label', `${type.labelPlural} have a field called "${same.label}" already.`);
}

function checkDefault(draft: Draft): void {
  const definition = definitionOf(draft);
  const { defaultValue, kind, isUnique, options } = definition;
  if (defaultValue === null || defaultValue === undefined) return;
  if (!canHaveDefault(kind) || isUnique) return set(draft, 'defaultValue', null);
  const field = fieldOf(definition);
  const offered = (options ?? []).filter((option) => !option.archived).map((option) => option.value);
  const result = normaliseValue({ ...field, ...(hasOptions(kind) ? { choices: offered } : {}) }, defaultValue);
  if ('reason' in result) refuse(draft, 'defaultValue', result.reason);
  else set(draft, 'defaultValue', result.value);
}

async function refuseLosingOptions(draft: Draft, unit: HookContext['unit']): Promise<void> {
  const before = (draft.before!['options'] ?? []) as readonly StoredOption[];
  const kept = new Set(definitionOf(draft).options?.map((option) => option.value));
  const lost = before.filter((option) => !kept.has(option.value));
  if (lost.length === 0) return;
  const used = await usedOptions(unit, definitionOf(draft), lost.map((option) => option.value));
  for (const option of lost.filter(({ value }) => used.has(value))) refuse(draft, 'options', `Some records have "${option.label}". Archive the option instead: they keep it, and it is offered no more.`);
}
