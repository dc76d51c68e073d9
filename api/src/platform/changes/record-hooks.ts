import type { UnitOfWork } from '../database/database.js';
import type { Draft, RecordChange } from './draft.js';

/** What hooks work with besides the drafts. */
export interface HookContext {
  readonly unit: UnitOfWork;
  readonly changeSetId: string;
  /** Adds a change that follows from this one; it joins the same set and transaction, and runs after the present ones. */
  also(change: Omit<RecordChange, 'derived'>): void;
}

/**
 * What a module does to its records on their way to the database. Hooks get all drafts of a batch at once, so that an import of a thousand rows
 * costs one query where a single edit does.
 */
export interface RecordHooks {
  /** Checks rules (`refuse`), fills derived fields (`set`), adds events. Runs after field validation, inside the transaction. */
  beforeWrite?(drafts: readonly Draft[], context: HookContext): Promise<void>;
  /** Keeps side tables; the rows are written. Drafts refused before are not among these. */
  afterWrite?(drafts: readonly Draft[], context: HookContext): Promise<void>;
  /** Puts side tables back for records whose change is undone; the rows are back already. */
  afterRevert?(drafts: readonly Draft[], context: HookContext): Promise<void>;
}

const hooks = new Map<string, RecordHooks[]>();

/** Registers hooks for a record type by its name; called by `RecordModule` when the module starts. Idempotent for the same object. */
export function registerHooks(type: string, added: RecordHooks): void {
  const present = hooks.get(type) ?? [];
  // A process that starts the application twice (tests do) must not run the hooks of the one that has ended.
  hooks.set(type, [...present.filter((hook) => hook.constructor !== added.constructor), added]);
}

export const hooksOf = (type: string): readonly RecordHooks[] => hooks.get(type) ?? [];
