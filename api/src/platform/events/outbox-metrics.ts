import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Metrics } from '../observability/metrics.js';

/** Tells the operator how many events wait to be published and for how long the oldest has: more than seconds means that nobody dispatches. */
@Injectable()
export class OutboxMetrics {
  private readonly logger = new Logger('Outbox');

  constructor(metrics: Metrics, database: Database) {
    metrics.gauge('kinship_outbox', 'Events not published yet (count), and the age of the oldest (seconds).', ['measure'], async (set) => {
      try {
        const [row] = await database.runAs('dispatch', (unit) =>
          unit.query<{ count: number; seconds: number }>(
            'select count(*)::int as count, coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as seconds from outbox where seq is null',
          ),
        );
        set({ measure: 'waiting' }, row?.count ?? 0);
        set({ measure: 'oldest_seconds' }, row?.seconds ?? 0);
      } catch (error) {
        this.logger.warn(error);
      }
    });
  }
}
