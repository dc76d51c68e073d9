import { Injectable, Logger } from '@nestjs/common';
import { Database } from './database.js';

/** Keeps the planner's idea of the tables true while they grow a hundredfold within seconds. */
@Injectable()
export class TableStatistics {
  private readonly logger = new Logger('Statistics');

  constructor(private readonly database: Database) {}

  /** Refreshes what has changed much since it was last looked at; costs next to nothing when nothing has. */
  async refresh(): Promise<void> {
    // Bulk work goes on without it, only slower; two at once wait for each other on the same tables.
    await this.database.run((unit) => unit.query('select refresh_statistics()')).catch((error: unknown) => this.logger.warn(`Statistics were not refreshed: ${String(error)}`));
  }

  /** Calls for a refresh after the first batch, and then each time their number has doubled. */
  async afterBatch(batches: number): Promise<void> {
    if ((batches & (batches - 1)) === 0) await this.refresh();
  }
}
