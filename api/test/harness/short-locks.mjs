import path from 'node:path';
import { pathToFileURL } from 'node:url';

// Loaded before the product where workers are killed: what one has begun is let go of after two seconds, and not after ten.
const main = process.argv[1];
const { WORKER_SETTINGS } = await import(new URL(`platform/queue/bull-queues${path.extname(main)}`, pathToFileURL(main)).href);
Object.assign(WORKER_SETTINGS, { lockDuration: 2_000, lockRenewTime: 500, stalledInterval: 1_000 });
