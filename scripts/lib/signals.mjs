import { say, step } from './log.mjs';
import { stopEverything } from './processes.mjs';

/**
 * Ends everything in order, then this process with `code`, when it is asked to stop. A second request while that goes on changes nothing:
 * data is being written, and each server's patience is limited anyway.
 * @returns a function that tells whether stopping has begun
 */
export function stopOnSignals(code) {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    say();
    await step('Stopping', () => stopEverything());
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => { void stop(); });
  return () => stopping;
}
