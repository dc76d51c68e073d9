import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { RedisClient } from '../redis/redis-client.js';
import { BullQueues } from './bull-queues.js';
import { jobKey, JobQueue } from './job-queue.service.js';
import { JobRunner } from './job-runner.service.js';
import { overdue, type PromisedJob } from './promised-jobs.js';
import { isQueueName } from './queues.js';

/** How often a worker looks, and how long a promised job is left alone, in seconds. */
const EVERY = 5;
const PATIENCE = 10;
const AT_ONCE = 500;

/**
 * Puts back what Redis has lost, be it that it was emptied, that it lost its last second, or that a process ended between its commit and the queue: promised
 * jobs, and the timetables of those that run by the clock.
 */
@Injectable()
export class LostJobs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Jobs');
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();
  private told = '';

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly redis: RedisClient,
    private readonly queues: BullQueues,
    private readonly jobs: JobQueue,
    private readonly runner: JobRunner,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.runsJobs) this.next();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    await this.looking;
    clearTimeout(this.timer);
  }

  /** Looks once. @param seconds for how long a job was left alone */
  async look(seconds = PATIENCE): Promise<void> {
    await this.checkTimetables();
    for (;;) {
      const left = await this.database.runAs('dispatch', (unit) => overdue(unit, AT_ONCE, seconds));
      const lost: PromisedJob[] = [];
      for (const job of left) if (await this.isLost(job)) lost.push(job);
      await this.jobs.handOver(lost);
      if (lost.length > 0) this.logger.warn(`${lost.length} jobs were lost on the way and are queued again.`);
      if (left.length < AT_ONCE) return;
    }
  }

  private next(): void {
    this.timer = setTimeout(() => {
      this.looking = this.look()
        .then(() => void (this.told = ''))
        .catch((error: unknown) => this.tell(error))
        .finally(() => this.next());
    }, EVERY * 1000).unref();
  }

  /** A mark lies beside the timetables: where it is gone, they are. */
  private async checkTimetables(): Promise<void> {
    const mark = `${this.config.redisPrefix}:timetables`;
    if ((await this.redis.get(mark)) !== null) return;
    await this.runner.reschedule();
    await this.redis.set(mark, new Date().toISOString());
  }

  /** Whether no queue knows the job. One that has ended there, and was to be forgotten by a process that is gone, is forgotten now. */
  private async isLost({ queue, name, key, envelope }: PromisedJob): Promise<boolean> {
    if (!isQueueName(queue)) return false;
    const job = await this.queues.open(queue).getJob(jobKey(name, envelope.tenantId, key));
    if (!job) return true;
    const state = await job.getState();
    if (state === 'completed') await this.runner.keep(queue, job.data);
    // In no list, though its body is there: written by who worked on it while Redis was emptied.
    if (state === 'stuck') await job.remove();
    if (state === 'failed') await this.runner.bury(queue, job, new Error(job.failedReason ?? 'It failed.'));
    return state === 'stuck';
  }

  /** The same trouble each time is one line in the log. */
  private tell(error: unknown): void {
    const text = String(error);
    if (text !== this.told) this.logger.error(`Lost jobs can't be looked for: ${text}`);
    this.told = text;
  }
}
