import { into, loosely, named, nothing, type SourcePreset } from './source-preset.js';

/** The parts of an address under the names that one program has for them; home addresses count where no business address is given. */
const place = (street: readonly string[], city: readonly string[], region: readonly string[], zip: readonly string[], country: readonly string[]) =>
  Object.fromEntries([...street.map((name) => [name, into('mailingStreet')]), ...city.map((name) => [name, into('mailingCity')]), ...region.map((name) => [name, into('mailingRegion')]), ...zip.map((name) => [name, into('mailingPostalCode')]), ...country.map((name) => [name, into('mailingCountry')])] as const);

const all = (fields: Readonly<Record<string, readonly string[]>>, kind: typeof into) => Object.fromEntries(Object.entries(fields).flatMap(([field, headers]) => headers.map((header) => [header, kind(field)] as const)));

const GOOGLE_COLUMNS = {
  Name: into('fullName'), 'File As': into('fullName'), ...all({ firstName: ['First Name', 'Given Name'], lastName: ['Last Name', 'Family Name'], jobTitle: ['Organization Title', 'Organization 1 - Title'], department: ['Organization Department', 'Organization 1 - Department'], notes: ['Notes'], tags: ['Labels', 'Group Membership'] }, into),
  ...all({ accountId: ['Organization Name', 'Organization 1 - Name'] }, named),
  ...all({ email: ['E-mail 1 - Value', 'E-mail 2 - Value', 'E-mail 3 - Value', 'E-mail 4 - Value'], phone: ['Phone 1 - Value', 'Phone 2 - Value', 'Phone 3 - Value', 'Phone 4 - Value'], birthday: ['Birthday'] }, loosely),
  ...place(['Address 1 - Street', 'Address 1 - Formatted'], ['Address 1 - City'], ['Address 1 - Region'], ['Address 1 - Postal Code'], ['Address 1 - Country']),
  'Middle Name': nothing, 'Additional Name': nothing, Nickname: nothing, 'Name Prefix': nothing, 'Name Suffix': nothing, Photo: nothing, Occupation: nothing, Location: nothing, Subject: nothing,
};

const OUTLOOK_COLUMNS = {
  ...all({ firstName: ['First Name', 'Vorname', 'Prénom', 'Nombre'], lastName: ['Last Name', 'Nachname', 'Nom', 'Apellidos'], jobTitle: ['Job Title', 'Position', 'Titre', 'Puesto', 'Cargo'], department: ['Department', 'Abteilung', 'Service', 'Departamento'], notes: ['Notes', 'Notizen', 'Notas'], tags: ['Categories', 'Kategorien', 'Catégories', 'Categorías'], fullName: ['Name', 'Display Name', 'E-mail Display Name'] }, into),
  ...all({ accountId: ['Company', 'Firma', 'Société', 'Organización', 'Compañía'] }, named),
  ...all(
    {
      email: ['E-mail Address', 'E-mail 2 Address', 'E-mail 3 Address', 'E-Mail-Adresse', 'E-Mail 2: Adresse', 'E-Mail 3: Adresse', 'Adresse de messagerie', 'Adresse de messagerie 2', 'Dirección de correo electrónico', 'Dirección del correo electrónico 2'],
      phone: ['Business Phone', 'Business Phone 2', 'Primary Phone', 'Company Main Phone', 'Home Phone', 'Home Phone 2', 'Other Phone', 'Telefon geschäftlich', 'Telefon geschäftlich 2', 'Telefon Firma', 'Telefon privat', 'Téléphone (bureau)', 'Téléphone (domicile)', 'Teléfono del trabajo', 'Teléfono particular'],
      mobile: ['Mobile Phone', 'Mobiltelefon', 'Tél. mobile', 'Téléphone mobile', 'Teléfono móvil'],
      birthday: ['Birthday', 'Geburtstag', 'Anniversaire', 'Cumpleaños'],
    },
    loosely,
  ),
  ...place(
    ['Business Street', 'Home Street', 'Business Address', 'Home Address', 'Straße geschäftlich', 'Straße privat', 'Rue (bureau)', 'Rue (domicile)', 'Calle del trabajo', 'Calle de domicilio'],
    ['Business City', 'Home City', 'Ort geschäftlich', 'Ort privat', 'Ville (bureau)', 'Ville (domicile)', 'Ciudad de trabajo', 'Ciudad de residencia'],
    ['Business State', 'Home State', 'Region geschäftlich', 'Bundesland/Kanton privat', 'Dép/Région (bureau)', 'Provincia o estado de trabajo'],
    ['Business Postal Code', 'Home Postal Code', 'Postleitzahl geschäftlich', 'Postleitzahl privat', 'Code postal (bureau)', 'Code postal (domicile)', 'Código postal del trabajo'],
    ['Business Country/Region', 'Home Country/Region', 'Business Country', 'Home Country', 'Land/Region geschäftlich', 'Land/Region privat', 'Pays/Région (bureau)', 'País o región del trabajo'],
  ),
  Title: nothing, Anrede: nothing, Suffix: nothing, 'Middle Name': nothing, Account: nothing, Initials: nothing, Keywords: nothing, Location: nothing, 'Office Location': nothing, Profession: nothing, 'Web Page': nothing, Priority: nothing, Private: nothing, Sensitivity: nothing, Language: nothing, Gender: nothing, 'Other Address': nothing, Pager: nothing, 'Business Fax': nothing, 'Home Fax': nothing, 'Other Fax': nothing,
};

const CONTACTS = { recordType: 'contact' } as const;

/** What address books export. */
export const ADDRESS_BOOKS: readonly SourcePreset[] = [
  { ...CONTACTS, key: 'google-contacts', label: 'Google Contacts', requires: ['First Name', 'Last Name', 'E-mail 1 - Value'], hints: ['E-mail 1 - Label', 'Labels', 'File As', 'Phonetic First Name'], columns: GOOGLE_COLUMNS },
  { ...CONTACTS, key: 'google-contacts-old', label: 'Google Contacts', requires: ['Given Name', 'Family Name'], hints: ['Group Membership', 'Yomi Name', 'E-mail 1 - Type'], columns: GOOGLE_COLUMNS },
  { ...CONTACTS, key: 'outlook', label: 'Outlook', requires: ['E-mail Address'], hints: ['Business Street', 'Business Phone', 'Home Phone', 'E-mail 2 Address', 'Business Fax', 'Mobile Phone', "Assistant's Phone"], leastHints: 2, columns: OUTLOOK_COLUMNS },
  { ...CONTACTS, key: 'outlook-de', label: 'Outlook', requires: ['Vorname', 'Nachname', 'E-Mail-Adresse'], hints: ['Telefon geschäftlich', 'Straße geschäftlich', 'Mobiltelefon', 'Firma'], columns: OUTLOOK_COLUMNS },
  { ...CONTACTS, key: 'outlook-fr', label: 'Outlook', requires: ['Prénom', 'Nom', 'Adresse de messagerie'], columns: OUTLOOK_COLUMNS },
  { ...CONTACTS, key: 'outlook-es', label: 'Outlook', requires: ['Nombre', 'Apellidos', 'Dirección de correo electrónico'], columns: OUTLOOK_COLUMNS },
  {
    ...CONTACTS, key: 'thunderbird', label: 'Thunderbird', requires: ['Display Name', 'Primary Email'],
    columns: {
      ...all({ firstName: ['First Name'], lastName: ['Last Name'], fullName: ['Display Name'], jobTitle: ['Job Title'], department: ['Department'], notes: ['Notes'] }, into),
      ...all({ email: ['Primary Email', 'Secondary Email'], phone: ['Work Phone', 'Home Phone'], mobile: ['Mobile Number'] }, loosely),
      ...place(['Work Address', 'Home Address'], ['Work City', 'Home City'], ['Work State', 'Home State'], ['Work ZipCode', 'Home ZipCode'], ['Work Country', 'Home Country']),
      Organization: named('accountId'), Nickname: nothing, 'Screen Name': nothing, 'Fax Number': nothing, 'Pager Number': nothing, 'Web Page 1': nothing, 'Web Page 2': nothing,
    },
  },
  {
    ...CONTACTS, key: 'vcard', label: 'vCard', format: 'VCARD', requires: [],
    columns: {
      ...all({ fullName: ['Full name'], firstName: ['First name'], lastName: ['Last name'], jobTitle: ['Job title', 'Role'], department: ['Department'], notes: ['Notes'], tags: ['Tags'], twitter: ['Twitter'], externalId: ['UID'] }, into),
      ...all({ email: ['E-mail'], phone: ['Work phone', 'Phone', 'Home phone'], mobile: ['Mobile phone'], birthday: ['Birthday'], linkedin: ['LinkedIn'] }, loosely),
      ...place(['Work street', 'Street', 'Home street'], ['Work city', 'City', 'Home city'], ['Work region', 'Region', 'Home region'], ['Work postal code', 'Postal code', 'Home postal code'], ['Work country', 'Country', 'Home country']),
      Company: named('accountId'), 'Middle name': nothing, 'Name prefix': nothing, 'Name suffix': nothing, Nickname: nothing, Website: nothing, Fax: nothing, Pager: nothing, Gender: nothing, Anniversary: nothing, 'Time zone': nothing, Coordinates: nothing, Language: nothing, Messenger: nothing,
    },
  },
];
