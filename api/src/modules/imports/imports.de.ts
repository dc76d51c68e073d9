import { registerPhrases } from '../../platform/i18n/phrasebook.js';

registerPhrases('de', {
  'Imported {0}': '{0} importiert',
  'Full name': 'Voller Name',
  'Split into first and last name, where those have no column or are empty.': 'Wird in Vor- und Nachname geteilt, wo diese keine Spalte haben oder leer sind.',
  'Becomes a line item.': 'Wird eine Position.',
});
