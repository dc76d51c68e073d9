import { Injectable } from '@nestjs/common';
import type { Job } from 'bull';
import { currentTenantId } from '../context/request-context.js';
import { notFound } from '../errors/app-error.js';
import { BullQueues } from './bull-queues.js';
import type { JobEnvelope } from './job-envelope.js';
import { QUEUE_NAMES, type QueueName } from './queues.js';

/** A job that was tried as often as allowed and failed, or could not succeed at all. */
export interface DeadJob {
  readonly queue: QueueName;
  readonly id: string;
  readonly name: string;
  readonly attempts: number;
  readonly reason: string;
  /** ISO 8601. */
  readonly failedAt: string | null;
}

/** Newest dead jobs of a queue that are looked through for one tenant's. */
const LOOKED_AT = 1_000;

/** The present tenant's dead jobs: seen and tried again by an administrator. */
@Injectable()
export class DeadLetters {
  constructor(private readonly queues: BullQueues) {}

  /** Newest first. */
  async list(limit = 100): Promise<DeadJob[]> {
    const tenantId = currentTenantId();
    const all = await Promise.all(
      QUEUE_NAMES.map(async (queue) => {
        const jobs = await this.queues.open(queue).getFailed(0, LOOKED_AT - 1);
        return jobs.filter((job) => job?.data.tenantId === tenantId).map((job) => deadJob(queue, job));
      }),
    );
    return all.flat().sort((a, b) => (b.failedAt ?? '').localeCompare(a.failedAt ?? '')).slice(0, limit);
  }

  /** Puts a dead job back into its queue. @throws NOT_FOUND when the tenant has no such dead job. */
  async retry(queue: QueueName, id: string): Promise<void> {
    const job = await this.queues.open(queue).getJob(id);
    if (!job || job.data.tenantId !== currentTenantId() || !(await job.isFailed())) throw notFound('This job');
    await job.retry();
  }
}

const deadJob = (queue: QueueName, job: Job<JobEnvelope>): DeadJob => ({
  queue,
  id: String(job.id),
  name: job.name,
  attempts: job.attemptsMade,
  reason: job.failedReason ?? '',
  failedAt: job.finishedOn ? new Date(job.finishedOn).toISOString() : null,
});
