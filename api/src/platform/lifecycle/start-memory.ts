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

/**
 * Collects garbage once a half of what is in use has come on top of it. Bulk work makes objects that outlive the quick collections, and V8 would let a process pile up
 * four times its own size of them before it looks; how much a worker holds shall not depend on how much it has to do.
 */
export function keepGarbageSmall(): void {
  setFlagsFromString('--heap-growing-percent=50');
}
