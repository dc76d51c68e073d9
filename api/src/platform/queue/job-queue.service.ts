import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import type { JobOptions as BullJobOptions } from 'bull';
import { Database, type UnitOfWork } from '../database/database.js';
import { BullQueues } from './bull-queues.js';
import { envelopeOf, type JobEnvelope, type JobPayload } from './job-envelope.js';
import { forgetPromise, notePromises, type PromisedJob } from './promised-jobs.js';
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
  private readonly logger = new Logger('Jobs');

  constructor(
    private readonly queues: BullQueues,
    private readonly database: Database,
  ) {}

  /**
   * Queues a job; it is tried again when it fails, as the queue's definition says. Refused inside an open unit of work, because the job could then run
   * before what it is about is committed, or although it was rolled back: queue it from `unit.afterCommit` or react to an event with `@OnEvent`.
   *
   * A job that is lost with Redis comes back only where it is noted elsewhere what waits: `promise` does that.
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
    const jobs = requests.map(({ name, payload, options = {} }) => {
      const data = envelopeOf(payload);
      const jobId = options.key ? jobKey(name, data.tenantId, options.key) : randomUUID();
      const opts: BullJobOptions = { jobId, ...(options.delayMs ? { delay: options.delayMs } : {}), ...(options.priority ? { priority: options.priority } : {}) };
      return { name, data, opts };
    });
    const send = async (): Promise<void> => void (await this.queues.open(queue).addBulk(jobs));
    if (!this.database.afterEnvelope(send)) await send();
    return jobs.map(({ opts }) => String(opts.jobId));
  }

  /**
   * Queues a job that must not be lost: it is noted in the unit's transaction, queued once that is durable, and queued again whenever Redis has forgotten it
   * before it was done. So it runs at least once.
   *
   * @param held noted only, for work that the caller does itself: it calls `fulfil`, or `hand` to leave it to a worker; should the process end, a worker takes it up
   * @returns the promise's id
   */
  async promise(unit: UnitOfWork, queue: QueueName, name: string, payload: JobPayload, { held = false }: { readonly held?: boolean } = {}): Promise<string> {
    const job: PromisedJob = { key: randomUUID(), queue, name, envelope: envelopeOf(payload) };
    await notePromises(unit, [job]);
    if (!held) unit.afterCommit(() => this.handOver([job]));
    return job.key;
  }

  /** What was promised with `held` is done. */
  fulfil(queue: QueueName, key: string): Promise<void> {
    return this.database.run((unit) => forgetPromise(unit, queue, key));
  }

  /** Queues what was promised with `held`. */
  async hand(queue: QueueName, name: string, payload: JobPayload, key: string): Promise<void> {
    const job: PromisedJob = { key, queue, name, envelope: envelopeOf(payload) };
    if (!this.database.afterEnvelope(() => this.handOver([job]))) await this.handOver([job]);
  }

  /** The same for jobs of any tenants, each with a key of its own, in the open unit of the dispatch scope or one of its own: what is promised already is not promised again. */
  async promiseAcross(jobs: readonly PromisedJob[]): Promise<void> {
    await this.database.runAs('dispatch', async (unit) => {
      await notePromises(unit, jobs);
      unit.afterCommit(() => this.handOver(jobs));
    });
  }

  /** Puts promised jobs into their queues; those that are there stay. While Redis is away nothing is lost: they are put there when it is back. */
  async handOver(jobs: readonly PromisedJob[]): Promise<void> {
    for (const [queue, group] of Map.groupBy(jobs, (job) => job.queue)) {
      try {
        await this.queues.open(queue).addBulk(group.map(({ key, name, envelope }) => ({ name, data: { ...envelope, promise: key } satisfies JobEnvelope, opts: { jobId: jobKey(name, envelope.tenantId, key) } })));
      } catch (error) {
        this.logger.warn(`Jobs for ${queue} wait until Redis takes them: ${String(error)}`);
      }
    }
  }
}

/** Tenants choose keys of their own; the same one in two tenants is two jobs. */
export const jobKey = (name: string, tenantId: string | null, key: string): string => `${name}/${tenantId ?? 'platform'}/${key}`;
