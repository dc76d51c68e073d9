import type { RecordChange } from '../../platform/changes/draft.js';
import type { UnitOfWork } from '../../platform/database/database.js';
import type { ActionDetails, RunAction } from './bulk-model.js';

/** Actions that write other records than the selected ones: which, only their module knows. */
export type ExtendedAction = Extract<RunAction, 'ADD_TO_GROUP' | 'REMOVE_FROM_GROUP'>;

/** What such an action means. */
export interface RunExtension {
  /** The record type whose records it is offered for. */
  readonly recordType: string;
  /** Checks what is asked, before anything is written. @returns what people read in the history @throws what is wrong with it */
  begin(details: ActionDetails): Promise<string>;
  /**
   * The changes for these records, by their ids; a record without one is already as it should be. Asks again for the permission, for it may have gone since.
   */
  changes(unit: UnitOfWork, recordIds: readonly string[], details: ActionDetails): Promise<ReadonlyMap<string, RecordChange>>;
}

const extensions = new Map<RunAction, RunExtension>();

/** Called by the module an action belongs to, when it starts. */
export const extendRuns = (action: ExtendedAction, extension: RunExtension): void => void extensions.set(action, extension);

export const extensionOf = (action: RunAction): RunExtension | undefined => extensions.get(action);
