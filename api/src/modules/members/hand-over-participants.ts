import type { UnitOfWork } from '../../platform/database/database.js';

/** Gives what is no record (saved ways to import) from one member to another, in the open unit of work. */
export type TakesOver = (unit: UnitOfWork, memberId: string, successorId: string) => Promise<void>;

const participants = new Map<string, TakesOver>();

/** A module says how what its members keep beside records is handed over; called when the module starts. */
export const joinHandOvers = (name: string, takesOver: TakesOver): void => void participants.set(name, takesOver);

export async function handOverRest(unit: UnitOfWork, memberId: string, successorId: string): Promise<void> {
  for (const takesOver of participants.values()) await takesOver(unit, memberId, successorId);
}
