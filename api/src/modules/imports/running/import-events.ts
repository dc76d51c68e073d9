import type { UnitOfWork } from '../../../platform/database/database.js';
import { writeEvent } from '../../../platform/events/write-event.js';
import type { ImportProfile } from '../profiles/import-profile.js';
import type { ImportRecord, RowOutcome } from '../import-model.js';

/** Tells that an import came to its end, in the transaction that says so; whoever began it may have gone on to other things. */
export async function tellFinished(unit: UnitOfWork, { id, name, recordType, createdById }: ImportRecord, status: 'COMPLETED' | 'FAILED', outcomes: Partial<Record<RowOutcome, number>>): Promise<void> {
  await writeEvent(unit, 'import.finished', { importId: id, name, recordType, memberId: createdById, status, outcomes });
}

/** Tells that files of a profile are fetched no more, because nobody is there under whose rights. */
export async function tellPaused(unit: UnitOfWork, { id, name }: Pick<ImportProfile, 'id' | 'name'>): Promise<void> {
  await writeEvent(unit, 'importProfile.paused', { profileId: id, name });
}
