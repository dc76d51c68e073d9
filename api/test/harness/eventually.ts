import { setTimeout as pause } from 'node:timers/promises';

/** Asks until the answer is not null; for what another worker does in its own time. @throws Error when it never comes */
export async function eventually<T>(ask: () => Promise<T | null>, withinMs = 60_000): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > end) throw new Error('It did not happen in time.');
    await pause(25);
  }
}
