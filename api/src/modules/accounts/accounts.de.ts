import { registerPhrases } from '../../platform/i18n/phrasebook.js';

registerPhrases('de', {
  Account: 'Firma',
  Accounts: 'Firmen',
  Industry: 'Branche',
  Website: 'Website',
  Domain: 'Domain',
  'Parent account': 'Übergeordnete Firma',
  Employees: 'Beschäftigte',
  Size: 'Größe',
  'Annual revenue': 'Jahresumsatz',
  Founded: 'Gegründet',
  LinkedIn: 'LinkedIn',
  'Billing address: {0}': 'Rechnungsadresse: {0}',
  'Shipping address: {0}': 'Lieferadresse: {0}',
  'Billing address': 'Rechnungsadresse',
  'Shipping address': 'Lieferadresse',
  'The account that this one belongs to, such as its holding.': 'Die Firma, zu der diese gehört, etwa ihre Holding.',
  'Solo 1, micro up to 9, small up to 49, medium up to 249, large up to 999, enterprise from 1,000 employees.': 'Solo 1, Micro bis 9, Small bis 49, Medium bis 249, Large bis 999, Enterprise ab 1.000 Beschäftigten.',
  'When it is given, the size follows from it.': 'Ist sie angegeben, folgt die Größe daraus.',
  "Taken from the website; e-mail addresses of the account's people usually end in it.": 'Aus der Website entnommen; die E-Mail-Adressen der Menschen dort enden meist darauf.',
  "In the workspace's base currency.": 'In der Hauptwährung des Arbeitsbereichs.',
});
