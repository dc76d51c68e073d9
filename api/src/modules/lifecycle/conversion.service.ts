import { Injectable } from '@nestjs/common';
import { requireCan } from '../../platform/access/ability.js';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { preconditionFailed, validationError } from '../../platform/errors/app-error.js';
import { titleOf, type AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { accountRecord } from '../accounts/index.js';
import { contactRecord } from '../contacts/index.js';
import { opportunityRecord } from '../opportunities/index.js';
import { contactConversionRecord } from './contact-conversion.record.js';
import { dealName, planConversion, type Wish } from './conversion-plan.js';
import { LEAD_STATES, type Lifecycle } from './lifecycle-order.js';
import { nameFromDomain, organisationOf } from './mail-domains.js';

export interface Converted {
  readonly contact: AnyRow;
  readonly account: AnyRow;
  readonly opportunity: AnyRow | null;
  readonly changeSetId: string;
  readonly repeated: boolean;
}

interface Earlier extends Record<string, unknown> {
  readonly request_id: string | null;
  readonly account_id: string | null;
  readonly opportunity_id: string | null;
  readonly change_set_id: string;
}

/** Turns leads into accounts, contacts and deals. One conversion is one change set, undone as a whole. */
@Injectable()
export class Conversions {
  constructor(
    private readonly database: Database,
    private readonly changeSets: ChangeSets,
    private readonly store: RecordStore,
  ) {}

  /** @throws NOT_FOUND, FORBIDDEN, VALIDATION_ERROR, PRECONDITION_FAILED (converted already, or no lead any more) */
  convert(wish: Wish): Promise<Converted> {
    return this.database.run(async (unit) => {
      // Locked before anything is read, so that of two clicks the second finds what the first one did.
      await unit.query('select from contacts where id::text = $1 for update', [wish.contactId]);
      const contact = await this.store.get(contactRecord, wish.contactId);
      requireCan('edit', contactRecord, contact);
      const earlier = await conversionOf(unit, contact.id);
      if (earlier && wish.requestId && earlier.request_id === wish.requestId) return this.repeat(contact, earlier);
      if (earlier) throw preconditionFailed('This contact has been converted already. Add a further opportunity to it instead.');
      if (!LEAD_STATES.includes(contact['lifecycle'] as Lifecycle | null)) throw preconditionFailed('Only leads are converted, and this contact is none any more. Add an opportunity to it instead.');
      const account = await this.accountOf(wish, contact);
      const plan = planConversion(wish, contact, account, await openActivities(unit, contact.id));
      const { changeSetId } = await this.changeSets.apply({ label: 'Converted the lead', changes: plan.changes });
      const [after, made, opportunity] = await Promise.all([
        this.store.get(contactRecord, contact.id),
        this.store.get(accountRecord, plan.accountId),
        plan.opportunityId ? this.store.get(opportunityRecord, plan.opportunityId) : null,
      ]);
      return { contact: after, account: made, opportunity, changeSetId, repeated: false };
    });
  }

  /** What a dialogue starts with. */
  async suggest(contactId: string): Promise<{ convertible: boolean; accounts: AnyRow[]; accountName: string | null; opportunityName: string }> {
    const contact = await this.store.get(contactRecord, contactId);
    const domain = organisationOf(contact['email'] as string | null);
    const own = typeof contact['accountId'] === 'string' ? await this.store.byIds(accountRecord, [contact['accountId']]) : [];
    const atDomain = domain ? (await this.store.list(accountRecord, { first: 5, filter: { domain: { eq: domain } } })).rows : [];
    const accounts = [...own, ...atDomain.filter((row) => row.id !== own[0]?.id)];
    const accountName = domain ? nameFromDomain(domain) : null;
    const earlier = await this.database.run((unit) => conversionOf(unit, contactId));
    const convertible = !earlier && LEAD_STATES.includes(contact['lifecycle'] as Lifecycle | null);
    const opportunityName = dealName(accounts[0] ? titleOf(accountRecord, accounts[0]) : accountName, contact);
    return { convertible, accounts, accountName, opportunityName };
  }

  private async repeat(contact: AnyRow, earlier: Earlier): Promise<Converted> {
    const [account] = earlier.account_id ? await this.store.byIds(accountRecord, [earlier.account_id]) : [];
    if (!account) throw preconditionFailed('This contact has been converted already, and the account is gone since.');
    const [opportunity] = earlier.opportunity_id ? await this.store.byIds(opportunityRecord, [earlier.opportunity_id]) : [];
    return { contact, account, opportunity: opportunity ?? null, changeSetId: earlier.change_set_id, repeated: true };
  }

  /** The account that is there already, or null for a new one. */
  private async accountOf(wish: Wish, contact: AnyRow): Promise<AnyRow | null> {
    const name = wish.accountName?.trim();
    if (name && wish.accountId) throw validationError({ accountName: ['Choose an account or name a new one, not both.'] });
    if (name) return null;
    const id = wish.accountId ?? (contact['accountId'] as string | null);
    if (!id) throw validationError({ accountId: ['Choose an account, or name a new one.'] });
    const [account] = await this.store.byIds(accountRecord, [id]);
    if (!account) throw validationError({ accountId: ['There is no such account. It may have been deleted.'] });
    return account;
  }
}

async function conversionOf(unit: UnitOfWork, contactId: string): Promise<Earlier | undefined> {
  const [row] = await unit.query<Earlier>(
    `select v.request_id, v.account_id, v.opportunity_id, i.change_set_id from contact_conversions v
     join change_items i on i.tenant_id = v.tenant_id and i.record_type = $2 and i.record_id = v.id and i.operation = 'create'
     where v.contact_id = $1 and v.deleted_at is null order by v.created_at desc limit 1`,
    [contactId, contactConversionRecord.name],
  );
  return row;
}

/** The contact's activities that do not belong to a deal yet. */
const openActivities = (unit: UnitOfWork, contactId: string): Promise<{ id: string; hasAccount: boolean }[]> =>
  unit.query<{ id: string; hasAccount: boolean }>('select id, account_id is not null as "hasAccount" from activities where contact_id = $1 and opportunity_id is null and deleted_at is null order by id', [contactId]);
