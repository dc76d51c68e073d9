import type { AnyRow } from '../records/record-rows.js';
import type { RecordType } from '../records/record-type.js';

/** `merge`: the record becomes part of another one; like a deletion for whoever looks for it, but those who may edit it may do and undo it. */
export type ChangeOperation = 'create' | 'update' | 'archive' | 'restore' | 'delete' | 'merge' | 'purge';

/** Where one field's value came from, when it was not a person typing it. */
export interface ValueSource {
  /** `import:<id>`, `enrichment:<provider>` ... */
  readonly source: string;
  /** Place inside the source, such as a row's line. */
  readonly ref?: string;
  /** 0 to 1. */
  readonly confidence?: number;
}

/** One wish to change one record. */
export interface RecordChange {
  readonly type: RecordType;
  readonly operation: ChangeOperation;
  /** Of an existing record; for `create`, an id chosen beforehand (optional). */
  readonly id?: string;
  /** The version the caller saw; a newer one is a CONFLICT. */
  readonly expectedVersion?: number;
  /** Fields to set, in the form the API takes them. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Applies to every value of this change. */
  readonly source?: ValueSource;
  /** Where single values come from, before `source`. */
  readonly sources?: Readonly<Record<string, ValueSource>>;
  /** Set by hooks: a consequence the caller need not be permitted, and whose read-only fields may be set. */
  readonly derived?: boolean;
  /** Made with less than its own form asks for, in passing or by a file that only names it: what a tenant requires of its own fields may follow. */
  readonly brief?: boolean;
  /** For a derived purge or restoration: the record must lie in the trash still; what somebody brought back meanwhile is no longer meant. */
  readonly fromTrash?: boolean;
  /** Input that is not a field of the record, handed to the type's hooks (line items of a deal, say). */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** Something that happened, told after commit to whoever listens: `opportunity.won`. */
export interface DomainEvent {
  readonly kind: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** A change on its way to the database; hooks see and amend it. */
export interface Draft {
  readonly change: RecordChange;
  readonly type: RecordType;
  readonly operation: ChangeOperation;
  readonly id: string;
  /** The row as it was; null for a new record. */
  readonly before: AnyRow | null;
  /** The row as it will be; hooks set derived fields here through `set`. */
  readonly after: AnyRow;
  /** Fields whose value differs from before. */
  readonly changed: Set<string>;
  readonly events: DomainEvent[];
  /** Reasons this draft is refused, by field. */
  readonly problems: Record<string, string[]>;
}

/** Sets a field of the draft and keeps `changed` true. */
export function set(draft: Draft, field: string, value: unknown): void {
  const row = draft.after as Record<string, unknown>;
  if (draft.before === null || row[field] !== value) draft.changed.add(field);
  row[field] = value;
}

/** Refuses the draft: `field` is what a form marks, `reason` what it says. */
export function refuse(draft: Draft, field: string, reason: string): void {
  (draft.problems[field] ??= []).push(reason);
}

export const isRefused = (draft: Draft): boolean => Object.keys(draft.problems).length > 0;
