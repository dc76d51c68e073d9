import { setTimeout as pause } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { Logger } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Lifecycle } from './lifecycle.js';

/**
 * Ends the process in order on SIGTERM, SIGINT and SIGHUP: not ready any more, and after the time a load balancer needs to notice no new requests, running ones answered, sockets closed with 1001 (clients connect
 * again elsewhere), running jobs finished, connections closed, exit code 0. What takes longer than allowed is cut off, exit code 1.
 */
export function endOnSignals(app: INestApplicationContext): void {
  const logger = new Logger('Shutdown');
  let ending = false;
  const end = async (signal: string): Promise<void> => {
    if (ending) return;
    ending = true;
    logger.log(`${signal}: finishing what runs`);
    app.get(Lifecycle).end();
    const { shutdownSeconds: seconds, drainSeconds } = app.get(Config);
    await pause(drainSeconds * 1000);
    setTimeout(() => {
      logger.error(`Not finished after ${seconds} s; ending anyway.`);
      process.exit(1);
    }, seconds * 1000).unref();
    await app.close();
    logger.log('Ended');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      end(signal).catch((error: unknown) => {
        logger.error(error);
        process.exit(1);
      });
    });
  }
}
