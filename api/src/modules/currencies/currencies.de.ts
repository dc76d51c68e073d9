import { registerPhrases } from '../../platform/i18n/phrasebook.js';

registerPhrases('de', {
  'Exchange rates': 'Wechselkurse',
  Rate: 'Kurs',
  'Units of the base currency that one unit of this currency is worth.': 'Was eine Einheit dieser Währung in der Hauptwährung wert ist.',
});
