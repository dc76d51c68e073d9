/** What an undo of the set may beyond its caller's own permissions. */
export interface RevertGrant {
  /** The set changed personal records of colleagues because something they name was renamed; they follow back, unseen, as they followed. */
  readonly personalFollows?: boolean;
}

/** Says whether a set may be undone now; throws why not. */
export type RevertGuard = (id: string) => Promise<RevertGrant | void>;

const guards = new Map<string, RevertGuard>();

/**
 * Registers who is asked before a set with a source like `import:<id>` is undone, by whichever door: work that still adds to its set must end first, or
 * what it writes afterwards could never be undone. Called when the module starts; the last one for a kind counts.
 */
export function guardReverts(kind: string, guard: RevertGuard): void {
  guards.set(kind, guard);
}

/** @throws what the guard of that source throws */
export async function checkRevert(source: string | null): Promise<RevertGrant> {
  const [kind = '', id = ''] = source?.split(':') ?? [];
  return (await guards.get(kind)?.(id)) ?? {};
}
