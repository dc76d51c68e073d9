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
 * Numbers of long lists. To count a million records costs what hundreds of pages do, so a number above ten thousand is remembered for ten seconds; while one counts, the others wait for it or
 * have the old number. Small numbers are shared with nobody: who has just written sees it. The statement says what its caller may see, so that two who may see the same share a number.
 */
export class CountMemory {
  private readonly kept = new Map<string, Kept>();
  private readonly running = new Map<string, Promise<number>>();

  /** @param count counts; called when no number is remembered */
  async of(tenantId: string, { sql, parameters }: Counting, count: () => Promise<number>, now: number = Date.now()): Promise<number> {
    const key = JSON.stringify([tenantId, sql, parameters]);
    const known = this.kept.get(key);
    if (known && known.until > now) return known.count;
    if (known) known.until = now + KEPT_MS;
    const running = this.running.get(key);
    if (running) {
      // The failure of somebody else's count is theirs.
      const others = await running.catch(() => 0);
      if (others > MANY) return others;
    }
    const counted = count();
    this.running.set(key, counted);
    try {
      const found = await counted;
      this.keep(key, found, now + KEPT_MS);
      return found;
    } finally {
      if (this.running.get(key) === counted) this.running.delete(key);
    }
  }

  private keep(key: string, count: number, until: number): void {
    this.kept.delete(key);
    if (count > MANY) this.kept.set(key, { count, until });
    if (this.kept.size > MOST_KEPT) this.kept.delete(this.kept.keys().next().value!);
  }
}
