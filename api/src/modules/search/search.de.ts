import { registerPhrases } from '../../platform/i18n/phrasebook.js';

registerPhrases('de', {
  'A search answers 1 to {0} records.': 'Eine Suche liefert 1 bis {0} Datensätze.',
});
