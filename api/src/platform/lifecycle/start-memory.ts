import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Gives back what only the start has needed: modules' sources, the schema in its several forms. V8 would keep it until the process needs memory for something else,
 * which a process at rest never does; it is two fifths of what it holds.
 */
export function releaseStartMemory(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  setFlagsFromString('--no-expose-gc');
  collect();
}
