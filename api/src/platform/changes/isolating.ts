import { AppError } from '../errors/app-error.js';

/** Another run took over, or somebody paused or cancelled: this one ends quietly. */
export class Superseded extends Error {}

/** PostgreSQL's classes for "these values can't be stored": data exceptions and broken constraints. */
const ROW_CAUSED = /^(22|23)/;

/** Whether the rows themselves are to blame; what the machinery is to blame for is tried again instead. */
export function isRowCaused(error: unknown): boolean {
  if (error instanceof AppError) return !error.retryable && error.code !== 'UNAUTHENTICATED';
  return error instanceof Error && 'code' in error && ROW_CAUSED.test(String(error.code));
}

/**
 * Runs `work` on all rows at once, and where some row makes that fail, on ever smaller parts, until only the rows to blame are left for `blame`.
 * The order of rows is kept.
 */
export async function isolating<R>(rows: readonly R[], work: (rows: readonly R[]) => Promise<void>, blame: (row: R, error: Error) => Promise<void>): Promise<void> {
  if (rows.length === 0) return;
  try {
    await work(rows);
  } catch (error) {
    if (!isRowCaused(error)) throw error;
    if (rows.length === 1) return blame(rows[0]!, error as Error);
    const middle = Math.ceil(rows.length / 2);
    await isolating(rows.slice(0, middle), work, blame);
    await isolating(rows.slice(middle), work, blame);
  }
}

/** What a person is told about a row that made a statement fail. */
export const reasonOf = (error: Error): { code: string; message: string } =>
  error instanceof AppError ? { code: error.code, message: error.message } : { code: 'NOT_STORABLE', message: 'The database refused the values of this row.' };
