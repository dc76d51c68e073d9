/** Says whether a set may be undone now; throws why not. */
export type RevertGuard = (id: string) => Promise<void>;

const guards = new Map<string, RevertGuard>();

/**
 * Registers who is asked before a set with a source like `import:<id>` is undone, by whichever door: work that still adds to its set must end first, or
 * what it writes afterwards could never be undone. Called when the module starts; the last one for a kind counts.
 */
export function guardReverts(kind: string, guard: RevertGuard): void {
  guards.set(kind, guard);
}

/** @throws what the guard of that source throws */
export async function checkRevert(source: string | null): Promise<void> {
  const [kind = '', id = ''] = source?.split(':') ?? [];
  await guards.get(kind)?.(id);
}
