import { Injectable } from '@nestjs/common';
import { Licences } from '../../platform/licensing/licences.service.js';
import { normaliseValue } from '../../platform/records/field-codec.js';
import { identityFields } from '../../platform/records/identity.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import type { IdentifiedType } from './identity-keys.js';
import { Matcher, type FoundMatch } from './matcher.service.js';

/** A stored record that an input is probably about. */
export interface PossibleDuplicate extends FoundMatch {
  readonly row: AnyRow;
}

/** Says while somebody types which stored records the input is probably about. It forbids nothing. */
@Injectable()
export class PossibleDuplicates {
  constructor(
    private readonly matcher: Matcher,
    private readonly store: RecordStore,
    private readonly licences: Licences,
  ) {}

  /** @param draft values as a form holds them; what can't be read yet is passed over. @param exceptId the record that the form is about */
  async of(type: IdentifiedType, draft: Readonly<Record<string, unknown>>, exceptId: string | null, first: number): Promise<PossibleDuplicate[]> {
    await this.licences.requireForRecords([type]);
    const values: Record<string, unknown> = exceptId ? { id: exceptId } : {};
    for (const field of identityFields(type.identity)) {
      const read = normaliseValue(type.allFields[field]!, draft[field]);
      if ('value' in read) values[field] = read.value;
    }
    const [found = []] = await this.matcher.find(type, [values]);
    const rows = new Map((await this.store.byIds(type, found.map(({ recordId }) => recordId))).map((row) => [row.id, row]));
    return found.flatMap((match) => (rows.has(match.recordId) ? [{ ...match, row: rows.get(match.recordId)! }] : [])).slice(0, first);
  }
}
