import { Injectable, Logger } from '@nestjs/common';
import { Metrics } from '../observability/metrics.js';
import { BullQueues } from './bull-queues.js';
import { QUEUE_NAMES } from './queues.js';

/** Tells the operator how much work waits, runs and lies dead in each queue. */
@Injectable()
export class QueueMetrics {
  private readonly logger = new Logger('Queues');

  constructor(metrics: Metrics, queues: BullQueues) {
    metrics.gauge('kinship_queue_jobs', 'Jobs by queue and state, of all processes together.', ['queue', 'state'], async (set) => {
      try {
        await Promise.all(
          QUEUE_NAMES.map(async (queue) => {
            const { waiting, active, delayed, failed } = await queues.open(queue).getJobCounts();
            for (const [state, count] of Object.entries({ waiting, active, delayed, dead: failed })) set({ queue, state }, count);
          }),
        );
      } catch (error) {
        // Without Redis there is nothing to count; the other metrics are wanted all the more.
        this.logger.warn(error);
      }
    });
  }
}
