/** What is counted, whoever asks for it. */
export interface Counting {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** Fewer are counted in no time, and people see whether the number is right. */
const MANY = 10_000;
const KEPT_MS = 10_000;
const MOST_KEPT = 1_000;

interface Kept {
  readonly count: number;
  /** When it is counted anew. */
  until: number;
}

/**
 * Numbers of long lists. To count a million records costs what hundreds of pages do, so a number above ten thousand is remembered for ten seconds; while one counts anew, the others have the
 * old number. The statement says what its caller may see, so that two who may see the same share a number.
 */
export class CountMemory {
  private readonly kept = new Map<string, Kept>();

  /** @param count counts; called when no number is remembered */
  async of(tenantId: string, { sql, parameters }: Counting, count: () => Promise<number>, now: number = Date.now()): Promise<number> {
    const key = JSON.stringify([tenantId, sql, parameters]);
    const known = this.kept.get(key);
    if (known && known.until > now) return known.count;
    if (known) known.until = now + KEPT_MS;
    const found = await count();
    this.kept.delete(key);
    if (found > MANY) this.kept.set(key, { count: found, until: now + KEPT_MS });
    if (this.kept.size > MOST_KEPT) this.kept.delete(this.kept.keys().next().value!);
    return found;
  }
}
