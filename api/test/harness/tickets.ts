import { createRecordTable } from '../../src/platform/database/schema-builder.js';
import { ownerDataSource } from '../../src/platform/database/data-source.js';
import { choice, text } from '../../src/platform/records/fields.js';
import { findRecordType } from '../../src/platform/records/record-registry.js';
import { defineRecord, type RecordType } from '../../src/platform/records/record-type.js';
import type { TestDatabase } from './database.js';

/** A small owned record type for specs of the platform, which knows no module. */
export const ticket: RecordType = defineRecord({
  name: 'ticket',
  plural: 'tickets',
  label: 'Ticket',
  labelPlural: 'Tickets',
  icon: 'box',
  table: 'tickets',
  module: 'crm-core',
  access: 'owned',
  titleFields: ['name'],
  fields: {
    name: text({ label: 'Name', required: true, sortable: true, searchable: true }),
    state: choice(['OPEN', 'DONE'], { label: 'State', default: 'OPEN' }),
  },
}) as unknown as RecordType;

/** Owners are members; where no module has described them, this does. */
export const describeMembers = (): RecordType =>
  findRecordType('member') ??
  (defineRecord({
    name: 'member',
    plural: 'members',
    label: 'Member',
    labelPlural: 'Members',
    icon: 'user',
    table: 'members',
    module: 'crm-core',
    access: 'configuration',
    titleFields: ['name'],
    fields: { name: text({ label: 'Name' }) },
  }) as unknown as RecordType);

export async function createTickets(db: TestDatabase): Promise<void> {
  const owner = await ownerDataSource(db.ownerUrl).initialize();
  const runner = owner.createQueryRunner();
  await createRecordTable(runner, { name: 'tickets', columns: ['name text not null', `state text check (state in ('OPEN', 'DONE'))`] });
  await runner.release();
  await owner.destroy();
}
