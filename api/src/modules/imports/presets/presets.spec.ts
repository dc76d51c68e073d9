import { describe, expect, it } from '@jest/globals';
// Described first: other record types point at members.
import '../../members/index.js';
import '../../accounts/index.js';
import '../../contacts/index.js';
import '../../opportunities/index.js';
import { importTarget, registerImportExtension } from '../planning/import-target.js';
import { suggestImport } from '../planning/suggest-import.js';
import { fileOf, readAll } from '../reading/reading-test-files.js';
import { splitName } from '../matching/index.js';
import { contactTarget } from '../targets/contact-target.js';
import { findPreset } from './presets.js';

registerImportExtension(contactTarget);

/** What becomes of the columns of such a file, by the field they feed. */
async function mapped(header: readonly string[], row: readonly string[] = []): Promise<{ preset: string | null; fields: Record<string, string[]> }> {
  const inspection = await readAll(fileOf(`${header.join(',')}\n${header.map((_, index) => row[index] ?? '').join(',')}x\n`));
  const { mapping, preset } = suggestImport(importTarget(findPreset('CSV', header)!.recordType), inspection);
  const fields: Record<string, string[]> = {};
  for (const { column, targets } of mapping.columns) for (const field of targets) (fields[field] ??= []).push(header[column]!);
  return { preset, fields };
}

describe('exports of other programs', () => {
  it.each([
    ['HubSpot', 'contact', ['Record ID', 'First Name', 'Last Name', 'Email', 'Phone Number', 'Contact owner', 'Lifecycle Stage', 'Associated Company']],
    ['HubSpot', 'account', ['Record ID', 'Company name', 'Company owner', 'Create Date', 'Phone Number']],
    ['HubSpot', 'opportunity', ['Record ID', 'Deal Name', 'Deal Stage', 'Pipeline', 'Amount', 'Close Date']],
    ['Salesforce', 'account', ['ID', 'ISDELETED', 'NAME', 'BILLINGSTREET', 'NUMBEROFEMPLOYEES', 'OWNERID']],
    ['Salesforce', 'opportunity', ['ID', 'ACCOUNTID', 'NAME', 'STAGENAME', 'AMOUNT', 'CLOSEDATE']],
    ['Salesforce', 'contact', ['referenceId', 'FirstName', 'LastName', 'AccountId', 'Email']],
    ['Pipedrive', 'contact', ['Person - Name', 'Person - Email - Work', 'Person - Phone - Work', 'Person - Organization']],
    ['Pipedrive', 'opportunity', ['Deal - Title', 'Deal - Value', 'Deal - Stage', 'Deal - Organization']],
    ['Google Contacts', 'contact', ['First Name', 'Last Name', 'Labels', 'E-mail 1 - Label', 'E-mail 1 - Value']],
    ['Google Contacts', 'contact', ['Name', 'Given Name', 'Family Name', 'Group Membership', 'E-mail 1 - Type', 'E-mail 1 - Value']],
    ['Outlook', 'contact', ['Title', 'First Name', 'Last Name', 'Business Street', 'Business Phone', 'Mobile Phone', 'E-mail Address', 'E-mail 2 Address']],
    ['Outlook', 'contact', ['Anrede', 'Vorname', 'Nachname', 'Firma', 'Telefon geschäftlich', 'E-Mail-Adresse']],
    ['Outlook', 'contact', ['Prénom', 'Nom', 'Société', 'Adresse de messagerie', 'Téléphone (bureau)']],
    ['Outlook', 'contact', ['Nombre', 'Apellidos', 'Organización', 'Dirección de correo electrónico', 'Teléfono móvil']],
    ['Thunderbird', 'contact', ['First Name', 'Last Name', 'Display Name', 'Primary Email', 'Work Phone']],
  ])('recognises %s: %s', (label, recordType, header) => {
    expect(findPreset('CSV', header)).toMatchObject({ label, recordType });
  });

  it('takes no other file for an export', () => {
    expect(findPreset('CSV', ['Name', 'Phone', 'City'])).toBeNull();
    expect(findPreset('CSV', ['First Name', 'Last Name', 'Email'])).toBeNull();
  });

  it('fills the mapping, several e-mails and phones into one field, and leaves out what says nothing here', async () => {
    const { preset, fields } = await mapped(['First Name', 'Last Name', 'Title', 'Company', 'E-mail Address', 'E-mail 2 Address', 'Business Phone', 'Home Phone', 'Mobile Phone', 'Business Street', 'Home Street', 'Business Fax', 'Categories'], ['A', 'B', 'Mr', 'C', 'a@x.org', 'b@x.org', '1234', '2345', '3456', 'Main St', 'Home St']);
    expect(preset).toBe('Outlook');
    expect(fields).toEqual({ firstName: ['First Name'], lastName: ['Last Name'], accountId: ['Company'], email: ['E-mail Address', 'E-mail 2 Address'], phone: ['Business Phone', 'Home Phone'], mobile: ['Mobile Phone'], mailingStreet: ['Business Street'], tags: ['Categories'] });
  });

  it('takes the address of home where there is no other', async () => {
    const { fields } = await mapped(['First Name', 'E-mail Address', 'Home Phone', 'Mobile Phone', 'Business Street', 'Home Street'], ['A', 'a@x.org', '1234', '2345', '', 'Home St']);
    expect(fields['mailingStreet']).toEqual(['Home Street']);
  });
});

describe('names in one column', () => {
  it.each([
    ['Ada Lovelace', 'Ada', 'Lovelace'],
    ['Lovelace, Ada', 'Ada', 'Lovelace'],
    ['Dr. Ludwig van Beethoven', 'Ludwig', 'van Beethoven'],
    ['Maria de la Cruz', 'Maria', 'de la Cruz'],
    ['Mr. John Richter James Doe Sr.', 'John Richter James', 'Doe'],
    ['Martin Luther King, Jr.', 'Martin Luther', 'King'],
    ['Cher', null, 'Cher'],
    ['  ', null, null],
  ])('splits %s', (name, firstName, lastName) => {
    expect(splitName(name)).toEqual({ firstName, lastName });
  });
});
