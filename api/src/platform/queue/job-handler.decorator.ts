import { SetMetadata } from '@nestjs/common';
import type { JobPayload } from './job-envelope.js';
import type { QueueName } from './queues.js';

export const JOB_HANDLER = 'kinship:job-handler';
export const JOB_DEATH = 'kinship:job-death';

export interface JobSchedule {
  /** Runs the job by itself in this rhythm (milliseconds), once for all processes together, without a tenant and as a system actor. */
  readonly everyMs?: number;
}

export interface JobHandlerMetadata extends JobSchedule {
  readonly queue: QueueName;
  readonly name: string;
}

/** What a handler knows of the job it runs. */
export interface RunningJob {
  readonly id: string;
  /** 1 for the first try. */
  readonly attempt: number;
  /** No try follows when this one fails. */
  readonly isLastAttempt: boolean;
  /**
   * Call between the steps of long work, after saving how far it got. Throws when the process is about to end: the job then goes on in another
   * process, or after the restart, without an attempt being counted. Let the error pass.
   */
  checkpoint(): void;
}

/** A method that runs jobs. It may run more than once for the same job, so it has to be idempotent. */
export type JobMethod<P extends JobPayload = JobPayload> = (payload: P, job: RunningJob) => Promise<unknown>;

/**
 * Marks the provider's method that runs jobs of this name. It runs in the context of the tenant and actor who queued the job; a member is read
 * anew, so a job of somebody who was deactivated meanwhile dies instead of running.
 */
export const JobHandler = (queue: QueueName, name: string, schedule: JobSchedule = {}): MethodDecorator =>
  SetMetadata(JOB_HANDLER, { queue, name, ...schedule } satisfies JobHandlerMetadata);

/** Marks the method `(payload, reason)` that is told when such a job was laid aside for good; it runs as a system actor of the tenant. */
export const OnJobDead = (queue: QueueName, name: string): MethodDecorator => SetMetadata(JOB_DEATH, { queue, name } satisfies JobHandlerMetadata);

/** Thrown by `checkpoint`. */
export class JobInterrupted extends Error {
  constructor() {
    super('The process is about to end.');
  }
}
