import { Injectable } from '@nestjs/common';
import { refuse, type Draft } from '../../platform/changes/draft.js';
import type { RecordHooks } from '../../platform/changes/record-hooks.js';
import type { Contact } from './contact.record.js';

/** A contact has at least something to be called by. */
@Injectable()
export class ContactHooks implements RecordHooks {
  async beforeWrite(drafts: readonly Draft[]): Promise<void> {
    for (const draft of drafts) {
      const { firstName, lastName, email } = draft.after as unknown as Contact;
      if (!firstName && !lastName && !email) refuse(draft, 'lastName', 'A contact needs a first name, a last name or an e-mail address.');
    }
  }
}
