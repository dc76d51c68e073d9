import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Job, Queue } from 'bull';
import { MemberContexts } from '../access/member-contexts.js';
import { Config } from '../config/config.js';
import { runInContext, type RequestContext } from '../context/request-context.js';
import { Database } from '../database/database.js';
import { AppError, forbidden } from '../errors/app-error.js';
import { TenantFieldsCache } from '../records/tenant-fields-cache.js';
import { BullQueues } from './bull-queues.js';
import { machineContext, type JobEnvelope } from './job-envelope.js';
import { JobInterrupted, type RunningJob } from './job-handler.decorator.js';
import { JobHandlers, type FoundHandler } from './job-handlers.js';
import { forgetPromise } from './promised-jobs.js';
import { QUEUES, type QueueName } from './queues.js';

/** Runs jobs, in processes whose role says so: each in the context of its tenant and actor. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Jobs');
  private readonly running = new Set<Promise<unknown>>();
  private readonly processed = new Map<QueueName, Queue<JobEnvelope>>();
  private ending = false;

  constructor(
    private readonly config: Config,
    private readonly queues: BullQueues,
    private readonly handlers: JobHandlers,
    private readonly members: MemberContexts,
    private readonly tenantFields: TenantFieldsCache,
    private readonly database: Database,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    // Asked for in every role, so that a mistake in the declarations stops any process and not only a worker.
    const byQueue = this.handlers.byQueue();
    if (!this.config.runsJobs) return;
    for (const [name, handlers] of byQueue) {
      const queue = this.queues.open(name);
      queue.on('failed', (job: Job<JobEnvelope> | null, error: Error) => void this.noteFailure(name, job, error));
      // Settles only when the queue is closed; errors are told by the queue's own listener.
      queue.process('*', QUEUES[name].concurrency, (job: Job<JobEnvelope>) => this.track(this.run(name, job))).catch(() => undefined);
      this.processed.set(name, queue);
      await this.schedule(queue, handlers);
    }
  }

  /** Takes no further job and waits for those that run; what reaches a checkpoint is left to be found by another process. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ending = true;
    await Promise.allSettled([...this.processed.values()].map((queue) => queue.pause(true, true)));
    await Promise.allSettled(this.running);
    await this.queues.close();
  }

  private async run(queue: QueueName, job: Job<JobEnvelope>): Promise<unknown> {
    const handler = this.handlers.find(queue, job.name);
    if (!handler) throw new Error(`No module handles the job ${queue}/${job.name}.`);
    const { data } = job;
    try {
      const context = await this.contextOf(data);
      const result = await runInContext(context, async () => {
        await this.tenantFields.ready();
        return handler.run(data.payload, this.describe(job));
      });
      await this.keep(queue, data);
      return result;
    } catch (error) {
      // A request that can't succeed does not get better by being repeated; a conflict does, because the job reads again.
      if (error instanceof AppError && !error.retryable && error.code !== 'CONFLICT') await job.discard();
      throw error;
    }
  }

  /** An interrupted job stays active without a lock: the next process finds it as it finds those of a killed one, attempts uncounted. */
  private track<T>(work: Promise<T>): Promise<T> {
    const tracked = work.finally(() => this.running.delete(tracked));
    this.running.add(tracked);
    return tracked.catch((error: unknown) => (error instanceof JobInterrupted ? new Promise<T>(() => undefined) : Promise.reject(error as Error)));
  }

  private describe(job: Job<JobEnvelope>): RunningJob {
    const attempt = job.attemptsMade + 1;
    return {
      id: String(job.id),
      attempt,
      isLastAttempt: attempt >= (job.opts.attempts ?? 1),
      checkpoint: () => {
        if (this.ending) throw new JobInterrupted();
      },
    };
  }

  private async contextOf({ tenantId, actor, requestId }: JobEnvelope): Promise<RequestContext> {
    if (actor.kind === 'system') return machineContext(tenantId, actor.name, requestId);
    const context = tenantId && (await this.members.contextOf(tenantId, actor.memberId, actor.via, requestId, actor.apiKeyId));
    if (!context) throw forbidden('Whoever asked for this work is not an active member of the workspace any more.');
    return context;
  }

  private async noteFailure(queue: QueueName, job: Job<JobEnvelope> | null, error: Error): Promise<void> {
    if (!job) return;
    // Bull sets the time of finishing only when no try follows; a job that stalled too often has none, but is not tried again either.
    const dead = Boolean(job.finishedOn) || job.attemptsMade >= (job.opts.attempts ?? 1) || /stalled more than/.test(error.message);
    const text = `${queue}/${job.name} ${job.id} (request ${job.data.requestId}): ${error.message}`;
    if (!dead) return this.logger.warn(`Failed, will be tried again: ${text}`);
    // An expected failure says all there is to say.
    this.logger.error(`Dead: ${text}`, ...(error instanceof AppError ? [] : [error.stack]));
    await this.bury(queue, job, error);
  }

  /** Tells the job's module that it is dead, and forgets that it was promised. */
  async bury(queue: QueueName, job: Job<JobEnvelope>, error: Error): Promise<void> {
    const told = this.handlers.findDeath(queue, job.name);
    try {
      if (told) await runInContext(machineContext(job.data.tenantId, 'Jobs', job.data.requestId), () => told(job.data.payload, error));
      await this.keep(queue, job.data);
    } catch (failure) {
      this.logger.error(`Telling that ${queue}/${job.name} ${job.id} is dead failed: ${String(failure)}`);
    }
  }

  /** The job is done: it need not be remembered. */
  async keep(queue: QueueName, { tenantId, promise, requestId }: JobEnvelope): Promise<void> {
    if (promise === undefined) return;
    await runInContext(machineContext(tenantId, 'Jobs', requestId), () => this.database.run((unit) => forgetPromise(unit, queue, promise)));
  }

  /** Puts the timetables of all queues back, where Redis has lost them. */
  async reschedule(): Promise<void> {
    const byQueue = this.handlers.byQueue();
    for (const [name, queue] of this.processed) await this.schedule(queue, byQueue.get(name) ?? []);
  }

  /** Brings the queue's timetable to what the handlers say; a rhythm that changed, or whose handler is gone, must not go on beside the new one. */
  private async schedule(queue: Queue<JobEnvelope>, handlers: readonly FoundHandler[]): Promise<void> {
    const wanted = new Map(handlers.flatMap(({ name, everyMs }) => (everyMs ? [[name, everyMs] as const] : [])));
    for (const present of await queue.getRepeatableJobs()) {
      if (wanted.get(present.name) !== present.every) await queue.removeRepeatableByKey(present.key);
    }
    for (const [name, every] of wanted) {
      await queue.add(name, { tenantId: null, actor: { kind: 'system', name: 'Schedule' }, requestId: `schedule/${name}`, payload: {} }, { repeat: { every } });
    }
  }
}
