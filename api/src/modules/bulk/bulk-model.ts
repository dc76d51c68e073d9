import type { RecordFilter } from '../../platform/records/record-filter.js';
import type { ListQuery } from '../../platform/records/record-list.js';

/** What a person may do with a selection. */
export const BULK_ACTIONS = ['ASSIGN', 'UPDATE', 'ADD_TAGS', 'REMOVE_TAGS', 'ADD_TO_GROUP', 'REMOVE_FROM_GROUP', 'ARCHIVE', 'RESTORE', 'DELETE'] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];

/** `RETAG` puts one tag in the place of others; it begins with the list of tags and not with a selection. */
export const RUN_ACTIONS = [...BULK_ACTIONS, 'RETAG'] as const;
export type RunAction = (typeof RUN_ACTIONS)[number];

export const RUN_STATUSES = ['RUNNING', 'COMPLETED', 'CANCELLED', 'FAILED', 'REVERTING', 'REVERTED'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** Which records are meant: these, or everything a list holds but for some. */
export interface BulkSelection {
  readonly ids?: readonly string[] | null;
  readonly filter?: RecordFilter | null;
  readonly search?: string | null;
  readonly archived?: ListQuery['archived'];
  /** Left out of what the filter finds. */
  readonly except?: readonly string[] | null;
}

/** What the action needs besides the records. */
export interface ActionDetails {
  /** `ASSIGN` and `UPDATE`: the fields to set, as the API takes them. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** `ASSIGN`: a member gives up their place, and what is personal goes with it, also what nobody else sees. Set by the verb that asked for the permission. */
  readonly handOver?: boolean;
  /** `ADD_TAGS`, `REMOVE_TAGS`; with `RETAG` the tags that go. */
  readonly tags?: readonly string[];
  /** `ADD_TO_GROUP`, `REMOVE_FROM_GROUP`. */
  readonly groupId?: string | null;
  /** `RETAG`: the tag that takes their place; none when absent. */
  readonly into?: string | null;
}

/** How an undo ended. */
export interface BulkUndoResult {
  readonly changeSetId: string;
  readonly reverted: number;
  readonly skippedCount: number;
  readonly skipped: readonly { readonly recordType: string; readonly recordId: string; readonly title: string; readonly field: string | null; readonly reason: string }[];
}

/** One action on many records. */
export interface BulkRun {
  readonly id: string;
  readonly recordType: string;
  readonly action: RunAction;
  readonly details: ActionDetails;
  readonly label: string;
  readonly status: RunStatus;
  /** Records in the frozen selection. */
  readonly total: number;
  /** Records dealt with; also the place where the run goes on. */
  readonly done: number;
  readonly changed: number;
  /** Were already as the action wants them. */
  readonly unchanged: number;
  readonly leftOut: number;
  readonly changeSetId: string;
  readonly undoDone: number;
  readonly undoTotal: number;
  readonly undoResult: BulkUndoResult | null;
  readonly error: string | null;
  readonly runToken: string | null;
  readonly heartbeatAt: string | null;
  readonly createdById: string | null;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

/** A record that was left as it is, and why. */
export interface LeftOut {
  readonly recordType: string;
  readonly recordId: string;
  readonly title: string;
  /** FORBIDDEN, NOT_FOUND, CONFLICT or VALIDATION_ERROR. */
  readonly code: string;
  readonly field: string | null;
  readonly reason: string;
}

/** Records handled in one transaction. */
export const BATCH = 500;

/** Most records of one run. */
export const MOST_RECORDS = 500_000;

/** Up to so many records are changed within the request, so that the answer already says what came of it. */
export const AT_ONCE = 100;
