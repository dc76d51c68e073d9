import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { OutboxEvent } from '../../platform/events/outbox-event.js';

/** Who did what an event tells of, and how. */
export interface Deed {
  readonly actorName: string | null;
  readonly via: string | null;
  /** How many records the same change was about. */
  readonly size: number;
}

/** Reads the change that an event belongs to. */
@Injectable()
export class NoticeEvents {
  constructor(private readonly database: Database) {}

  /** Those who can still sign in. */
  async owners(): Promise<string[]> {
    const rows = await this.database.read<{ id: string }>(`select id from members where role = 'OWNER' and status = 'ACTIVE' and deleted_at is null`);
    return rows.map(({ id }) => id);
  }

  async deedOf(event: OutboxEvent): Promise<Deed> {
    const [row] = await this.database.read<{ actor_name: string; via: string; item_count: number }>('select actor_name, via, item_count from change_sets where id = $1', [event.changeSetId]);
    return { actorName: row && row.via !== 'system' ? row.actor_name : null, via: row?.via ?? null, size: row?.item_count ?? 1 };
  }
}
