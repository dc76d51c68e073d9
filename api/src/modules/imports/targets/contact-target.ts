import type { RecordChange } from '../../../platform/changes/draft.js';
import type { UnitOfWork } from '../../../platform/database/database.js';
import { text } from '../../../platform/records/fields.js';
import { contactEmailRecord, contactPhoneRecord } from '../../contacts/index.js';
import { splitName } from '../matching/index.js';
import type { ImportExtension } from '../planning/import-target.js';
import type { FurtherValue } from '../planning/row-reader.js';

/** Contacts: many files have the name in one column, and several e-mail addresses and numbers a person. */
export const contactTarget: ImportExtension = {
  recordType: 'contact',
  fields: {
    fullName: text({ label: 'Full name', help: 'Split into first and last name, where those have no column or are empty.', aliases: ['full name', 'name', 'display name', 'file as', 'contact name', 'person name', 'person - name', 'vollständiger name', 'nom complet', 'nombre completo'] }),
  },

  shape({ fullName, ...values }) {
    if (typeof fullName !== 'string' || values['firstName'] || values['lastName']) return values;
    const { firstName, lastName } = splitName(fullName);
    return { ...values, ...(firstName ? { firstName } : {}), ...(lastName ? { lastName } : {}) };
  },

  /** The first of them is the contact's own; the others join its lists. */
  async further(unit, rows) {
    const known = await reachOf(unit, rows.map(({ recordId }) => recordId));
    return rows.map(({ recordId, values }) => {
      const present = known.get(recordId) ?? new Set<string>();
      return values.flatMap((value) => {
        const key = keyOf(value.value);
        if (present.has(key)) return [];
        present.add(key);
        return [changeFor(recordId, value)];
      });
    });
  },
};

function changeFor(contactId: string, { kind, value, field, column }: FurtherValue): RecordChange {
  if (kind === 'email') return { type: contactEmailRecord, operation: 'create', values: { contactId, address: value, label: labelOf(column) } };
  return { type: contactPhoneRecord, operation: 'create', values: { contactId, number: value, label: field === 'mobile' ? 'MOBILE' : labelOf(column) } };
}

/** What a column's name says its values are for, in the languages that exports come in. */
function labelOf(column: string): 'WORK' | 'HOME' | 'MOBILE' | 'OTHER' {
  if (/\b(mobile|cell|mobil\w*|movil|móvil)\b/i.test(column)) return 'MOBILE';
  if (/\b(home|privat|domicile|particular)\b/i.test(column)) return 'HOME';
  return /\b(work|business|office|geschäftlich|bureau|trabajo|firma|company)\b/i.test(column) ? 'WORK' : 'OTHER';
}

/** E-mail addresses as they are, numbers by their digits. */
const keyOf = (value: string): string => (value.includes('@') ? value.toLowerCase() : value.replace(/\D/g, ''));

/** Every address and number that contacts have, on themselves and in their lists. */
async function reachOf(unit: UnitOfWork, ids: readonly string[]): Promise<Map<string, Set<string>>> {
  const rows = await unit.query<{ id: string; value: string }>(
    `select c.id, v.value from contacts c cross join lateral (values (c.email), (c.phone), (c.mobile)) as v(value) where c.id = any($1::uuid[]) and v.value is not null
     union all select contact_id, address from contact_emails where contact_id = any($1::uuid[]) and deleted_at is null
     union all select contact_id, number from contact_phones where contact_id = any($1::uuid[]) and deleted_at is null`,
    [ids],
  );
  const found = new Map<string, Set<string>>();
  for (const { id, value } of rows) found.set(id, (found.get(id) ?? new Set()).add(keyOf(value)));
  return found;
}
