import { AppError, notFound } from '../errors/app-error.js';
import type { RecordType } from './record-type.js';

/** What became of a record that is not found, if it became part of another one that the caller may view. */
export interface Forward {
  readonly id: string;
  readonly title: string;
}
export type Forwarding = (type: RecordType, id: string) => Promise<Forward | null>;

let forwarding: Forwarding | null = null;

/** Registers who knows what became of records; called when the module starts. */
export function forwardRecords(known: Forwarding): void {
  forwarding = known;
}

/** NOT_FOUND; where the record was merged into another one, `details.mergedInto` names that. */
export async function goneError(type: RecordType, id: string): Promise<AppError> {
  const label = type.label.toLowerCase();
  const forward = forwarding && (await forwarding(type, id));
  return forward ? new AppError('NOT_FOUND', `This ${label} was merged into ${forward.title}.`, { details: { mergedInto: [forward.id] } }) : notFound(`This ${label}`);
}
