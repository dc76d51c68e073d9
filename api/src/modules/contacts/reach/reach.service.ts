import { Injectable } from '@nestjs/common';
import { requireCan } from '../../../platform/access/ability.js';
import { ChangeSets } from '../../../platform/changes/change-sets.service.js';
import type { RecordChange } from '../../../platform/changes/draft.js';
import { Database, type UnitOfWork } from '../../../platform/database/database.js';
import { notFound, preconditionFailed, validationError } from '../../../platform/errors/app-error.js';
import type { AnyRow } from '../../../platform/records/record-rows.js';
import { RecordStore } from '../../../platform/records/record-store.js';
import { contactRecord } from '../contact.record.js';
import { entriesOf, WITH_LISTS } from './contact-slots.js';
import { ACCOUNTS, entryIn, mainIdentities, ontoContact, type ReachKind } from './reach-kinds.js';
import { planList, type ListEntry } from './reach-plan.js';

export interface Done {
  readonly changeSetId: string;
  readonly row: AnyRow;
}
type Values = Readonly<Record<string, unknown>>;
interface Change extends Values {
  readonly id: string;
  readonly expectedVersion?: number | null;
}

/** A change of employer. */
export interface Move {
  readonly contactId: string;
  readonly accountId: string;
  readonly title?: string | null;
  /** Today when left out. */
  readonly since?: string | null;
  /** They work for the former one, too. */
  readonly keepFormer?: boolean | null;
}

/** The lists of a contact: e-mail addresses, numbers, accounts. Whoever may edit the contact may edit them; each verb is one change set. */
@Injectable()
export class ContactReach {
  constructor(
    private readonly database: Database,
    private readonly changeSets: ChangeSets,
    private readonly store: RecordStore,
  ) {}

  /** Adds a further entry. @throws VALIDATION_ERROR when the contact has it already */
  add(kind: ReachKind, input: Values): Promise<Done> {
    return this.database.run(async (unit) => {
      const contact = await this.editable(input['contactId'] as string);
      await refuseDouble(unit, kind, contact, input);
      return this.changeSets.applyOne(`Added ${articled(kind)}`, { type: kind.type, operation: 'create', values: input, derived: true });
    });
  }

  update(kind: ReachKind, input: Change): Promise<Done> {
    return this.database.run(async (unit) => {
      const { id, expectedVersion, ...values } = input;
      const { part, contact } = await this.part(kind, id);
      if (values['contactId'] !== undefined && values['contactId'] !== contact.id) throw validationError({ contactId: ['It stays with its contact. Add it to the other contact instead.'] });
      if (kind.identity({ ...part, ...values }) !== kind.identity(part)) await refuseDouble(unit, kind, contact, { ...part, ...values });
      return this.changeSets.applyOne(`Changed ${articled(kind)}`, { type: kind.type, operation: 'update', id, values, derived: true, ...seen(expectedVersion) });
    });
  }

  remove(kind: ReachKind, id: string): Promise<{ changeSetId: string; id: string }> {
    return this.database.run(async () => {
      await this.part(kind, id);
      return this.changeSets.applyOne(`Removed ${articled(kind)}`, { type: kind.type, operation: 'delete', id, derived: true });
    });
  }

  /** Makes a further entry the main one; the one that was it takes its place among the further ones. @returns the contact */
  makeMain(kind: ReachKind, id: string): Promise<Done> {
    return this.database.run(async () => {
      const { part, contact } = await this.part(kind, id);
      const hindrance = kind.hindrance(part);
      if (hindrance) throw preconditionFailed(hindrance);
      const slot = kind.slotOf(part);
      const former = entryIn(slot, contact);
      const changes: RecordChange[] = [
        { type: contactRecord, operation: 'update', id: contact.id, values: ontoContact(slot, part), extra: WITH_LISTS },
        former ? { type: kind.type, operation: 'update', id, values: { ...former, ...kind.fresh }, derived: true } : { type: kind.type, operation: 'delete', id, derived: true },
      ];
      return this.applyToContact(`Changed the main ${kind.noun}`, changes);
    });
  }

  /** Replaces the whole list. @returns the contact */
  replace(kind: ReachKind, contactId: string, entries: readonly ListEntry[], expectedVersion?: number | null): Promise<Done> {
    return this.database.run(async (unit) => {
      const contact = await this.editable(contactId);
      const present = (await entriesOf({ unit }, kind, [contactId])).get(contactId) ?? [];
      const plan = planList(kind, contact, present, entries);
      const changes: RecordChange[] = [{ type: contactRecord, operation: 'update', id: contactId, values: plan.onContact, extra: WITH_LISTS, ...seen(expectedVersion) }, ...plan.changes];
      return this.applyToContact(`Changed the ${kind.nouns}`, changes);
    });
  }

  /** The contact works for another account from now on; the former one is kept as history, or as a further account while it lasts. @returns the contact */
  moveToAccount({ contactId, accountId, title, since, keepFormer }: Move): Promise<Done> {
    return this.database.run(async () => {
      const contact = await this.editable(contactId);
      if (contact['accountId'] === accountId) throw validationError({ accountId: ['This is the main account already.'] });
      const slot = ACCOUNTS.slots[0]!;
      const former = entryIn(slot, contact);
      const startedOn = since ?? new Date().toISOString().slice(0, 10);
      const endedOn = keepFormer ? null : later(startedOn, former?.['startedOn']);
      const changes: RecordChange[] = [
        { type: contactRecord, operation: 'update', id: contactId, values: { accountId, jobTitle: title ?? null, accountSince: startedOn }, extra: WITH_LISTS },
        ...(former ? [{ type: ACCOUNTS.type, operation: 'create' as const, values: { ...former, contactId, endedOn }, derived: true }] : []),
      ];
      return this.applyToContact('Moved to another account', changes);
    });
  }

  private async applyToContact(label: string, changes: readonly RecordChange[]): Promise<Done> {
    const { changeSetId, outcomes } = await this.changeSets.apply({ label, changes });
    const [first] = outcomes;
    if (!first?.ok) throw first?.error ?? notFound('This contact');
    return { changeSetId, row: await this.store.get(contactRecord, first.id) };
  }

  /** @throws NOT_FOUND also when its contact is gone or hidden, FORBIDDEN */
  private async part(kind: ReachKind, id: string): Promise<{ part: AnyRow; contact: AnyRow }> {
    const part = await this.store.get(kind.type, id);
    const [contact] = await this.store.byIds(contactRecord, [part['contactId'] as string]);
    if (!contact) throw notFound(`This ${kind.type.label.toLowerCase()}`);
    requireCan('edit', contactRecord, contact);
    return { part, contact };
  }

  private async editable(contactId: string): Promise<AnyRow> {
    const [contact] = await this.store.byIds(contactRecord, [contactId]);
    if (!contact) throw validationError({ contactId: ['There is no such contact. It may have been deleted.'] });
    requireCan('edit', contactRecord, contact);
    return contact;
  }
}

const later = (day: string, other: unknown): string => (typeof other === 'string' && other > day ? other : day);
const seen = (expectedVersion: number | null | undefined): { expectedVersion?: number } => (typeof expectedVersion === 'number' ? { expectedVersion } : {});
const articled = (kind: ReachKind): string => `${/^[aeiou]/i.test(kind.noun) ? 'an' : 'a'} ${kind.noun}`;

async function refuseDouble(unit: UnitOfWork, kind: ReachKind, contact: AnyRow, entry: Values): Promise<void> {
  if (entry['endedOn']) return;
  const identity = kind.identity(entry);
  if (mainIdentities(kind, contact).has(identity)) throw validationError({ [kind.key]: [`This is the main ${kind.noun} already.`] });
  const further = (await entriesOf({ unit }, kind, [contact.id])).get(contact.id) ?? [];
  if (further.some((row) => row.id !== entry['id'] && !row['endedOn'] && kind.identity(row) === identity)) throw validationError({ [kind.key]: [`The contact has this ${kind.noun} already.`] });
}
