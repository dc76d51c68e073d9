import type { RecordChange } from '../../platform/changes/draft.js';
import { newId } from '../../platform/records/new-id.js';
import { titleOf, type AnyRow } from '../../platform/records/record-rows.js';
import { accountRecord } from '../accounts/index.js';
import { activityRecord } from '../activities/index.js';
import { contactAccountRecord, contactRecord, WITH_LISTS } from '../contacts/index.js';
import { opportunityContactRecord, opportunityRecord } from '../opportunities/index.js';
import { contactConversionRecord } from './contact-conversion.record.js';
import { causedBy, LifecycleCause } from './lifecycle-history.js';
import { isForward, type Lifecycle } from './lifecycle-order.js';
import { organisationOf } from './mail-domains.js';

/** What somebody wants a lead to become. */
export interface Wish {
  readonly contactId: string;
  readonly accountId?: string | null;
  readonly accountName?: string | null;
  readonly opportunity?: (Readonly<Record<string, unknown>> & { readonly name?: string | null; readonly role?: string | null }) | null;
  readonly lifecycle?: Lifecycle | null;
  readonly requestId?: string | null;
  readonly expectedVersion?: number | null;
}

export interface ConversionPlan {
  readonly accountId: string;
  readonly opportunityId: string | null;
  readonly changes: readonly RecordChange[];
}

/** What a deal is called that was given no name. */
export const dealName = (accountName: string | null, contact: AnyRow): string => [accountName, titleOf(contactRecord, contact)].filter(Boolean).join(' – ');

/**
 * All changes of a conversion, those first that others point at.
 *
 * @param account the one that is there already; null for a new one
 * @param activities of the contact that belong to no deal yet
 */
export function planConversion(wish: Wish, contact: AnyRow, account: AnyRow | null, activities: readonly { readonly id: string; readonly hasAccount: boolean }[]): ConversionPlan {
  const accountId = account?.id ?? newId();
  const opportunityId = wish.opportunity ? newId() : null;
  const accountName = account ? titleOf(accountRecord, account) : wish.accountName!.trim();
  return {
    accountId,
    opportunityId,
    changes: [
      ...(account ? [] : [newAccount(accountId, accountName, contact)]),
      ...formerAccount(contact, accountId),
      contactChange(wish, contact, accountId),
      ...(opportunityId ? deal(wish, contact, { accountId, accountName, opportunityId }) : []),
      ...activities.flatMap((activity) => linked(activity, accountId, opportunityId)),
      {
        type: contactConversionRecord,
        operation: 'create',
        derived: true,
        values: { contactId: contact.id, accountId, opportunityId, fromLifecycle: contact['lifecycle'], madeAccount: account === null, requestId: wish.requestId ?? null },
      },
    ],
  };
}

function newAccount(id: string, name: string, contact: AnyRow): RecordChange {
  const domain = organisationOf(contact['email'] as string | null);
  return { type: accountRecord, operation: 'create', brief: true, id, values: { name, ownerId: contact.ownerId, ...(domain ? { website: `https://${domain}` } : {}) } };
}

/** Where they worked so far stays a further account. */
function formerAccount(contact: AnyRow, accountId: string): RecordChange[] {
  const former = contact['accountId'];
  if (!former || former === accountId) return [];
  return [{ type: contactAccountRecord, operation: 'create', derived: true, values: { contactId: contact.id, accountId: former, title: contact['jobTitle'], startedOn: contact['accountSince'] } }];
}

function contactChange(wish: Wish, contact: AnyRow, accountId: string): RecordChange {
  const present = contact['lifecycle'] as Lifecycle | null;
  const usual: Lifecycle = wish.opportunity ? 'OPPORTUNITY' : 'SQL';
  const lifecycle = wish.lifecycle ?? (isForward(present, usual) ? usual : present);
  return {
    type: contactRecord,
    operation: 'update',
    id: contact.id,
    values: { accountId, lifecycle },
    extra: { ...WITH_LISTS, ...causedBy(LifecycleCause.CONVERSION) },
    ...(typeof wish.expectedVersion === 'number' ? { expectedVersion: wish.expectedVersion } : {}),
  };
}

function deal(wish: Wish, contact: AnyRow, made: { accountId: string; accountName: string; opportunityId: string }): RecordChange[] {
  const { role, name, ...given } = wish.opportunity!;
  const values = { ...given, name: name?.trim() || dealName(made.accountName, contact), accountId: made.accountId, ownerId: contact.ownerId, leadSource: contact['leadSource'] };
  return [
    { type: opportunityRecord, operation: 'create', brief: true, id: made.opportunityId, values },
    { type: opportunityContactRecord, operation: 'create', derived: true, values: { opportunityId: made.opportunityId, contactId: contact.id, role: role ?? 'DECISION_MAKER', isPrimary: true } },
  ];
}

function linked({ id, hasAccount }: { readonly id: string; readonly hasAccount: boolean }, accountId: string, opportunityId: string | null): RecordChange[] {
  const values = { ...(hasAccount ? {} : { accountId }), ...(opportunityId ? { opportunityId } : {}) };
  return Object.keys(values).length > 0 ? [{ type: activityRecord, operation: 'update', id, values, derived: true }] : [];
}
