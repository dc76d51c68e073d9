import { text } from '../../../platform/records/fields.js';
import { splitName } from '../matching/index.js';
import type { ImportExtension } from '../planning/import-target.js';

/** Contacts: many files have the name in one column. */
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
};
