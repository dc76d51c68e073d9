import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { JobHandler } from '../queue/job-handler.decorator.js';

/** How long the answer to a key is kept: so long a client may try again. */
export const ANSWERS_KEPT_HOURS = 24;

/** Forgets answers that nobody asks for any more. */
@Injectable()
export class AnswerRetention {
  constructor(private readonly database: Database) {}

  @JobHandler('maintenance', 'forget-answers', { everyMs: 3_600_000 })
  async forget(): Promise<void> {
    await this.database.runAs('dispatch', (unit) => unit.query(`delete from request_answers where created_at < now() - make_interval(hours => ${ANSWERS_KEPT_HOURS})`));
  }
}
