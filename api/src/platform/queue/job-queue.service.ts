import { Injectable } from '@nestjs/common';
import type { JobOptions as BullJobOptions } from 'bull';
import { Database } from '../database/database.js';
import { BullQueues } from './bull-queues.js';
import { envelopeOf, type JobPayload } from './job-envelope.js';
import type { QueueName } from './queues.js';

export interface JobOptions {
  /** The same key for the same job name and tenant is queued once: while it waits, runs or lies dead, and for an hour after it is done. */
  readonly key?: string;
  /** Not before so many milliseconds from now. */
  readonly delayMs?: number;
  /** 1 is the most urgent; jobs without one come after all that have one. */
  readonly priority?: number;
}

/** One job for `addMany`. */
export interface JobRequest {
  readonly name: string;
  readonly payload: JobPayload;
  readonly options?: JobOptions;
}

/** The way to have work done later, by whichever worker is free. Jobs carry the tenant and actor of the context they are queued in. */
@Injectable()
export class JobQueue {
  constructor(
    private readonly queues: BullQueues,
    private readonly database: Database,
  ) {}

  /**
   * Queues a job; it is tried again when it fails, as the queue's definition says. Refused inside an open unit of work, because the job could then run
   * before what it is about is committed, or although it was rolled back: queue it from `unit.afterCommit` or react to an event with `@OnEvent`.
   *
   * @returns the job's id
   */
  async add(queue: QueueName, name: string, payload: JobPayload, options: JobOptions = {}): Promise<string> {
    const [id] = await this.addMany(queue, [{ name, payload, options }]);
    return id!;
  }

  /** Queues several jobs in one round trip. */
  async addMany(queue: QueueName, requests: readonly JobRequest[]): Promise<string[]> {
    if (this.database.isOpen()) throw new Error(`A job for ${queue} can't be queued inside a transaction; use unit.afterCommit.`);
    const jobs = await this.queues.open(queue).addBulk(
      requests.map(({ name, payload, options = {} }) => {
        const data = envelopeOf(payload);
        const opts: BullJobOptions = {
          ...(options.key ? { jobId: jobKey(name, data.tenantId, options.key) } : {}),
          ...(options.delayMs ? { delay: options.delayMs } : {}),
          ...(options.priority ? { priority: options.priority } : {}),
        };
        return { name, data, opts };
      }),
    );
    return jobs.map((job) => String(job.id));
  }
}

/** Tenants choose keys of their own; the same one in two tenants is two jobs. */
const jobKey = (name: string, tenantId: string | null, key: string): string => `${name}/${tenantId ?? 'platform'}/${key}`;
