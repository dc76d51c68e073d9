import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { UnitOfWork } from '../../platform/database/database.js';
import { TouchCadences, type CadenceSource } from '../contacts/index.js';

/**
 * How often contacts should hear from the team because of the groups they were put in. When a contact is due is everybody's to see, so a private group,
 * which nobody may notice, does not count; nor does one by filter, whose members change without anybody changing it.
 */
@Injectable()
export class GroupCadences implements CadenceSource, OnModuleInit {
  constructor(private readonly cadences: TouchCadences) {}

  onModuleInit(): void {
    this.cadences.register(this);
  }

  async daysOf(unit: UnitOfWork, contactIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await unit.query<{ id: string; days: number }>(
      `select m.contact_id as id, min(g.cadence_days)::int as days from contact_group_members m join contact_groups g on g.id = m.group_id and g.deleted_at is null
       where m.contact_id = any($1::uuid[]) and m.deleted_at is null and g.cadence_days is not null and g.visibility = 'SHARED' group by 1`,
      [contactIds],
    );
    return new Map(rows.map(({ id, days }) => [id, days]));
  }
}
