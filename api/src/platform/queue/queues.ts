/** How jobs of one queue run. */
export interface QueueDefinition {
  /** Jobs of this queue that one process runs at a time. */
  readonly concurrency: number;
  /** Times a job is tried before it is laid aside as dead. */
  readonly attempts: number;
  /** Wait before the second try, in milliseconds; doubled with each further one, with jitter. */
  readonly backoffMs: number;
}

/** Every queue there is; a queue joins when a module first needs one. Each has room of its own, so that a slow kind of work never delays another. */
export const QUEUES = {
  /** Reactions of modules to events of the outbox. */
  events: { concurrency: 8, attempts: 8, backoffMs: 500 },
  /** Actions on many records. */
  bulk: { concurrency: 2, attempts: 5, backoffMs: 2_000 },
  /** Lists on their way into files. */
  exports: { concurrency: 2, attempts: 3, backoffMs: 2_000 },
  imports: { concurrency: 2, attempts: 5, backoffMs: 2_000 },
  /** A mail server may be away for a while: the last try comes after some ten minutes. */
  mail: { concurrency: 4, attempts: 8, backoffMs: 5_000 },
  /** What members are told at its time. */
  notifications: { concurrency: 2, attempts: 5, backoffMs: 1_000 },
  /** Comparing records with each other; a scan of a large workspace takes minutes. */
  duplicates: { concurrency: 2, attempts: 5, backoffMs: 2_000 },
  /** Housekeeping on a schedule. */
  maintenance: { concurrency: 1, attempts: 3, backoffMs: 10_000 },
} as const satisfies Record<string, QueueDefinition>;

export type QueueName = keyof typeof QUEUES;

export const QUEUE_NAMES = Object.keys(QUEUES) as readonly QueueName[];

export const isQueueName = (name: string): name is QueueName => Object.hasOwn(QUEUES, name);
