import { inject, Service } from '@angular/core';
import { Formats } from '../../core/format/formats.js';
import { titleOf, type ClientRecord } from '../../core/records/record-metadata.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { ActivitiesGateway } from '../activities/activities.gateway.js';
import { RecordEditing } from '../records/record-editing.js';
import { UndoableWrites } from '../records/undoable-writes.js';
import { dayIn } from './person-looks.js';
import type { Touch } from './touch-row.js';

/** What is done about people in the list of whom to call; each can be undone. */
@Service()
export class Touching {
  private readonly activities = inject(ActivitiesGateway);
  private readonly editing = inject(RecordEditing);
  private readonly writes = inject(UndoableWrites);
  private readonly types = inject(RecordTypesStore);
  private readonly formats = inject(Formats);

  /** @returns whether it was written down */
  log({ contact, type, note, responded }: Touch, reload: () => void): Promise<boolean> {
    const input = { type, contactId: contact.id, ...(note ? { description: note } : {}), direction: responded ? ('INBOUND' as const) : null };
    return this.writes.run('people.touch.logged', { name: titleOf(this.types.named('contact'), contact) }, async () => (await this.activities.log(input)).changeSetId, async () => reload());
  }

  async snooze(contact: ClientRecord, days: number, reload: () => void): Promise<void> {
    await this.editing.save(this.types.named('contact'), contact, { touchSnoozedUntil: dayIn(this.formats.today(), days) });
    reload();
  }

  /** @param days null: no longer at all */
  async pace(contact: ClientRecord, days: number | null, reload: () => void): Promise<void> {
    await this.editing.save(this.types.named('contact'), contact, { touchEveryDays: days });
    reload();
  }
}
