import { tookTooLong } from '../errors/app-error.js';
import { currentContext } from './request-context.js';

/** Milliseconds the present request has left; null for work that nobody waits for. @throws TIMEOUT when they are over */
export function timeLeft(): number | null {
  const { deadline } = currentContext();
  if (deadline === undefined) return null;
  const left = deadline - Date.now();
  if (left <= 0) throw tookTooLong();
  return left;
}
