import { Injectable } from '@nestjs/common';
import { refuse, type Draft } from '../../platform/changes/draft.js';
import type { HookContext, RecordHooks } from '../../platform/changes/record-hooks.js';
import type { Contact } from './contact.record.js';
import { dropDoubles, fillVacancies } from './reach/index.js';
import { followTouch, touchChanged } from './touch/next-touch.js';
import { TouchCadences } from './touch/touch-cadences.js';

/** A contact has something to be called by, one main entry in each of its lists, and a day by which it should hear from the team. */
@Injectable()
export class ContactHooks implements RecordHooks {
  constructor(private readonly cadences: TouchCadences) {}

  async beforeWrite(drafts: readonly Draft[], context: HookContext): Promise<void> {
    await fillVacancies(drafts, context);
    const touched = drafts.filter(touchChanged);
    followTouch(touched, await this.cadences.daysOf(context.unit, touched.map((draft) => draft.id)));
    for (const draft of drafts) {
      const { firstName, lastName, email } = draft.after as unknown as Contact;
      if (!firstName && !lastName && !email) refuse(draft, 'lastName', 'A contact needs a first name, a last name or an e-mail address.');
    }
  }

  async afterWrite(drafts: readonly Draft[], context: HookContext): Promise<void> {
    await dropDoubles(drafts, context);
  }

  async afterRevert(drafts: readonly Draft[], { unit, also }: HookContext): Promise<void> {
    for (const change of await this.cadences.changes(unit, drafts.filter(touchChanged).map((draft) => draft.id))) also(change);
  }
}
