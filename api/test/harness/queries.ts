import { DataSource } from 'typeorm';
import { presentContext } from '../../src/platform/context/request-context.js';

/** What is remembered for seconds is read again whenever they are over, which is a matter of the machine's speed. */
const REMEMBERED = /\bfrom (tenant_modules|custom_fields)\b/;
const textOf = (sent: unknown): string => (typeof sent === 'string' ? sent : String((sent as { readonly text?: unknown } | undefined)?.text));

/**
 * Counts the statements that TypeORM sends for `source` and a member while `work` runs, so that a spec can hold that a batch costs what a single record costs. What reads
 * is best asked once before: the first time a query comes, the server answers it, from then on the read lane.
 */
export async function statementsDuring(source: DataSource, work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const driver = source.driver as unknown as { obtainMasterConnection(): Promise<[{ query: (...args: unknown[]) => unknown }, unknown]> };
  const original = driver.obtainMasterConnection.bind(driver);
  driver.obtainMasterConnection = async () => {
    const [connection, release] = await original();
    const counted = new Proxy(connection, {
      get(target, key) {
        const value = Reflect.get(target, key) as unknown;
        if (key !== 'query' || typeof value !== 'function') return typeof value === 'function' ? value.bind(target) : value;
        return (...args: unknown[]) => {
          // What the product does in the background meanwhile (events, due work) acts for nobody, and is none of what is measured.
          if (presentContext()?.actor?.kind === 'member' && !REMEMBERED.test(textOf(args[0]))) count += 1;
          return (value as (...all: unknown[]) => unknown).apply(target, args);
        };
      },
    });
    return [counted, release];
  };
  try {
    await work();
  } finally {
    driver.obtainMasterConnection = original;
  }
  return count;
}
