import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { productRoot } from '../../src/platform/config/paths.js';

export interface ProductProcessOptions {
  /** Default `pipe`. */
  readonly stdio?: StdioOptions;
  /** Modules that are loaded before the product, as paths from the root. */
  readonly preload?: readonly string[];
}

/**
 * Starts the product as a process of its own: as it was built where the run has built it (`TEST_SERVER_ENTRY`), which takes a third of the processor's time, and otherwise from its
 * sources.
 */
export function spawnProduct(env: Readonly<Record<string, string | undefined>>, { stdio = 'pipe', preload = [] }: ProductProcessOptions = {}): ChildProcess {
  const { NODE_OPTIONS: _jestOnly, TEST_SERVER_ENTRY: built, ...inherited } = process.env;
  const imports = [...(built ? [] : ['@swc-node/register/esm-register']), ...preload].flatMap((module) => ['--import', module]);
  return spawn(process.execPath, [...imports, built ?? 'api/src/main.ts'], { cwd: productRoot, env: { ...inherited, ...env }, stdio });
}
