import { DataSource } from 'typeorm';
import { presentContext } from '../../src/platform/context/request-context.js';

/**
 * Counts the statements that TypeORM sends for `source` and a member while `work` runs, so that a spec can hold that a batch costs what a single record costs.
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
          if (presentContext()?.actor?.kind === 'member') count += 1;
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
