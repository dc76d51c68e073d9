import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Draft } from '../../platform/changes/draft.js';
import { registerHooks, type HookContext, type RecordHooks } from '../../platform/changes/record-hooks.js';
import type { UnitOfWork } from '../../platform/database/database.js';
import { askForChecks, comparedFields, identifiedTypes, isIdentified, removeKeys, writeKeys } from './identity-keys.js';
import { CheckSignal } from './check-signal.service.js';

/** Keeps the keys of every record that has an identity, in the transaction that writes it, and asks for it to be compared. */
@Injectable()
export class IdentityHooks implements RecordHooks, OnModuleInit {
  constructor(private readonly signal: CheckSignal) {}

  onModuleInit(): void {
    for (const type of identifiedTypes()) registerHooks(type.name, this);
  }

  afterWrite(drafts: readonly Draft[], { unit }: HookContext): Promise<void> {
    this.follow(drafts, unit);
    return Promise.resolve();
  }

  private follow(drafts: readonly Draft[], unit: UnitOfWork): void {
    const type = drafts[0]?.type;
    if (!type || !isIdentified(type)) return;
    const compared = comparedFields(type);
    const concerned = drafts.filter((draft) => draft.operation !== 'update' || compared.some((field) => draft.changed.has(field)));
    if (concerned.length === 0) return;
    const stored = concerned.filter(({ before }) => before !== null);
    if (stored.length > 0) removeKeys(unit, type, stored.map(({ id }) => id));
    const live = concerned.filter((draft) => !GONE.has(draft.operation));
    if (live.length === 0) return;
    writeKeys(unit, type, live.map(({ after }) => after));
    askForChecks(unit, type, live.map(({ id }) => id));
    this.signal.raiseAfter(unit);
  }

  afterRevert(drafts: readonly Draft[], context: HookContext): Promise<void> {
    return this.afterWrite(drafts, context);
  }
}

const GONE: ReadonlySet<string> = new Set(['delete', 'purge', 'merge']);
